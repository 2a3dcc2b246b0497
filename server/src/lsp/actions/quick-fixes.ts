/** Quick fixes: the edits that the problems at a place bring with them. The first fix of a problem is the likely one. */
import { CodeActionKind, type Range } from '../protocol';
import { toDiagnostic } from '../features/diagnostics';
import type { ActionProvider } from './action';
import { comparePositions, editsOfFix } from './fix-edits';

export const quickFixes: ActionProvider = {
  kinds: [CodeActionKind.QuickFix],
  actionsFor: (service, { analysis, range: place }) =>
    analysis.problems
      .filter(({ range }) => range && touches(range, place))
      .flatMap((problem) =>
        (problem.fixes ?? []).map((fix, index) => ({
          title: fix.title,
          kind: CodeActionKind.QuickFix,
          diagnostics: [toDiagnostic(service, analysis.uri, problem)],
          isPreferred: index === 0,
          edit: () => ({ edits: editsOfFix(fix) }),
        })),
      ),
};

const touches = (a: Range, b: Range): boolean =>
  comparePositions(a.start, b.end) <= 0 && comparePositions(b.start, a.end) <= 0;
