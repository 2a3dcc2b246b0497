/** The edits of a problem's fix, as the protocol has them, and their order in the text. */
import type { Position, TextEdit } from '../protocol';
import type { Fix } from '../../../../contract/problem';

export const editsOfFix = (fix: Fix): TextEdit[] =>
  fix.edits.map(({ range, newText }) => ({ range, newText }));

export const comparePositions = (a: Position, b: Position): number =>
  a.line - b.line || a.character - b.character;
