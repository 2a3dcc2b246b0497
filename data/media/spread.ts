/** Some of many, spread over all of them: the first, and others at even distances. */
export function spread<T>(all: readonly T[], most: number): readonly T[] {
  const step = Math.max(1, all.length / most);
  const count = Math.min(all.length, most);
  return Array.from({ length: count }, (_, index) => all[Math.floor(index * step)]!);
}
