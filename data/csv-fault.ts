/** What is wrong with a line of a table of text, in words for its author instead of those of DuckDB's reader. */
import type { Problem } from '../contract/problem';
import { lineTooLong, lineTooShort, notUtf8, quoteUnclosed } from './problems';

/** Undefined for a reason that is none of the usual ones. */
export function csvFault(files: readonly string[], reason: string): Problem | undefined {
  const line = Number(/CSV Error on Line: (\d+)/.exec(reason)?.[1]);
  if (Number.isNaN(line)) return undefined;
  if (/is not utf-8 encoded/i.test(reason)) return notUtf8(files, line);
  if (/unterminated quote/i.test(reason)) return quoteUnclosed(files, line);
  const [, expected, found] = /Expected Number of Columns: (\d+) Found: (\d+)/.exec(reason) ?? [];
  if (expected === undefined) return undefined;
  // Of a line that is too long the reader counts only one cell too many.
  return Number(found) > Number(expected)
    ? lineTooLong(files, line, Number(expected))
    : lineTooShort(files, line, Number(found), Number(expected));
}
