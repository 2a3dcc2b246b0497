/** Columns of the data: lists and ranges of them, each checked against the schema where it is known. */
import type { Column } from '../../../../contract/schema';
import type { ColumnsPlan } from '../../../../contract/plan';
import type { Fix } from '../../../../contract/problem';
import {
  columnNameExpected,
  columnRangeUnreadable,
  columnsTooMany,
  columnsUnknown,
  columnTwice,
} from '../problems/data';
import { fitted } from '../syntax/fitted';
import { isMissing, type NameNode, type RangeValue, type Span, type Value } from '../syntax/nodes';
import type { Move } from './move';
import type { CheckedData } from './data';
import type { CheckContext } from './context';
import { findName } from './find-name';
import { columnsOf, columnText, findColumn, readColumnName } from './find-column';
import { droppingItem, replacing } from './repairs';

export interface ReadColumns {
  readonly data: CheckedData;
  /** Where all of it was written. */
  readonly span: Span;
  readonly plan: ColumnsPlan;
  /** As the schema has them; undefined where it is not known or lacks the column. */
  readonly known: readonly (Column | undefined)[];
  /** Where each column was written. */
  readonly spans: readonly Span[];
  /** Every column was found (or the schema is not known). */
  readonly whole: boolean;
}

/** The same columns where they stand now, of the data as it is now. */
export class MovedColumns implements ReadColumns {
  readonly data: CheckedData;
  readonly plan: ColumnsPlan;
  readonly known: ReadColumns['known'];
  readonly whole: boolean;
  readonly #found: ReadColumns;
  readonly #move: Move;
  #spans: readonly Span[] | undefined;

  constructor(found: ReadColumns, allData: ReadonlyMap<string, CheckedData>, move: Move) {
    this.data = allData.get(found.data.symbol.name)!;
    this.plan = found.plan;
    this.known = found.known;
    this.whole = found.whole;
    this.#found = found;
    this.#move = move;
  }

