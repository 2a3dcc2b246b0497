/** Finds files by a pattern with `*`, `?` and `**`; a bracket or brace in a name means itself. */
import { readdir } from 'node:fs/promises';
import { parse, resolve, sep } from 'node:path';

export function isPattern(source: string): boolean {
  return /[*?]/.test(source);
}

/** Absolute paths that match, sorted by code unit so that the order of rows is the same on every machine. */
export async function findMatches(directory: string, pattern: string): Promise<string[]> {
  const absolute = resolve(directory, pattern);
  const { root } = parse(absolute);
  const steps = absolute.slice(root.length).split(sep);
  const found = await descend(root, steps);
  return [...new Set(found)].toSorted();
}

/** Paths below `folder` that match `steps`, one step for each folder level. */
async function descend(folder: string, steps: readonly string[]): Promise<string[]> {
  const [step, ...rest] = steps;
  if (step === undefined) return [folder];
  if (step !== '**' && !isPattern(step)) return descend(resolve(folder, step), rest);

  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const found: string[] = step === '**' ? await descend(folder, rest) : [];
  for (const entry of entries) {
    // As in a shell, hidden files are found only by a pattern that names the dot.
    if (entry.name.startsWith('.') && !step.startsWith('.')) continue;
    const path = resolve(folder, entry.name);
    if (step === '**') {
      if (entry.isDirectory()) found.push(...(await descend(path, steps)));
    } else if (toExpression(step).test(entry.name)) {
      if (rest.length === 0 || !entry.isFile()) found.push(...(await descend(path, rest)));
    }
  }
  return found;
}

function toExpression(step: string): RegExp {
  const literal = step.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${literal.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'su');
}
