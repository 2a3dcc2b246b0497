/** How much memory data may take. */

/** Says how much, such as `2GB` or `600 MB`. */
export const memoryVariable = 'MTL_MEMORY';

/** In bytes: what `memoryVariable` says, else half of what is free, of the machine or of the container that this process may use. */
export function memoryBudget(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): number {
  return parseMemory(environment[memoryVariable] ?? '') ?? Math.floor(process.availableMemory() / 2);
}

const units: Readonly<Record<string, number>> = { KB: 2 ** 10, MB: 2 ** 20, GB: 2 ** 30, TB: 2 ** 40 };

/** Undefined for what is no amount of memory; `KB` is 1,024 bytes, as everywhere in memory. */
export function parseMemory(amount: string): number | undefined {
  const [, number, unit] = /^\s*(\d+(?:\.\d+)?)\s*([KMGT])i?B\s*$/i.exec(amount) ?? [];
  if (number === undefined || unit === undefined) return undefined;
  return Math.floor(Number(number) * units[`${unit.toUpperCase()}B`]!);
}

/** For a person, such as `1.9 GB`. */
export function memoryText(bytes: number): string {
  const [unit, size] =
    Object.entries(units).findLast(([, each]) => bytes >= each) ?? (['KB', units['KB']!] as const);
  const number = bytes / size;
  return `${number < 10 ? number.toFixed(1) : Math.round(number)} ${unit}`;
}
