/** Where an input or a target comes from: columns of one data set, or a list of them, which are read as the same. */
import type { Fix } from '../../../../contract/problem';
import { text } from '../../../../contract/text';
import { removeColumn, removeItem } from '../edits/removing';
import { dataSetTwice, sourcesUnequal } from '../problems/data-sets';
import type { ListValue, Value } from '../syntax/nodes';
import { MovedColumns, readColumns, type ReadColumns } from './columns';
import type { CheckContext } from './context';
import type { CheckedData } from './data';
import { columnsOf } from './find-column';
import type { Move } from './move';
import { dropping, editing, replacing } from './repairs';

export interface Sources {
  /** One for each data set, in the order in which they are written; at least one. */
  readonly all: readonly ReadColumns[];
  /** How many columns each of them has. */
  readonly width: number;
  /** Everything was understood, and each has as many columns. */
  readonly whole: boolean;
}

/** The same sources where they stand now. */
export class MovedSources implements Sources {
  readonly width: number;
  readonly whole: boolean;
  readonly #found: Sources;
  readonly #allData: ReadonlyMap<string, CheckedData>;
  readonly #move: Move;
  #all: readonly ReadColumns[] | undefined;

  constructor(found: Sources, allData: ReadonlyMap<string, CheckedData>, move: Move) {
    this.width = found.width;
    this.whole = found.whole;
    this.#found = found;
    this.#allData = allData;
    this.#move = move;
  }

  get all(): readonly ReadColumns[] {
    return (this.#all ??= this.#found.all.map((one) => new MovedColumns(one, this.#allData, this.#move)));
  }
}

/** `a[…]` or `[a[…], b[…]]`, after constants were replaced; null where no data set was understood. */
export function readSources(
  context: CheckContext,
  value: Value,
  allData: ReadonlyMap<string, CheckedData>,
): Sources | null {
  const isList = value.kind === 'list' && value.items.length > 0;
  return isList ? readList(context, value, allData) : sourcesOf(readColumns(context, value, allData));
}

const sourcesOf = (only: ReadColumns | null): Sources | null =>
  only && { all: [only], width: only.plan.columns.length, whole: only.whole };

function readList(
  context: CheckContext,
  { items }: ListValue,
  allData: ReadonlyMap<string, CheckedData>,
): Sources | null {
  const all: ReadColumns[] = [];
  /** The entries as they are written, by the names of their data sets. */
  const written = new Map<string, Value>();
  let whole = true;
  for (const item of items) {
    const value = context.resolve(item);
    const columns = value && readColumns(context, value, allData);
    if (!columns) {
      whole = false;
      continue;
    }
    const { name } = columns.data.symbol;
    const earlier = written.get(name);
    if (earlier) {
      whole = false;
      const fixes = merging(context, name, earlier, item);
      context.report(dataSetTwice(context.where(item), name, fixes));
      continue;
    }
    written.set(name, item);
    all.push(columns);
    whole &&= columns.whole;
  }
  const [first, ...others] = all;
  if (!first) return null;
  const width = first.plan.columns.length;
  for (const other of whole ? others : []) {
    if (other.plan.columns.length === width) continue;
    whole = false;
    const like = writtenFor(context, first, other.data);
    const fixes = like === null ? [] : replacing(context, other.span, like);
    context.report(sourcesUnequal(context.where(other.span), first.plan, other.plan, fixes));
  }
  return { all, width, whole };
}

/** What the second entry names goes into the brackets of the first. */
function merging(context: CheckContext, data: string, first: Value, second: Value): readonly Fix[] {
  const names = [first, second].map((entry) => namesIn(context, entry));
  if (names.includes(null)) return [];
  const newText = `${data}[${names.join(', ')}]`;
  return editing(context, text('Change to `{text}`', { text: newText }), [
    { from: first.from, to: first.to, newText },
    removeItem(context.tree, second),
  ]);
}

/** The columns as they are written; null where a constant stands for them. */
function namesIn(context: CheckContext, value: Value): string | null {
  if (value.kind === 'member') return context.written(value.member);
  if (value.kind !== 'selection' || value.items.length === 0) return null;
  return context.written({ from: value.items[0]!.from, to: value.items.at(-1)!.to });
}

/** The columns of another data set, written as those of this one are; null where it is not known to have columns of these names. */
export function writtenFor(
  context: CheckContext,
  { data, plan, span }: ReadColumns,
  other: CheckedData,
): string | null {
  const known = other.schema && columnsOf(other.schema);
  if (!known || !plan.columns.every((name) => known.has(name))) return null;
  const own = data.symbol.name;
  const written = context.written(span);
  // A constant may stand there, and a bracket may be missing.
  const names = written.startsWith(own) ? written.slice(own.length) : '';
  return /^(?:\..*|\[.*\])$/s.test(names) ? `${other.symbol.name}${names}` : null;
}

/** A column goes, and from each other data set what is read as the same. */
export function droppingColumn(
  context: CheckContext,
  { all, width, whole }: Sources,
  { spans, plan }: ReadColumns,
  index: number,
): readonly Fix[] {
  if (width < 2 || (all.length > 1 && !whole)) return [];
  const span = spans[index]!;
  const name = plan.columns[index]!;
  if (all.length === 1) return dropping(context, span, removeColumn(context.tree, span, name));
  const edits = all.map((one) => removeColumn(context.tree, one.spans[index]!, one.plan.columns[index]!));
  const found = edits.flatMap((edit) => edit ?? []);
  return found.length === edits.length
    ? editing(context, text('Remove `{name}` and what is read as the same', { name }), found)
    : [];
}
