/** What every check works with: the tree, its names, the schemas that were asked for, and a place for problems. */
import type { Position, Problem } from '../../../../contract/problem';
import type {
  PartsAnswer,
  PartsRequest,
  SchemaAnswer,
  SchemaProvider,
  SourceRequest,
} from '../../../../contract/schema';
import type { RunAnswer, RunRequest } from '../../../../contract/trained-run';
import { text } from '../../../../contract/text';
import type { Where } from '../problems/problem-kind';
import type { References } from '../resolve/references';
import type { Symbols } from '../resolve/symbols';
import type { Span, Value } from '../syntax/nodes';
import type { Tree } from '../syntax/parser';
import type { CheckMemory } from './check-memory';
import { resolveIn } from './resolve-value';
import type { SettingValue } from './settings';
import { Shapes } from './shapes';

export interface CheckContext {
  readonly tree: Tree;
  readonly directory: string;
  readonly symbols: Symbols;
  references(): References;
  /** Findings of the text before this one; null where settings beside the text may change them. */
  readonly memory: CheckMemory | null;
  readonly settings: readonly SettingValue[];
  readonly problems: Problem[];
  readonly requests: SourceRequest[];
  readonly partsRequests: PartsRequest[];
  readonly runRequests: RunRequest[];
  readonly shapes: Shapes;
  report(problem: Problem): void;
  /** Where a span stands: in the text, or in a setting beside it. */
  where(span: Span): Where;
  /** The range of a span of the text; undefined for a setting. */
  rangeOf(span: Span): { readonly start: Position; readonly end: Position } | undefined;
  /** What stands in a span, of the text or of a setting. */
  written(span: Span): string;
  /** The place of a call or declaration in the plan. */
  at(span: Span): { readonly at?: Position };
  /** Asks for a schema and remembers that it was asked for. */
  schema(request: SourceRequest): SchemaAnswer;
  /** The same without remembering it. */
  answerOf(request: SourceRequest): SchemaAnswer;
  /** Asks for what the parts say; pending where nobody reads it. */
  parts(request: PartsRequest): PartsAnswer;
  /** Asks for what a run tells; unread where nobody reads runs. */
  run(request: RunRequest): RunAnswer;
  /** The value itself, or what the constant stands for that it names. Null when the constant is a circle or missing. */
  resolve(value: Value): Value | null;
}

export function createContext(
  tree: Tree,
  directory: string,
  symbols: Symbols,
  references: () => References,
  settings: readonly SettingValue[],
  schemas: SchemaProvider,
  memory: CheckMemory | null,
): CheckContext {
  const problems: Problem[] = [];
  /** By code and place. */
  const reported = new Map<string, Problem[]>();
  const requests: SourceRequest[] = [];
  const partsRequests: PartsRequest[] = [];
  const runRequests: RunRequest[] = [];

  const settingAt = ({ from }: Span) =>
    settings.find((setting) => from >= setting.from && from <= setting.to);
  const rangeOf = (span: Span) => (span.from > tree.text.length ? undefined : tree.lines.rangeOf(span));

  return {
    tree,
    directory,
    symbols,
    references,
    memory: settings.length > 0 ? null : memory,
    settings,
    problems,
    requests,
    partsRequests,
    runRequests,
    shapes: new Shapes(tree.file.declarations),
    report(problem) {
      // One constant may be used in many places: what is wrong with it is said once.
      const { start, end } = problem.range ?? nowhere;
      const key = `${problem.code} ${start.line} ${start.character} ${end.line} ${end.character}`;
      const same = reported.get(key);
      if (same?.some(({ message }) => JSON.stringify(message) === JSON.stringify(problem.message))) return;
      if (same) same.push(problem);
      else reported.set(key, [problem]);
      problems.push(problem);
    },
    where(span) {
      const range = rangeOf(span);
      if (range) return { range };
      return { place: text('--set {name}', { name: settingAt(span)?.name ?? '' }) };
    },
    written({ from, to }) {
      const setting = settingAt({ from, to });
      return setting
        ? setting.written.slice(from - setting.from, to - setting.from)
        : tree.text.slice(from, to);
    },
    rangeOf,
    at(span) {
      const range = rangeOf(span);
      return range ? { at: range.start } : {};
    },
    answerOf: (request) => schemas.schema(request),
    schema(request) {
      requests.push(request);
      return schemas.schema(request);
    },
    parts(request) {
      partsRequests.push(request);
      return schemas.parts?.(request) ?? { state: 'pending' };
    },
    run(request) {
      runRequests.push(request);
      return schemas.run?.(request) ?? { state: 'unread' };
    },
    resolve: (value) => resolveIn(symbols, settings, value),
  };
}

/** Of a problem beside the text. */
const nowhere = { start: { line: -1, character: -1 }, end: { line: -1, character: -1 } };
