/** Whether the values of columns are such as a target predicts: what each data set says, and what they say together. */
import { isMisfit, type TargetDeclaration } from '../../../../catalog/declaration';
import { usualTarget } from '../../../../catalog/usual';
import type { Call } from '../../../../contract/plan';
import type { Fix, Problem } from '../../../../contract/problem';
import { isMedia } from '../../../../contract/media';
import type { Column } from '../../../../contract/schema';
import { guessTarget, repeats } from '../draft/guess-columns';
import { placesTooFew } from '../problems/column-kinds';
import { classesNotTwo, classesTooFew, columnNotTruth, columnWithoutValues } from '../problems/data';
import { classesApart, truthsDiffer } from '../problems/data-sets';
import { filesPredicted } from '../problems/opened-files';
import { classesUnused } from '../problems/parts';
import type { ReadAsValue, Value } from '../syntax/nodes';
import { numbersProblem } from './column-types';
import type { ReadColumns } from './columns';
import { reportConstant } from './constant-column';
import type { CheckContext } from './context';
import { countValues } from './count-values';
import type { CheckedData } from './data';
import { columnText } from './find-column';
import { unreadColumns, type Known } from './own-examples';
import { replacing } from './repairs';
import { droppingColumn, type Sources } from './sources';

/** What is predicted as what. */
interface Predicted {
  readonly declaration: TargetDeclaration;
  readonly call: Call;
  readonly sources: Sources;
  readonly written: ReadAsValue;
}

/** One of its columns, in one of its data sets. */
interface OfColumn {
  readonly column: Column;
  readonly index: number;
  readonly own: ReadColumns;
}

/** What the schema says about the values, for each column. */
export function checkValues(context: CheckContext, predicted: Predicted, inputs: Known['inputs']): boolean {
  const { declaration, sources } = predicted;
  let fits = true;
  for (const own of sources.all) {
    const rows = own.data.schema?.rows ?? 0;
    for (const [index, column] of own.known.entries()) {
      if (!column) continue;
      const where = context.where(own.spans[index]!);
      // A step that no row reaches, or a pixel that none has a class for, is not learned from; others are.
      if (declaration.each && own.known.length > 1 && column.missing === rows) continue;
      const problem =
        rows > 0 && column.missing === rows
          ? columnWithoutValues(where, column.name, droppingColumn(context, sources, own, index))
          : valueProblem(context, predicted, { column, index, own }, inputs);
      if (problem) {
        context.report(problem);
        fits = false;
      } else if (!declaration.each) reportConstant(context, where, column, 'target', () => []);
    }
  }
  return fits;
}

function valueProblem(
  context: CheckContext,
  predicted: Predicted,
  of: OfColumn,
  inputs: Known['inputs'],
): Problem | null {
  const { declaration, call, sources, written } = predicted;
  const { column, index, own } = of;
  const { known, spans } = own;
  const where = context.where(spans[index]!);
  const columns = known.length;
  // One column alone is predicted as what it is; one of several is left out.
  const fixes = (): readonly Fix[] =>
    columns === 1
      ? replacing(context, written.type, usualTarget({ ...column, type: 'text' }))
      : droppingColumn(context, sources, own, index);
  if (isMedia(column.type)) {
    return filesPredicted(
      where,
      column.name,
      columns === 1 ? predictingLabel(context, of, inputs, written) : fixes(),
    );
  }
  switch (declaration.reads) {
    case 'class':
      return classProblem(context, predicted, of, inputs);
    case 'truth':
      if (column.distinct > 2) return columnNotTruth(where, column.name, column.distinct, fixes());
      return truthProblem(context, sources, of);
    case 'numbers':
      return numbersProblem(where, column, 'target', fixes);
    case 'places': {
      // The classes of all steps in one cell are counted when they are read.
      const widths = declaration.widths(call.args as never, columns);
      if (columns === 1 || isMisfit(widths) || column.distinct <= widths.output) return null;
      // All places have the same classes: the column with the most values speaks for all.
      const most = Math.max(...known.map((other) => other?.distinct ?? 0));
      if (known.findIndex((other) => other?.distinct === most) !== index) return null;
      const counted = replacing(context, written.type, `${declaration.name}(${column.distinct})`);
      return placesTooFew(where, column.name, column.distinct, declaration.name, widths.output, counted);
    }
  }
}

