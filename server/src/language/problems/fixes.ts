/** Edits that problems offer. */
import type { Fix, Range } from '../../../../contract/problem';
import { text, type Text } from '../../../../contract/text';

/** Several edits under a title of their own. */
export const fixWith = (title: Text, edits: Fix['edits'], safe = false): Fix => ({ title, edits, safe });

/** Puts `newText` in place of `range`. */
export const replaceWith = (range: Range, newText: string, safe = false): Fix =>
  fixWith(text('Change to `{text}`', { text: newText.trim() }), [{ range, newText }], safe);

/** Puts `newText` before `at`; `shown` is what the title calls it. */
export const insert = (at: Range['start'], newText: string, shown = newText, safe = false): Fix =>
  fixWith(
    text('Insert `{text}`', { text: shown.trim() }),
    [{ range: { start: at, end: at }, newText }],
    safe,
  );

export const remove = (range: Range, shown: string, safe = false): Fix =>
  fixWith(text('Remove `{text}`', { text: shown.trim() }), [{ range, newText: '' }], safe);
