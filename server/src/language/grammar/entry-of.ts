/** Looking up what a person wrote in a table: names such as `constructor` are no entries of it. */

export const entryOf = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;
