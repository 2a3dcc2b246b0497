/** What a refactoring is: another text that means the same, or the reason why there is none. */
import type { Text } from '../../../../contract/text';
import type { Analysis } from '../analyse';
import type { TextEdit } from '../edits/edit';
import type { Span } from '../syntax/nodes';

export interface Refactoring {
  readonly title: Text;
  readonly kind: 'extract' | 'inline' | 'rewrite';
  /** Why the text would then mean something else. */
  readonly refusal?: Text;
  /** In the order of the text, in its style; made when it is chosen. */
  edits(): readonly TextEdit[];
}

/** What can be done with the selected text; a selection of no width is the cursor. */
export type Refactor = (analysis: Analysis, selection: Span) => readonly Refactoring[];

export const noEdits = (): readonly TextEdit[] => [];
