/** How classes are called, also those that no row has. */

/**
 * In the order of their indices. `known` are names of classes by their indices; another one is called by its index, with `#` in front where the
 * class of an index is not the value that it writes: `#3` is no value 3, and no two classes have one name.
 */
export function nameClasses(
  count: number,
  known: Iterable<readonly [name: string, index: number]>,
  areIndices: boolean,
): readonly string[] {
  const classes = Array.from({ length: count }, (_, index) => `${areIndices ? '' : '#'}${index}`);
  const names = [...known];
  for (const [name, index] of names) classes[index] = name;
  const taken = new Set(names.map(([name]) => name));
  const given = new Set(names.map(([, index]) => index));
  for (let index = 0; index < count; index++) {
    while (!given.has(index) && taken.has(classes[index]!)) classes[index] = `#${classes[index]}`;
  }
  return classes;
}
