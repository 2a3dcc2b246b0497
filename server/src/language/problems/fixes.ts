/** Edits that problems offer. */
import type { Fix, Range } from '../../../../contract/problem';
import { text } from '../../../../contract/text';

/** Puts `newText` in place of `range`. */
export const replaceWith = (range: Range, newText: string, safe = false): Fix => ({
  title: text('Change to `{text}`', { text: newText.trim() }),
  edits: [{ range, newText }],
  safe,
});

/** Puts `newText` before `at`; `shown` is what the title calls it. */
export const insert = (at: Range['start'], newText: string, shown = newText, safe = false): Fix => ({
  title: text('Insert `{text}`', { text: shown.trim() }),
  edits: [{ range: { start: at, end: at }, newText }],
  safe,
});

export const remove = (range: Range, shown: string, safe = false): Fix => ({
  title: text('Remove `{text}`', { text: shown.trim() }),
  edits: [{ range, newText: '' }],
  safe,
});
