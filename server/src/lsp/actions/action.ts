/** What a provider of code actions is, and what it is asked. */
import type { CodeActionKind, CodeAction, Command, Range, TextEdit } from '../protocol';
import type { Text } from '../../../../contract/text';
import type { Analysis } from '../../language/analyse';
import type { Service } from '../feature';

export interface ActionRequest {
  readonly analysis: Analysis;
  /** What is selected; of no width where only the cursor stands. */
  readonly range: Range;
  /** The kinds that a person or a setting asked for; undefined where everything at the place is wanted. */
  readonly only: readonly CodeActionKind[] | undefined;
}

export interface ActionProvider {
  readonly kinds: readonly CodeActionKind[];
  actionsFor(service: Service, request: ActionRequest): readonly OfferedAction[];
}

export interface OfferedAction extends Pick<CodeAction, 'isPreferred' | 'diagnostics'> {
  readonly title: Text;
  readonly kind: CodeActionKind;
  /** Why it cannot be done here; shown only to somebody who asked for its kind. */
  readonly disabled?: Text;
  /** Asked for once it is chosen, where the client can wait that long. */
  edit(): ActionEdit;
}

export interface ActionEdit {
  readonly edits: readonly TextEdit[];
  /** What the client does next. */
  readonly command?: Command;
}

/** A kind that is asked for includes its more special kinds: `source` includes `source.fixAll`. */
export const asksFor = ({ only }: Pick<ActionRequest, 'only'>, kind: CodeActionKind): boolean =>
  !only || only.some((asked) => kind === asked || kind.startsWith(`${asked}.`));
