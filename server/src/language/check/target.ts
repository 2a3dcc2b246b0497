/** What a task predicts: columns `as` a target, with the counts that come from the data. */
import { isMisfit, type TargetDeclaration } from '../../../../catalog/declaration';
import type { Call, TaskPlan } from '../../../../contract/plan';
import { usualTarget } from '../../../../catalog/usual';
import type { Fix } from '../../../../contract/problem';
import type { Column } from '../../../../contract/schema';
import { text } from '../../../../contract/text';
import { classesUnused } from '../problems/parts';
import { placesTooFew } from '../problems/column-kinds';
import { classesNotTwo, classesTooFew, columnNotTruth, columnWithoutValues } from '../problems/data';
import { targetMisfit } from '../problems/shapes';
import { valueOfOtherForm } from '../problems/values';
import type { ReadAsValue, Value } from '../syntax/nodes';
import { numbersProblem } from './column-types';
import type { Move } from './move';
import { MovedColumns, readColumns, type ReadColumns } from './columns';
import { reportConstant } from './constant-column';
import { removeColumn } from '../edits/removing';
import type { CheckContext } from './context';
import { guessTarget, repeats } from '../draft/guess-columns';
import { dropping, inserting, replacing } from './repairs';
import type { CheckedData } from './data';
import { columnText } from './find-column';
import { unreadColumns, type Known } from './own-examples';
import { readCall } from './read-call';

export interface CheckedTarget {
  readonly declaration: TargetDeclaration;
  /** With the counts that are known so far; null where an argument was not understood. */
  readonly call: Call | null;
  readonly columns: ReadColumns | null;
  /** Width of the output layer; null while it is not known. */
  readonly output: number | null;
  readonly plan: Pick<TaskPlan, 'predict' | 'target'> | null;
}

export function readTarget(
  context: CheckContext,
  value: Value,
  { data: allData, inputs }: Known,
): CheckedTarget | null {
  const resolved = context.resolve(value);
  if (!resolved) return null;
  if (resolved.kind !== 'as') {
    const columns = readColumns(context, resolved, allData);
    const expected = text('What the columns are predicted as is missing.');
    const remedy = text('Write it as in `d.label as classes(10)`.');
    if (resolved.kind === 'member' || resolved.kind === 'selection')
      context.report(
        valueOfOtherForm(context.where(value), expected, remedy, readingAs(context, resolved, columns)),
      );
    return null;
  }
  const columns = readColumns(context, resolved.columns, allData);
  const read = readCall(context, 'target', resolved.type);
  if (!read) return null;
  const { declaration } = read;
  const call = read.whole && columns ? countFromData(declaration, read.call, columns) : null;
  if (!call || !columns) return { declaration, call, columns, output: null, plan: null };
  const valuesFit = checkValues(context, declaration, call, columns, resolved, inputs);
  const widths = declaration.widths(call.args as never, columns.plan.columns.length);
  if (isMisfit(widths)) {
    if (columns.whole) {
      const { misfit, remedy, instead } = widths;
      const fixes = instead ? replacing(context, resolved.type, instead) : [];
      context.report(targetMisfit(context.where(resolved.type), misfit, remedy, fixes));
    }
    return { declaration, call, columns, output: null, plan: null };
  }
  const isCounted = !declaration.counts || call.args[declaration.counts] !== null;
  const plan = columns.whole && valuesFit && isCounted ? { predict: columns.plan, target: call } : null;
  return { declaration, call, columns, output: isCounted ? widths.output : null, plan };
}

/** What one column is usually predicted as. */
function readingAs(context: CheckContext, value: Value, columns: ReadColumns | null): readonly Fix[] {
  const [column, ...others] = columns?.known ?? [];
  if (!column || others.length > 0) return [];
  return inserting(context, { from: value.to, to: value.to, newText: ` as ${usualTarget(column)}` });
}

/** A column with several values, each of which stands in some rows. */
function predictingAnother(
  context: CheckContext,
  columnsNode: Value,
  typeNode: Value,
  { name }: TargetDeclaration,
  { schema, symbol }: CheckedData,
  inputs: Known['inputs'],
): readonly Fix[] {
  if (!schema) return [];
  const several = unreadColumns(schema, inputs).filter(
    (column) => column.distinct > 1 && column.values && repeats(column, schema.rows),
  );
  const another = guessTarget(several, schema.rows);
  if (!another) return [];
  const span = { from: columnsNode.from, to: typeNode.to };
  return replacing(context, span, `${columnText(symbol.name, another.name)} as ${name}(${another.distinct})`);
}

