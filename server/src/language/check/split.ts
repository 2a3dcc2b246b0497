/** How rows fall into parts: three shares that add up to one, or a column of words. */
import type { SplitPlan } from '../../../../contract/plan';
import { parts } from '../../../../contract/run-log';
import type { TableSchema } from '../../../../contract/schema';
import {
  columnNameExpected,
  rowsTooFew,
  splitCellsEmpty,
  splitWithoutTraining,
  splitWordUnknown,
} from '../problems/data';
import { splitParts, splitSum } from '../problems/values';
import { prependEntry } from '../edits/inserting';
import type { BlockDeclaration, ListValue, NameNode, PropertyNode, Value } from '../syntax/nodes';
import { writeShares } from './write-shares';
import { droppingEntry, inserting, replacing } from './repairs';
import { findColumn, readColumnName } from './find-column';
import type { CheckContext } from './context';

/** The split, or null when it was reported. Rounding of shares such as 33.3 % is forgiven up to two thousandths. */
export function readSplit(
  context: CheckContext,
  name: NameNode,
  properties: ReadonlyMap<string, PropertyNode>,
  schema: TableSchema | null,
): SplitPlan | null {
  const data = name.text;
  const stratify = readOwnColumn(context, data, properties.get('stratify'), schema);
  const group = readOwnColumn(context, data, properties.get('group'), schema);
  const value = properties.get('split')?.value;
  const fromFractions = (fractions: readonly [number, number, number]): SplitPlan => {
    checkUnits(context, fractions, schema, group, value, name);
    return { by: 'fractions', fractions, stratify, group };
  };
  if (!value) return fromFractions([0.8, 0.1, 0.1]);
  if (value.kind === 'missing') return null;
  const list =
    value.kind === 'word' && !isConstant(context, value.name.text) ? value : context.resolve(value);
  if (list?.kind === 'list') {
    const fractions = readFractions(context, list);
    return fractions && fromFractions(fractions);
  }
  return readSplitColumn(context, data, value, schema);
}

/** Every part gets a row at least, or a whole group of them. Rows without a group stand alone. */
function checkUnits(
  context: CheckContext,
  fractions: readonly number[],
  schema: TableSchema | null,
  group: string | null,
  value: Value | undefined,
  name: NameNode,
): void {
  const column = schema?.columns.find(({ name }) => name === group);
  const units = column ? column.distinct + column.missing : schema?.rows;
  const wanted = fractions.filter((fraction) => fraction > 0).length;
  if (units === undefined || units >= wanted) return;
  const data = context.symbols.find(name.text)?.declaration as BlockDeclaration<'data'>;
  const entry = `split: ${onlyTraining}`;
  const fixes = value
    ? replacing(context, value, onlyTraining)
    : inserting(context, prependEntry(context.tree, data, data.block, entry), entry);
  context.report(rowsTooFew(context.where(value ?? name), units, wanted, column !== undefined, fixes));
}

const onlyTraining = '[100%, 0%, 0%]';
export const usualShares = '[80%, 10%, 10%]';

/** A constant may hold the shares; a column of the same name is then written in quotes. */
const isConstant = (context: CheckContext, name: string): boolean =>
  context.symbols.find(name)?.kind === 'let';

function readFractions(context: CheckContext, list: ListValue): readonly [number, number, number] | null {
  const numbers = list.items.map((item) => {
    const resolved = context.resolve(item);
    return resolved?.kind === 'number' ? resolved.value : null;
  });
  const [train, validation, test] = numbers;
  if (numbers.length !== 3 || !isShare(train) || !isShare(validation) || !isShare(test) || train === 0) {
    const shares = numbers.filter(isShare);
    const fixes = replacing(context, list, completeShares(shares) ?? usualShares);
    context.report(splitParts(context.where(list), fixes));
    return null;
  }
  const sum = train + validation + test;
  if (Math.abs(sum - 1) > 2e-3) {
    const fixes = replacing(context, list, ...wholeShares([train, validation, test]));
    context.report(splitSum(context.where(list), sum, fixes));
    return null;
  }
  return [train / sum, validation / sum, test / sum];
}

/** Two shares that add up to one leave nothing for the test. */
const completeShares = (shares: readonly number[]): string | undefined =>
  shares.length === 2 && Math.abs(shares[0]! + shares[1]! - 1) < 2e-3 && shares[0]! > 0
    ? writeShares([shares[0]!, shares[1]!, 0])
    : undefined;

/** What is meant by 80, 10, 10; else training takes what the other parts leave; else all in proportion. */
function wholeShares(shares: readonly [number, number, number]): readonly string[] {
  const [train, validation, test] = shares;
  const sum = train + validation + test;
  if (Math.abs(sum - 100) < 1e-9) return [writeShares(shares.map((share) => share / 100))];
  const left = 1 - validation - test;
  const inProportion = writeShares(shares.map((share) => share / sum));
  return left > 0 ? [writeShares([left, validation, test]), inProportion] : [inProportion];
}

const isShare = (value: number | null | undefined): value is number =>
  typeof value === 'number' && value >= 0 && Number.isFinite(value);

function readSplitColumn(
  context: CheckContext,
  data: string,
  value: Value,
  schema: TableSchema | null,
): SplitPlan | null {
  const name = readColumnName(value);
  const fixes = replacing(context, value, usualShares);
  if (name === null) {
    context.report(splitParts(context.where(value), fixes));
    return null;
  }
  const column = findColumn(context, data, name, value, schema);
  if (column === 'unknown') return null;
  const words: readonly string[] = parts;
  const odd = column?.values?.find((word) => !words.includes(String(word).trim()));
  if (odd !== undefined) {
    context.report(splitWordUnknown(context.where(value), name, String(odd), fixes));
    return null;
  }
  if (column && column.missing > 0) {
    context.report(splitCellsEmpty(context.where(value), name, column.missing, fixes));
    return null;
  }
  if (column?.values && !column.values.some((word) => String(word) === 'train')) {
    context.report(splitWithoutTraining(context.where(value), name, fixes));
    return null;
  }
  return { by: 'column', column: column?.name ?? name };
}

/** A property that names a column of the data set; null without it, and where it was reported. */
export function readOwnColumn(
  context: CheckContext,
  data: string,
  property: PropertyNode | undefined,
  schema: TableSchema | null,
): string | null {
  const value = property?.value;
  if (!value || value.kind === 'missing') return null;
  const name = readColumnName(value);
  if (name === null) {
    context.report(columnNameExpected(context.where(value), droppingEntry(context, property)));
    return null;
  }
  const column = findColumn(context, data, name, value, schema);
  return column === 'unknown' ? null : name;
}
