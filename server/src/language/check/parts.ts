/** What rows side by side tell of a data set: copies of columns, classes without training rows, groups in several parts. */
import type { Fix } from '../../../../contract/problem';
import type { PartsFacts, PartsRequest } from '../../../../contract/schema';
import { lineBreakOf } from '../edits/edit';
import { removeColumn } from '../edits/removing';
import { insert } from '../problems/fixes';
import { dropping, replacing } from './repairs';
import { usualShares } from './split';
import { targetIsInput } from '../problems/data';
import { classUntrained, columnsSame, groupDivided, targetCopied } from '../problems/parts';
import { isBlockDeclaration, type PropertyNode, type Span } from '../syntax/nodes';
import { readColumnName } from './columns';
import { columnSetOf, compareColumns, mayBeSame, type ColumnSet } from './column-sets';
import type { CheckContext } from './context';
import type { CheckedData } from './data';
import type { CheckedInput } from './inputs';
import type { CheckedTask } from './tasks';

/** Larger tables are not looked at row by row while somebody types. */
const mostRows = 1_000_000;
/** More pairs of columns that could be copies are not looked at. */
const mostPairs = 200;
/** Values that are shown of many. */
const mostShown = 3;

/** `data` is the one that the inputs and tasks come from. */
export function checkParts(
  context: CheckContext,
  data: CheckedData,
  inputs: readonly CheckedInput[],
  tasks: readonly CheckedTask[],
): void {
  const shown = new Map(inputs.map((input, index) => [input.symbol.name, showInput(input, index)]));
  const used = tasks.map((task) => ({ task, inputs: inputsOf(context, task, shown) }));
  for (const { task, inputs: own } of used) reportLeaks(context, task, own);
  const { plan, schema } = data;
  if (!plan || !schema || schema.rows > mostRows) return;
  const copies = copiesOf([...shown.values()]);
  const leaks = used.flatMap(({ task, inputs: own }) => copiesOfTarget(task, own));
  const classes = classesOf(tasks);
  const group = groupOf(data);
  const alike = [...leaks, ...copies].slice(0, mostPairs).map(({ name, other }) => [name, other] as const);
  if (alike.length === 0 && classes.length === 0 && !group) return;
  const { source, query, split, seed } = plan;
  const request: PartsRequest = {
    directory: context.directory,
    source,
    query,
    split,
    seed,
    alike,
    classes: classes.map(({ column }) => column.name),
    group: group?.name ?? null,
  };
  const answer = context.parts(request);
  if (answer.state !== 'known') return;
  const { same, divided } = answer.facts;
  const areSame = ({ name, other }: Pair) => same.some(([a, b]) => a === name && b === other);
  for (const leak of leaks.filter(areSame))
    context.report(
      targetCopied(
        context.where(leak.at),
        leak.name,
        leak.other,
        leak.input,
        droppingColumn(context, leak.copyAt, leak.other),
      ),
    );
  for (const { name, other, at, otherAt } of copies.filter(areSame))
    context.report(
      columnsSame(
        context.where(at),
        name,
        other,
        context.rangeOf(otherAt),
        droppingColumn(context, at, name),
      ),
    );
  for (const { column, span } of classes) reportUntrained(context, data, column.name, span, answer.facts);
  if (divided && group && split.by === 'column') {
    const { groups, example } = divided;
    const column = propertyOf(data, 'split')?.value;
    const fixes = column ? replacing(context, column, usualShares) : [];
    context.report(groupDivided(context.where(group), group.name, groups, example, split.column, fixes));
  }
}

const droppingColumn = (context: CheckContext, span: Span, column: string): readonly Fix[] =>
  dropping(context, span, removeColumn(context.tree, span, column));

/** Inputs that a task reads, through whatever it stands on. */
function inputsOf(
  { symbols }: CheckContext,
  task: CheckedTask,
  shown: ReadonlyMap<string, ShownInput>,
): readonly ShownInput[] {
  // What is added while the loop runs is passed by it too.
  const passed = new Set([task.symbol.name]);
  const found: ShownInput[] = [];
  for (const name of passed) {
    const input = shown.get(name);
    if (input) found.push(input);
    const declaration = symbols.find(name)?.declaration;
    if (!declaration || !isBlockDeclaration(declaration)) continue;
    for (const below of declaration.on) passed.add(below.text);
  }
  return found.toSorted((a, b) => a.index - b.index);
}

/** An input as several tasks look at it. */
interface ShownInput {
  readonly name: string;
  /** Its place among the inputs. */
  readonly index: number;
  readonly columns: ColumnSet;
  /** Where each of them stands. */
  readonly spans: () => readonly Span[];
}

const showInput = ({ symbol, columns }: CheckedInput, index: number): ShownInput => ({
  name: symbol.name,
  index,
  columns: columnSetOf(columns),
  spans: () => columns!.spans,
});

