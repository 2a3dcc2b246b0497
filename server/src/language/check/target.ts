/** What a task predicts: columns `as` a target, with the counts that come from the data. */
import { isMisfit, type TargetDeclaration } from '../../../../catalog/declaration';
import type { Call, TaskPlan } from '../../../../contract/plan';
import { usualTarget } from '../../../../catalog/usual';
import type { Fix } from '../../../../contract/problem';
import { text } from '../../../../contract/text';
import { classesUncounted } from '../problems/data-sets';
import { targetMisfit } from '../problems/shapes';
import { valueOfOtherForm } from '../problems/values';
import type { ReadAsValue, Value } from '../syntax/nodes';
import type { Move } from './move';
import { countValues } from './count-values';
import { MovedSources, readSources, type Sources } from './sources';
import { checkValues } from './target-values';
import type { CheckContext } from './context';
import { inserting, replacing } from './repairs';
import type { CheckedData } from './data';
import type { Known } from './own-examples';
import { readCall } from './read-call';

export interface CheckedTarget {
  readonly declaration: TargetDeclaration;
  /** With the counts that are known so far; null where an argument was not understood. */
  readonly call: Call | null;
  /** Where its columns come from. */
  readonly sources: Sources | null;
  /** Width of the output layer; null while it is not known. */
  readonly output: number | null;
  readonly plan: Pick<TaskPlan, 'predict' | 'alsoFrom' | 'target'> | null;
}

export function readTarget(
  context: CheckContext,
  value: Value,
  { data: allData, inputs }: Known,
): CheckedTarget | null {
  const resolved = context.resolve(value);
  if (!resolved) return null;
  if (resolved.kind !== 'as') {
    const sources = readSources(context, resolved, allData);
    const expected = text('What the columns are predicted as is missing.');
    const remedy = text('Write it as in `d.label as classes(10)`.');
    if (sources || resolved.kind === 'member' || resolved.kind === 'selection')
      context.report(
        valueOfOtherForm(context.where(value), expected, remedy, readingAs(context, resolved, sources)),
      );
    return null;
  }
  const sources = readSources(context, resolved.columns, allData);
  const read = readCall(context, 'target', resolved.type);
  if (!read) return null;
  const { declaration } = read;
  const call =
    read.whole && sources ? countFromData(context, declaration, read.call, sources, resolved) : null;
  if (!call || !sources) return { declaration, call, sources, output: null, plan: null };
  const valuesFit = checkValues(context, { declaration, call, sources, written: resolved }, inputs);
  const widths = declaration.widths(call.args as never, sources.width);
  if (isMisfit(widths)) {
    if (sources.whole) {
      const { misfit, remedy, instead } = widths;
      const fixes = instead ? replacing(context, resolved.type, instead) : [];
      context.report(targetMisfit(context.where(resolved.type), misfit, remedy, fixes));
    }
    return { declaration, call, sources, output: null, plan: null };
  }
  const isCounted = !declaration.counts || call.args[declaration.counts] !== null;
  const plan = sources.whole && valuesFit && isCounted ? { ...predictedFrom(sources), target: call } : null;
  return { declaration, call, sources, output: isCounted ? widths.output : null, plan };
}

function predictedFrom({ all }: Sources): Pick<TaskPlan, 'predict' | 'alsoFrom'> {
  const [predict, ...alsoFrom] = all.map(({ plan }) => plan);
  return { predict: predict!, ...(alsoFrom.length > 0 ? { alsoFrom } : {}) };
}

/** What one column is usually predicted as. */
function readingAs(context: CheckContext, value: Value, sources: Sources | null): readonly Fix[] {
  const [column, ...others] = sources?.all[0]!.known ?? [];
  if (!column || others.length > 0) return [];
  return inserting(context, { from: value.to, to: value.to, newText: ` as ${usualTarget(column)}` });
}

/** The same target where it stands now. */
export class MovedTarget implements CheckedTarget {
  readonly declaration: TargetDeclaration;
  readonly sources: Sources | null;
  readonly output: number | null;
  readonly #found: CheckedTarget;
  readonly #move: Move;

  constructor(found: CheckedTarget, allData: ReadonlyMap<string, CheckedData>, move: Move) {
    this.declaration = found.declaration;
    this.sources = found.sources && new MovedSources(found.sources, allData, move);
    this.output = found.output;
    this.#found = found;
    this.#move = move;
  }

  get call(): Call | null {
    return this.#move.plan(this.#found.call);
  }
  get plan(): CheckedTarget['plan'] {
    return this.#move.plan(this.#found.plan);
  }
}

/** `classes` without a number: as many as the column has values, in all data sets together. */
function countFromData(
  context: CheckContext,
  declaration: TargetDeclaration,
  call: Call,
  { all }: Sources,
  { type }: ReadAsValue,
): Call {
  const { counts } = declaration;
  if (!counts || call.args[counts] !== null || declaration.reads !== 'class') return call;
  const columns = all.flatMap(({ known: [column] }) => column ?? []);
  if (columns.length < all.length) return call;
  const count = countValues(columns) ?? (all.length === 1 ? columns[0]!.distinct : null);
  if (count !== null) return { ...call, args: { ...call.args, [counts]: count } };
  const most = columns.reduce((sum, { distinct }) => sum + distinct, 0);
  const vast = all[columns.findIndex(({ values }) => !values)]!.data.symbol.name;
  const fixes = replacing(context, type, `${declaration.name}(${most})`);
  context.report(classesUncounted(context.where(type), vast, fixes));
  return call;
}