  get span(): Span {
    return this.#move.span(this.#found.span);
  }
  get spans(): readonly Span[] {
    return (this.#spans ??= this.#found.spans.map((span) => this.#move.span(span)));
  }
}

const mostColumns = 100_000;

/** `d.col` or `d[a, p0..p9, "sepal length"]`; null when it is neither or its data is not known. */
export function readColumns(
  context: CheckContext,
  value: Value,
  allData: ReadonlyMap<string, CheckedData>,
): ReadColumns | null {
  if (value.kind !== 'member' && value.kind !== 'selection') {
    if (value.kind !== 'missing')
      context.report(columnNameExpected(context.where(value), columnsInstead(context, value, allData)));
    return null;
  }
  const dataNode: NameNode = value.kind === 'member' ? value.object : value.data;
  const symbol = findName(context, dataNode, ['data']);
  const data = symbol && allData.get(symbol.name);
  if (!data) return null;
  const names: string[] = [];
  const spans: Span[] = [];
  const known: (Column | undefined)[] = [];
  const seen = new Set<string>();
  let whole = true;
  const add = (name: string, span: Span, column: Column | undefined): void => {
    if (seen.has(name))
      context.report(columnTwice(context.where(span), name, droppingItem(context, span, true)));
    seen.add(name);
    names.push(name);
    spans.push(span);
    known.push(column);
  };
  const items = value.kind === 'member' ? [value.member] : value.items;
  if (items.length === 0) {
    context.report(columnNameExpected(context.where(value)));
    whole = false;
  }
  for (const item of items) {
    if (item.kind === 'missing' || (item.kind === 'name' && isMissing(item))) {
      whole = false;
    } else if (item.kind === 'range') {
      whole = readRange(context, item, data, add) && whole;
    } else {
      const name = readColumnName(item);
      if (name === null)
        context.report(columnNameExpected(context.where(item), columnsWithin(context, item)));
      const column = name === null ? 'unknown' : findColumn(context, symbol.name, name, item, data.schema);
      if (column === 'unknown') whole = false;
      if (name !== null) add(name, item, column === 'unknown' ? undefined : column);
    }
    if (names.length > mostColumns) break;
  }
  const plan = { data: symbol.name, columns: fitted(names) };
  const span = { from: value.from, to: value.to };
  return { data, span, plan, known: fitted(known), spans: fitted(spans), whole };
}

/** `p0..p783`: every number between, written with as many digits as the first where that has leading zeros. */
function readRange(
  context: CheckContext,
  range: RangeValue,
  data: CheckedData,
  add: (name: string, span: Span, column: Column | undefined) => void,
): boolean {
  if (range.first.kind === 'missing' || range.last.kind === 'missing') return false;
  const first = /^(.*?)(\d+)$/s.exec(readColumnName(range.first) ?? '');
  const last = /^(.*?)(\d+)$/s.exec(readColumnName(range.last) ?? '');
  if (!first || !last || first[1] !== last[1] || Number(first[2]) > Number(last[2])) {
    const meant = meantRange(context.written(range.first), context.written(range.last));
    const fixes = meant ? replacing(context, range, meant) : [];
    context.report(columnRangeUnreadable(context.where(range), fixes));
    return false;
  }
  const prefix = first[1]!;
  const from = Number(first[2]);
  const to = Number(last[2]);
  if (to - from >= mostColumns) {
    context.report(columnsTooMany(context.where(range), mostColumns));
    return false;
  }
  const width = first[2]!.startsWith('0') && first[2]!.length > 1 ? first[2]!.length : 0;
  const nameOf = (number: number): string => prefix + String(number).padStart(width, '0');
  const missing: number[] = [];
  const index = data.schema && columnsOf(data.schema);
  for (let number = from; number <= to; number += 1) {
    const column = index?.get(nameOf(number));
    if (index && !column) missing.push(number);
    add(nameOf(number), range, column);
  }
  if (missing.length === 0) return true;
  reportMissing(context, range, data, prefix, missing.map(nameOf), nameOf);
  return false;
}

/** `p9..p0` the other way round, `p0..9` with its name on both sides; undefined for anything else. */
function meantRange(first: string, last: string): string | undefined {
  const [, stem, low] = /^(\D+)(\d+)$/.exec(first) ?? [];
  const [, other, high] = /^(\D*)(\d+)$/.exec(last) ?? [];
  if (stem === undefined || (other !== stem && other !== '')) return undefined;
  const ends = Number(low) <= Number(high) ? [low, high] : [high, low];
  return ends.map((end) => `${stem}${end}`).join('..');
}

/** The name of a data set alone, or of a column alone, was meant as a column of the data. */
function columnsInstead(
  context: CheckContext,
  value: Value,
  allData: ReadonlyMap<string, CheckedData>,
): readonly Fix[] {
  const name = readColumnName(value);
  const own = name === null ? undefined : allData.get(name);
  const [data = own] = own ? [own] : [...allData.values()];
  const columns = data?.schema?.columns.map((column) => column.name) ?? [];
  const column = name !== null && columns.includes(name) ? name : columns[0];
  return data && column !== undefined ? replacing(context, value, columnText(data.symbol.name, column)) : [];
}

/** `d[[a, b]]` as other libraries write it: what the inner brackets hold is meant. Anything else goes. */
function columnsWithin(context: CheckContext, item: Value | NameNode): readonly Fix[] {
  const items = item.kind === 'list' ? item.items : [];
  const [first, last] = [items[0], items.at(-1)];
  return first && last
    ? replacing(context, item, context.written({ from: first.from, to: last.to }))
    : droppingItem(context, item);
}

function reportMissing(
  context: CheckContext,
  range: RangeValue,
  data: CheckedData,
  prefix: string,
  missing: readonly string[],
  nameOf: (number: number) => string,
): void {
  const numbers = data
    .schema!.columns.filter((column) => column.name.startsWith(prefix))
    .map((column) => column.name.slice(prefix.length))
    .filter((suffix) => /^\d+$/.test(suffix))
    .map(Number)
    .toSorted((a, b) => a - b);
  const written = context.tree.text.slice(range.from, range.to);
  const [lowest] = numbers;
  const highest = numbers.at(-1);
  const gapless = highest !== undefined && numbers.length === highest - lowest! + 1;
  const has = gapless ? `${nameOf(lowest!)}..${nameOf(highest)}` : '';
  const textRange = context.rangeOf(range);
  const fix = textRange && has ? ([textRange, has] as [typeof textRange, string]) : undefined;
  const { name } = data.symbol;
  context.report(columnsUnknown(context.where(range), written, name, missing[0]!, missing.length, has, fix));
}
