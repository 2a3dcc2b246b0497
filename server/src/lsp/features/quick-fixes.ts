/** Quick fixes: the edits that problems bring with them, and `source.fixAll` for those that keep the meaning. */
import {
  CodeActionKind,
  type CodeAction,
  type CodeActionParams,
  type Range,
  type TextEdit,
} from 'vscode-languageserver/node';
import type { Fix, Problem } from '../../../../contract/problem';
import { text } from '../../../../contract/text';
import type { Feature, Service } from '../feature';
import { toDiagnostic } from './diagnostics';

export const quickFixes: Feature = {
  capabilities: {
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.SourceFixAll] },
  },
  serve: (service) => {
    service.connection.onCodeAction((params) => {
      const problems = service.analyses.of(params.textDocument.uri)?.problems ?? [];
      return [...fixesAt(service, params, problems), ...fixAll(service, params, problems)];
    });
  },
};

function fixesAt(service: Service, params: CodeActionParams, problems: readonly Problem[]): CodeAction[] {
  if (!asksFor(params, CodeActionKind.QuickFix)) return [];
  const { uri } = params.textDocument;
  return problems
    .filter(({ range }) => range && touches(range, params.range))
    .flatMap((problem) =>
      (problem.fixes ?? []).map((fix, index) => ({
        title: service.say(fix.title),
        kind: CodeActionKind.QuickFix,
        diagnostics: [toDiagnostic(service, uri, problem)],
        isPreferred: index === 0,
        edit: { changes: { [uri]: editsOf(fix) } },
      })),
    );
}

function fixAll(service: Service, params: CodeActionParams, problems: readonly Problem[]): CodeAction[] {
  if (!params.context.only || !asksFor(params, CodeActionKind.SourceFixAll)) return [];
  const edits = withoutOverlap(
    problems.flatMap(({ fixes = [] }) =>
      fixes
        .filter(({ safe }) => safe)
        .slice(0, 1)
        .flatMap(editsOf),
    ),
  );
  if (edits.length === 0) return [];
  return [
    {
      title: service.say(text('Fix all problems that have a safe fix')),
      kind: CodeActionKind.SourceFixAll,
      edit: { changes: { [params.textDocument.uri]: edits } },
    },
  ];
}

const editsOf = (fix: Fix): TextEdit[] => fix.edits.map(({ range, newText }) => ({ range, newText }));

/** A kind that is asked for includes its more special kinds: `source` includes `source.fixAll`. */
const asksFor = ({ context: { only } }: CodeActionParams, kind: CodeActionKind): boolean =>
  !only || only.some((asked) => kind === asked || kind.startsWith(`${asked}.`));

/** In the order of the text; of two edits that meet the first is taken. */
function withoutOverlap(edits: readonly TextEdit[]): TextEdit[] {
  const taken: TextEdit[] = [];
  for (const edit of edits.toSorted((a, b) => order(a.range.start, b.range.start))) {
    const last = taken.at(-1);
    if (!last || order(last.range.end, edit.range.start) < 0) taken.push(edit);
  }
  return taken;
}

const order = (a: Range['start'], b: Range['start']): number => a.line - b.line || a.character - b.character;

const touches = (a: Range, b: Range): boolean => order(a.start, b.end) <= 0 && order(b.start, a.end) <= 0;