/** Nothing needs to be read to see that a task predicts a column that it is shown. A range of them is reported once. */
function reportLeaks(context: CheckContext, task: CheckedTask, inputs: readonly ShownInput[]): void {
  const targets = columnSetOf(task.target?.columns ?? null);
  const reported: Span[] = [];
  for (const { name: input, columns, spans } of inputs) {
    const { leaked } = compareColumns(targets, columns);
    if (leaked.length === 0) continue;
    // Who predicts a whole input of many columns wants it back, as an autoencoder does.
    if (leaked.length > 1 && leaked.length === columns.placeOf.size) continue;
    for (const index of leaked) {
      const name = targets.names[index]!;
      const span = task.target!.columns!.spans[index]!;
      if (reported.includes(span)) continue;
      reported.push(span);
      const fixes = droppingColumn(context, spans()[columns.placeOf.get(name)!]!, name);
      context.report(targetIsInput(context.where(span), name, input, fixes));
    }
  }
}

interface Pair {
  readonly name: string;
  readonly other: string;
}

interface TargetCopy extends Pair {
  readonly input: string;
  readonly at: Span;
  /** Where the input names it. */
  readonly copyAt: Span;
}

function copiesOfTarget(task: CheckedTask, inputs: readonly ShownInput[]): readonly TargetCopy[] {
  const targets = columnSetOf(task.target?.columns ?? null);
  const found = inputs.flatMap(({ name, columns, spans }) =>
    compareColumns(targets, columns).alike.map(([index, other]) => ({
      index,
      copy: {
        name: targets.names[index]!,
        other: columns.names[other]!,
        input: name,
        at: task.target!.columns!.spans[index]!,
        copyAt: spans()[other]!,
      },
    })),
  );
  return found.toSorted((a, b) => a.index - b.index).map(({ copy }) => copy);
}

interface Copy extends Pair {
  readonly at: Span;
  readonly otherAt: Span;
}

/** The pixels of an image or the steps of a sequence may well be the same; columns that are written by name hardly. */
function copiesOf(inputs: readonly ShownInput[]): readonly Copy[] {
  const all = inputs.flatMap(({ columns: { own, names, known }, spans }) =>
    own.map((index) => ({ name: names[index]!, column: known[index]!, span: () => spans()[index]! })),
  );
  return all.flatMap((later, index) =>
    all
      .slice(0, index)
      .filter(({ name, column }) => name !== later.name && mayBeSame(column, later.column))
      .map(({ name, span }) => ({ name: later.name, other: name, at: later.span(), otherAt: span() })),
  );
}

/** Columns whose values are the classes of a target, where all of them are known. */
function classesOf(tasks: readonly CheckedTask[]) {
  return tasks.flatMap((task) => {
    const reads = task.target?.declaration.reads;
    if (reads !== 'class' && reads !== 'truth') return [];
    const { columns } = task.target!;
    return (columns?.known ?? []).flatMap((column, index) =>
      column?.values && column.distinct > 1 ? [{ column, span: columns!.spans[index]! }] : [],
    );
  });
}

const propertyOf = ({ symbol }: CheckedData, wanted: string): PropertyNode | undefined => {
  const { declaration } = symbol;
  if (!isBlockDeclaration(declaration)) return undefined;
  const found = declaration.block.entries.find((entry) => entry.name.text === wanted);
  return found?.kind === 'property' ? found : undefined;
};

/** The groups that a column of parts may divide; shares never do. */
function groupOf(data: CheckedData): (Span & { readonly name: string }) | null {
  const property = data.plan?.split.by === 'column' ? propertyOf(data, 'group') : undefined;
  const name = property ? readColumnName(property.value) : null;
  const isKnown = data.schema?.columns.some((column) => column.name === name);
  return property && name !== null && isKnown
    ? { from: property.value.from, to: property.value.to, name }
    : null;
}

function reportUntrained(
  context: CheckContext,
  data: CheckedData,
  column: string,
  span: Span,
  { untrained }: PartsFacts,
): void {
  const own = untrained.filter((one) => one.column === column);
  if (own.length === 0) return;
  const shown = own.slice(0, mostShown).map(({ value }) => value);
  const values = own.length > mostShown ? [...shown, '…'] : shown;
  const rows = own.reduce((sum, one) => sum + one.rows, 0);
  const fix = stratifyBy(context, data, column);
  context.report(classUntrained(context.where(span), column, values, own.length, rows, fix));
}

/** Writes `stratify` behind `split` or `source`, where shares are drawn and nothing else is kept in proportion. */
function stratifyBy(context: CheckContext, data: CheckedData, column: string): Fix | undefined {
  const { split } = data.plan!;
  if (split.by !== 'fractions' || split.stratify !== null || split.group !== null) return undefined;
  const before = propertyOf(data, 'split') ?? propertyOf(data, 'source');
  if (!before || !/^[\p{L}_][\p{L}\p{N}_]*$/u.test(column)) return undefined;
  const { text, lines } = context.tree;
  const entry = `stratify: ${column}`;
  const { start, end } = lines.rangeOf(before);
  const indent = text.slice(lines.startOf(start.line), before.from);
  const [rest = ''] = /^[^\r\n]*/.exec(text.slice(before.to)) ?? [];
  // A comment behind the property stays there.
  if (/\S/.test(indent) || !/^\s*(?:\/\/.*)?$/.test(rest)) return insert(end, `; ${entry}`, entry);
  return insert(lines.positionAt(before.to + rest.length), `${lineBreakOf(text)}${indent}${entry}`, entry);
}
