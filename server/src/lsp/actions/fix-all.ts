/** `source.fixAll`: the first safe fix of every problem of the text at once, for a command or on saving. */
import { CodeActionKind } from '../protocol';
import { text } from '../../../../contract/text';
import { safeFixes } from '../../language/edits/safe-edits';
import type { ActionProvider } from './action';
import { editsOfFix } from './fix-edits';

export const fixAll: ActionProvider = {
  kinds: [CodeActionKind.SourceFixAll],
  actionsFor: (_service, { analysis, only }) => {
    // It is about the whole text, so that it is no suggestion for a place in it.
    if (!only) return [];
    const edits = safeFixes(analysis.problems).flatMap(({ fix }) => editsOfFix(fix));
    if (edits.length === 0) return [];
    return [
      {
        title: text('Fix all problems that have a safe fix'),
        kind: CodeActionKind.SourceFixAll,
        edit: () => ({ edits }),
      },
    ];
  },
};