/** How many classes there are is a question to all data sets together, and is answered at the first one. */
function classProblem(
  context: CheckContext,
  { declaration, call, sources, written }: Predicted,
  { column, index, own }: OfColumn,
  inputs: Known['inputs'],
): Problem | null {
  const classes = declaration.counts ? call.args[declaration.counts] : null;
  if (typeof classes !== 'number') return null;
  const together = columnsAt(sources, index);
  if (!together) return null;
  const [first] = sources.all;
  if (own !== first) {
    reportApart(context, first!, own, index);
    return null;
  }
  const { type } = written;
  const where = context.where(own.spans[index]!);
  const listed = countValues(together);
  const distinct = listed ?? Math.max(...together.map((each) => each.distinct));
  if (classes < 2)
    return classesNotTwo(where, column.name, [
      ...predictingAnother(context, written.columns, type, declaration, own.data, inputs),
      ...replacing(context, type, `${declaration.name}(2)`),
    ]);
  if (distinct <= classes) {
    if (own.known.length === 1 && listed !== null && distinct < classes && distinct > 1) {
      const counted = replacing(context, type, `${declaration.name}(${distinct})`);
      context.report(classesUnused(context.where(type), column.name, distinct, classes, counted));
    }
    return null;
  }
  const range = context.rangeOf(type);
  const fix = range ? ([range, `classes(${distinct})`] as [typeof range, string]) : undefined;
  return classesTooFew(context.where(type), column.name, distinct, classes, fix);
}

/** The likeliest other column, as what it is. */
function predictingLabel(
  context: CheckContext,
  { own: { data } }: OfColumn,
  inputs: Known['inputs'],
  { columns, type }: ReadAsValue,
): readonly Fix[] {
  const { schema, symbol } = data;
  const another = schema && guessTarget(unreadColumns(symbol.name, schema, inputs), schema.rows);
  if (!another) return [];
  const newText = `${columnText(symbol.name, another.name)} as ${usualTarget(another)}`;
  return replacing(context, { from: columns.from, to: type.to }, newText);
}

/** What is read as the same column; null while it is not known of each data set. */
function columnsAt({ all }: Sources, index: number): readonly Column[] | null {
  const columns = all.flatMap(({ known }) => known[index] ?? []);
  return columns.length === all.length ? columns : null;
}

/** Classes that none of the first data set is one of are most likely the same in other words. */
function reportApart(context: CheckContext, first: ReadColumns, own: ReadColumns, index: number): void {
  const [values, others] = [own, first].map(({ known }) => known[index]?.values);
  if (!values?.length || !others?.length) return;
  const known = new Set(others.map(String));
  if (values.some((value) => known.has(String(value)))) return;
  const where = context.where(own.spans[index]!);
  context.report(classesApart(where, own.plan, values, first.plan, others));
}

/** Two values in each data set may be four in all. */
function truthProblem(context: CheckContext, sources: Sources, { index, own }: OfColumn): Problem | null {
  const [first] = sources.all;
  const [column, other] = [own, first!].map(({ known }) => known[index]);
  if (own === first || !column?.values || !other?.values) return null;
  if (other.distinct > 2 || countValues([column, other])! <= 2) return null;
  const [{ name }, { name: earlier }] = [own.data.symbol, first!.data.symbol];
  return truthsDiffer(context.where(own.spans[index]!), name, column.values, earlier, other.values);
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
  const several = unreadColumns(symbol.name, schema, inputs).filter(
    (column) => column.distinct > 1 && column.values && repeats(column, schema.rows),
  );
  const another = guessTarget(several, schema.rows);
  if (!another) return [];
  const span = { from: columnsNode.from, to: typeNode.to };
  return replacing(context, span, `${columnText(symbol.name, another.name)} as ${name}(${another.distinct})`);
}
