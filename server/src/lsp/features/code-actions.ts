/** Code actions: what can be done with the selected text. Providers offer them; what the client understands decides their form. */
import type { ClientCapabilities, CodeAction, CodeActionKind, Range } from '../protocol';
import { asksFor, type ActionProvider, type ActionRequest, type OfferedAction } from '../actions/action';
import { fixAll } from '../actions/fix-all';
import { quickFixes } from '../actions/quick-fixes';
import { refactorings } from '../actions/refactorings';
import type { Feature, Service } from '../feature';

const providers: readonly ActionProvider[] = [quickFixes, refactorings, fixAll];

export const codeActions: Feature = {
  capabilities: (client) => ({
    codeActionProvider: {
      codeActionKinds: providers.flatMap(({ kinds }) => kinds),
      ...(waitsForEdits(client) && { resolveProvider: true }),
    },
  }),
  serve: (service) => {
    const { connection, documents, analyses, client } = service;
    const isLazy = waitsForEdits(client);
    connection.onCodeAction(({ textDocument: { uri }, range, context: { only } }): CodeAction[] => {
      const analysis = analyses.of(uri);
      if (!analysis) return [];
      return offeredFor(service, { analysis, range, only }).map((offered) => {
        const action = describe(service, offered);
        if (offered.disabled) return { ...action, disabled: { reason: service.say(offered.disabled) } };
        if (!isLazy) return withEdit(action, offered, uri);
        const { title } = action;
        const { kind } = offered;
        const version = documents.get(uri)?.version;
        return {
          ...action,
          data: { uri, range, kind, title, about: aboutOf(offered), version } satisfies Chosen,
        };
      });
    });
    connection.onCodeActionResolve((action) => {
      const { uri, range, kind, title, about, version } = action.data as Chosen;
      const analysis = analyses.of(uri);
      // A text that has changed since has other edits: nothing is better than something wrong. Data may have come.
      if (!analysis || version !== documents.get(uri)?.version) return action;
      const chosen = offeredFor(service, { analysis, range, only: [kind] }).find(
        (offered) =>
          offered.kind === kind && service.say(offered.title) === title && aboutOf(offered) === about,
      );
      return chosen && !chosen.disabled ? withEdit(action, chosen, uri) : action;
    });
  },
};

/** What is needed to find an action again when it is chosen. */
interface Chosen {
  readonly uri: string;
  readonly range: Range;
  readonly kind: CodeActionKind;
  readonly title: string;
  /** Which problem it is for: the fixes of several in one selection may have the same title. */
  readonly about: string;
  /** Of the text. */
  readonly version: number | undefined;
}

const aboutOf = ({ diagnostics = [] }: OfferedAction): string =>
  diagnostics.map(({ code, range: { start } }) => `${code} ${start.line}:${start.character}`).join(' ');

/** Of the kinds that are asked for. What cannot be done here is named only to somebody who asked for such a thing. */
function offeredFor(service: Service, request: ActionRequest): readonly OfferedAction[] {
  const namesDisabled = request.only && service.client.textDocument?.codeAction?.disabledSupport;
  return providers
    .filter(({ kinds }) => kinds.some((kind) => asksFor(request, kind) || isPartOf(request, kind)))
    .flatMap((provider) => provider.actionsFor(service, request))
    .filter(({ kind, disabled }) => asksFor(request, kind) && (!disabled || namesDisabled));
}

/** A provider of `refactor.extract` may offer the `refactor.extract.constant` that is asked for. */
const isPartOf = ({ only }: ActionRequest, kind: CodeActionKind): boolean =>
  only?.some((asked) => asked.startsWith(`${kind}.`)) ?? false;

function describe({ say }: Service, { title, kind, diagnostics, isPreferred }: OfferedAction): CodeAction {
  return {
    title: say(title),
    kind,
    ...(diagnostics && { diagnostics }),
    ...(isPreferred !== undefined && { isPreferred }),
  };
}

function withEdit(action: CodeAction, offered: OfferedAction, uri: string): CodeAction {
  const { edits, command } = offered.edit();
  return { ...action, edit: { changes: { [uri]: [...edits] } }, ...(command && { command }) };
}

function waitsForEdits({ textDocument }: ClientCapabilities): boolean {
  const { dataSupport, resolveSupport } = textDocument?.codeAction ?? {};
  return (dataSupport && resolveSupport?.properties.includes('edit')) ?? false;
}
