/** Names and texts as they stand in SQL: the only two ways in which outside words enter a statement of ours. */

/** A column or table name in double quotes. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text literal in single quotes. */
export function quoteText(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
