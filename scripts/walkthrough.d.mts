/** Runs `mtl` with these arguments, answers what it prints, and reads what it has written. */
export interface Mtl {
  (...args: readonly string[]): Promise<string>;
  read(name: string): string;
}

export function mtlIn(folder: string): Mtl;
export function pages(mtl: Mtl): Promise<Readonly<Record<string, string>>>;
