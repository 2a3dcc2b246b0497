/** What a refactoring is: another text that means the same, or one that means what its title says, or the reason why there is none. */
import type { Text } from '../../../../contract/text';
import type { Analysis } from '../analyse';
import type { TextEdit } from '../edits/edit';
import type { DeclarationNode, Span } from '../syntax/nodes';

export interface Refactoring {
  readonly title: Text;
  /** All but `rewrite` keep the meaning. That one makes another experiment, and its title says in what. */
  readonly kind: 'extract' | 'inline' | 'rewrite';
  /** Why the text would then mean something else. */
  readonly refusal?: Text;
  /** In the order of the text, in its style; made when it is chosen. */
  edits(): readonly TextEdit[];
  /** The name that the new text declares, where it was made up: a person may have a better one. */
  newName?(): string;
}

/** What can be done with the selected text; a selection of no width is the cursor. */
export type Refactor = (analysis: Analysis, selection: Span) => readonly Refactoring[];

/** The cursor or selection stands in what a declaration says before its brace. */
export const isInHead = (declaration: DeclarationNode, { from, to }: Span): boolean =>
  'block' in declaration && declaration.from <= from && to <= declaration.block.from;

export const noEdits = (): readonly TextEdit[] => [];
