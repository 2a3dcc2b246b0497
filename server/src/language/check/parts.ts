/** What rows side by side tell of a data set: copies of columns, classes without training rows, groups in several parts. */
import type { Fix } from '../../../../contract/problem';
import type { PartsFacts, PartsRequest } from '../../../../contract/schema';
import { firstOf } from '../../../../contract/text';
import { lineBreakOf } from '../edits/edit';
import { insert } from '../problems/fixes';
import { replacing } from './repairs';
import { usualShares } from './split';
import { targetIsInput } from '../problems/data';
import { classUntrained, columnsSame, groupDivided, targetCopied } from '../problems/parts';
import { isBlockDeclaration, type PropertyNode, type Span } from '../syntax/nodes';
import { readColumnName } from './find-column';
import type { CheckContext } from './context';
import type { CheckedAll } from './checked-all';
import type { CheckedData } from './data';
import type { CheckedInput } from './inputs';
import type { Facts, KeptSuspicions, TakenColumns } from './column-facts';
import type { ReadColumns } from './columns';
import { droppingColumn, type Sources } from './sources';
import { isStreamed } from './streams';
import { Suspicions, type Place } from './suspicions';
import { seenOf } from './taken-columns';
import type { CheckedTask } from './checked-task';

/** Larger tables are not looked at row by row while somebody types. */
const mostRows = 1_000_000;
/** Values that are shown of many. */
const mostShown = 3;

/** `used` are those that the inputs and tasks come from. */
export function checkParts(
  context: CheckContext,
  used: readonly CheckedData[],
  inputs: CheckedAll<CheckedInput>,
  tasks: CheckedAll<CheckedTask>,
  taken: TakenColumns,
): void {
  const { memory } = context;
  const kept = new Map<string, KeptSuspicions>();
  const told = used.map((data): Told => {
    const { name } = data.symbol;
    const suspicions = new Suspicions(inputs, tasks, seenOf(taken, name), memory?.suspicions.get(name));
    kept.set(name, suspicions.kept);
    return { data, suspicions, answer: askFor(context, data, suspicions) };
  });
  for (const each of told) reportParts(context, each, told);
  if (memory) memory.suspicions = kept;
}

/** What is suspected of a data set, and what its rows tell; null while nobody knows. */
interface Told {
  readonly data: CheckedData;
  readonly suspicions: Suspicions;
  readonly answer: PartsFacts | null;
}

function askFor(context: CheckContext, data: CheckedData, { facts }: Suspicions): PartsFacts | null {
  const { rows, schema } = data;
  // The rows of a stream are in no parts.
  if (!rows || !schema || schema.rows > mostRows || isStreamed(context)) return null;
  const group = groupOf(data);
  if (facts.alike.length === 0 && facts.classNames.length === 0 && !group) return null;
  const answer = context.parts(requestOf(context.directory, facts, rows, group?.name ?? null));
  return answer.state === 'known' ? answer.facts : null;
}