/** The same target where it stands now. */
export class MovedTarget implements CheckedTarget {
  readonly declaration: TargetDeclaration;
  readonly columns: ReadColumns | null;
  readonly output: number | null;
  readonly #found: CheckedTarget;
  readonly #move: Move;

  constructor(found: CheckedTarget, allData: ReadonlyMap<string, CheckedData>, move: Move) {
    this.declaration = found.declaration;
    this.columns = found.columns && new MovedColumns(found.columns, allData, move);
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

/** `classes` without a number: as many as the column has values. */
function countFromData(declaration: TargetDeclaration, call: Call, columns: ReadColumns): Call {
  const { counts } = declaration;
  const [column] = columns.known;
  if (!counts || call.args[counts] !== null || !column || declaration.reads !== 'class') return call;
  return { ...call, args: { ...call.args, [counts]: column.distinct } };
}

/** What the schema says about the values, for each column. */
function checkValues(
  context: CheckContext,
  declaration: TargetDeclaration,
  call: Call,
  columns: ReadColumns,
  written: ReadAsValue,
  inputs: Known['inputs'],
): boolean {
  const rows = columns.data.schema?.rows ?? 0;
  let fits = true;
  for (const [index, column] of columns.known.entries()) {
    if (!column) continue;
    const where = context.where(columns.spans[index]!);
    // A step that no row reaches, or a pixel that none has a class for, is not learned from; others are.
    if (declaration.each && columns.known.length > 1 && column.missing === rows) continue;
    const problem =
      rows > 0 && column.missing === rows
        ? columnWithoutValues(
            where,
            column.name,
            dropping(
              context,
              columns.spans[index]!,
              removeColumn(context.tree, columns.spans[index]!, column.name),
            ),
          )
        : valueProblem(context, declaration, call, column, columns, index, where, written, inputs);
    if (problem) {
      context.report(problem);
      fits = false;
    } else if (!declaration.each) reportConstant(context, where, column, 'target', () => []);
  }
  return fits;
}

function valueProblem(
  context: CheckContext,
  declaration: TargetDeclaration,
  call: Call,
  column: Column,
  { known, spans, data }: ReadColumns,
  index: number,
  where: ReturnType<CheckContext['where']>,
  { columns: columnsNode, type: typeNode }: ReadAsValue,
  inputs: Known['inputs'],
) {
  const columns = known.length;
  // One column alone is predicted as what it is; one of several is left out.
  const fixes = (): readonly Fix[] =>
    columns === 1
      ? replacing(context, typeNode, usualTarget({ ...column, type: 'text' }))
      : dropping(context, spans[index]!, removeColumn(context.tree, spans[index]!, column.name));
  switch (declaration.reads) {
    case 'class': {
      const classes = declaration.counts ? call.args[declaration.counts] : null;
      if (typeof classes !== 'number') return null;
      if (classes < 2)
        return classesNotTwo(where, column.name, [
          ...predictingAnother(context, columnsNode, typeNode, declaration, data, inputs),
          ...replacing(context, typeNode, `${declaration.name}(2)`),
        ]);
      if (column.distinct <= classes) {
        if (columns === 1 && column.values && column.distinct < classes && column.distinct > 1) {
          const counted = replacing(context, typeNode, `${declaration.name}(${column.distinct})`);
          const { where: at } = context;
          context.report(classesUnused(at(typeNode), column.name, column.distinct, classes, counted));
        }
        return null;
      }
      const range = context.rangeOf(typeNode);
      const written = `classes(${column.distinct})`;
      const fix = range ? ([range, written] as [typeof range, string]) : undefined;
      return classesTooFew(context.where(typeNode), column.name, column.distinct, classes, fix);
    }
    case 'truth':
      return column.distinct > 2 ? columnNotTruth(where, column.name, column.distinct, fixes()) : null;
    case 'numbers':
      return numbersProblem(where, column, 'target', fixes);
    case 'places': {
      // The classes of all steps in one cell are counted when they are read.
      const widths = declaration.widths(call.args as never, columns);
      if (columns === 1 || isMisfit(widths) || column.distinct <= widths.output) return null;
      // All places have the same classes: the column with the most values speaks for all.
      const most = Math.max(...known.map((other) => other?.distinct ?? 0));
      if (known.findIndex((other) => other?.distinct === most) !== index) return null;
      const written = `${declaration.name}(${column.distinct})`;
      const counted = replacing(context, typeNode, written);
      return placesTooFew(where, column.name, column.distinct, declaration.name, widths.output, counted);
    }
  }
}
