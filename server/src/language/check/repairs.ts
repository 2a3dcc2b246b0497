/** Fixes of what stands in the text. A setting beside the text has none, since no edit can reach it. */
import type { Fix } from '../../../../contract/problem';
import { text, type Text } from '../../../../contract/text';
import { editOf, type TextEdit } from '../edits/edit';
import { removeDeclaration, removeEntry, removeItem } from '../edits/removing';
import { fixWith, replaceWith } from '../problems/fixes';
import type { Span } from '../syntax/nodes';
import type { CheckContext } from './context';

type Edited = Pick<CheckContext, 'tree'>;

const isInText = ({ tree }: Edited, { to }: Span): boolean => to <= tree.text.length;

/** One fix for each of `texts`, which are put in place of the span. */
export const replacing = (context: Edited, span: Span, ...texts: readonly string[]): readonly Fix[] =>
  isInText(context, span)
    ? texts.map((newText) => replaceWith(context.tree.lines.rangeOf(span), newText))
    : [];

/** One fix of several edits. */
export const editing = (
  context: Edited,
  title: Text,
  edits: readonly TextEdit[],
  safe = false,
): readonly Fix[] =>
  edits.length > 0 && edits.every((edit) => isInText(context, edit))
    ? [
        fixWith(
          title,
          edits.map((edit) => editOf(context.tree, edit)),
          safe,
        ),
      ]
    : [];

/** `shown` is what the title calls what is put there. */
export const inserting = (
  context: Edited,
  edit: TextEdit,
  shown: string = edit.newText.trim(),
): readonly Fix[] => editing(context, text('Insert `{text}`', { text: shown }), [edit]);

export const renaming = (context: Edited, span: Span, name: string): readonly Fix[] =>
  editing(context, text('Rename to `{name}`', { name }), [{ from: span.from, to: span.to, newText: name }]);

const removing = (context: Edited, span: Span, edit: TextEdit | null, safe = false): readonly Fix[] => {
  if (!edit || !isInText(context, span)) return [];
  const shown = shorten(context.tree.text.slice(span.from, span.to));
  return editing(context, text('Remove `{text}`', { text: shown }), [edit], safe);
};

/** One of several in brackets or parentheses. */
export const droppingItem = (context: Edited, span: Span, safe = false): readonly Fix[] =>
  removing(context, span, isInText(context, span) ? removeItem(context.tree, span) : null, safe);

export const droppingEntry = (context: Edited, span: Span): readonly Fix[] =>
  removing(context, span, isInText(context, span) ? removeEntry(context.tree, span) : null);

export const droppingDeclaration = (context: Edited, span: Span): readonly Fix[] =>
  removing(context, span, removeDeclaration(context.tree, span));

/** By an edit that is made already; none where there is nothing to remove. */
export const dropping = removing;

/** A title stays on one line. */
function shorten(written: string): string {
  const [line = ''] = written.split(/\r\n|\r|\n/);
  const short = line.slice(0, 40).trimEnd();
  return short.length < written.trimEnd().length ? `${short}…` : short;
}