function reportParts(context: CheckContext, { data, suspicions, answer }: Told, all: readonly Told[]): void {
  const { name: from } = data.symbol;
  const inInput = ({ of, index }: Place<CheckedInput>): Span => columnsFrom(of.sources!, from).spans[index]!;
  const inTask = ({ of, index }: Place<CheckedTask>): Span =>
    columnsFrom(of.target!.sources!, from).spans[index]!;
  const leavingOut = ({ of, index }: Place<CheckedInput>): readonly Fix[] =>
    droppingColumn(context, of.sources!, columnsFrom(of.sources!, from), index);
  const reported = new Set<Span>();
  for (const { target, column } of suspicions.leaks()) {
    const span = inTask(target);
    // A range of them is reported once.
    if (reported.has(span)) continue;
    reported.add(span);
    const { where } = context;
    context.report(targetIsInput(where(span), target.name, column.of.symbol.name, leavingOut(column)));
  }
  if (!answer) return;
  const { same, divided, untrained } = answer;
  const areSame = (one: string, other: string): boolean => same.some(([a, b]) => a === one && b === other);
  if (same.length > 0) {
    for (const { target, column } of suspicions.targetCopies(areSame)) {
      const { name, of } = column;
      const where = context.where(inTask(target));
      context.report(targetCopied(where, target.name, name, of.symbol.name, leavingOut(column)));
    }
    for (const { column, earlier } of suspicions.copies(areSame)) {
      const span = inInput(column);
      const range = context.rangeOf(inInput(earlier));
      const { where } = context;
      context.report(columnsSame(where(span), column.name, earlier.name, range, leavingOut(column)));
    }
  }
  for (const place of untrained.length > 0 ? suspicions.classes() : []) {
    const nowhere = untrained.filter(
      ({ column, value }) => column === place.name && !isTrained(place, value, all),
    );
    if (nowhere.length > 0) reportUntrained(context, data, place.name, inTask(place), nowhere);
  }
  const { split } = data.rows!;
  const group = groupOf(data);
  if (divided && group && split.by === 'column') {
    const { groups, example } = divided;
    const column = propertyOf(data, 'split')?.value;
    const fixes = column ? replacing(context, column, usualShares) : [];
    context.report(groupDivided(context.where(group), group.name, groups, example, split.column, fixes));
  }
}

const columnsFrom = ({ all }: Sources, name: string): ReadColumns =>
  all.find(({ data }) => data.symbol.name === name)!;

type Rows = NonNullable<CheckedData['rows']>;

interface LastRequest {
  readonly rows: Rows;
  readonly request: PartsRequest;
}

/** The same object while it asks the same, so that who answers finds it at once. */
function requestOf(directory: string, facts: Facts, rows: Rows, group: string | null): PartsRequest {
  const last = requests.get(facts);
  if (last?.rows === rows && last.request.group === group) return last.request;
  const request = { directory, ...rows, group, alike: facts.alike, classes: facts.classNames };
  requests.set(facts, { rows, request });
  return request;
}

/** Facts are found in one text, and so in one folder. */
const requests = new WeakMap<Facts, LastRequest>();

const propertyOf = ({ symbol }: CheckedData, wanted: string): PropertyNode | undefined => {
  const { declaration } = symbol;
  if (!isBlockDeclaration(declaration)) return undefined;
  const found = declaration.block.entries.find((entry) => entry.name.text === wanted);
  return found?.kind === 'property' ? found : undefined;
};

/** The groups that a column of parts may divide; shares never do. */
function groupOf(data: CheckedData): (Span & { readonly name: string }) | null {
  const property = data.rows?.split.by === 'column' ? propertyOf(data, 'group') : undefined;
  const name = property ? readColumnName(property.value) : null;
  const isKnown = data.schema?.columns.some((column) => column.name === name);
  return property && name !== null && isKnown
    ? { from: property.value.from, to: property.value.to, name }
    : null;
}

/** Whether training rows of one of the data sets have the class, as far as their rows have told. */
function isTrained({ of, index }: Place<CheckedTask>, value: string, all: readonly Told[]): boolean {
  return of.target!.sources!.all.some(({ data: { symbol }, known, plan }) => {
    if (!known[index]?.values?.some((one) => String(one) === value)) return false;
    const answer = all.find(({ data }) => data.symbol.name === symbol.name)?.answer;
    return !answer?.untrained.some((one) => one.column === plan.columns[index] && one.value === value);
  });
}

function reportUntrained(
  context: CheckContext,
  data: CheckedData,
  column: string,
  span: Span,
  own: PartsFacts['untrained'],
): void {
  const values = firstOf(
    own.map(({ value }) => value),
    mostShown,
  );
  const rows = own.reduce((sum, one) => sum + one.rows, 0);
  const fix = stratifyBy(context, data, column);
  context.report(classUntrained(context.where(span), column, values, own.length, rows, fix));
}

/** Writes `stratify` behind `split` or `source`, where shares are drawn and nothing else is kept in proportion. */
function stratifyBy(context: CheckContext, data: CheckedData, column: string): Fix | undefined {
  const { split } = data.rows!;
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
