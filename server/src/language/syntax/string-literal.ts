/** What a string token says: the text between its quotes, where `\"` is a quote and `\\` a backslash. */

/** Every other backslash stands for itself, so that Windows paths and SQL patterns are written as they are. */
export function readString(token: string): { readonly value: string; readonly closed: boolean } {
  let value = '';
  for (let at = 1; at < token.length; at += 1) {
    const char = token[at]!;
    if (char === '"') return { value, closed: true };
    if (char === '\\' && (token[at + 1] === '"' || token[at + 1] === '\\')) {
      value += token[at + 1];
      at += 1;
    } else value += char;
  }
  return { value, closed: false };
}

/** The string as it is written in a file. */
export const writeString = (value: string): string => `"${escapeString(value)}"`;

/** What stands between its quotes. */
export const escapeString = (value: string): string => value.replace(/(["\\])/g, '\\$1');
