/** Completion items for columns: each one that the data has, and the ranges that numbered names make. */
import { CompletionItemKind } from '../protocol';
import type { Column } from '../../../../contract/schema';
import { text } from '../../../../contract/text';
import type { Analysis } from '../../language/analyse';
import type { Expected } from '../../language/complete/expected';
import { escapeString, writeString } from '../../language/syntax/string-literal';
import { summariseColumn } from '../describe-column';
import type { Service } from '../feature';
import type { Item } from './item';

/** Fewer columns than this are as quickly listed as ranged over. */
const shortestRange = 3;

/** `before` is the character before the cursor: after `[` or `,` ranges may stand, after `.` only plain names. */
export function columnItems(
  service: Service,
  analysis: Analysis,
  { data, quotes }: Extract<Expected, { kind: 'column' }>,
  before: string,
): readonly Item[] {
  const columns = analysis.data.get(data)?.schema?.columns ?? [];
  const written = (name: string): string =>
    quotes ? escapeString(name) : plainName.test(name) ? name : writeString(name);
  const fitting = before === '.' ? columns.filter(({ name }) => plainName.test(name)) : columns;
  const single = fitting.map((column): Item => ({
    label: column.name,
    kind: CompletionItemKind.Field,
    detail: summariseColumn(service, column),
    insert: written(column.name),
    filterText: written(column.name),
    data: { kind: 'column', uri: analysis.uri, data, name: column.name },
  }));
  return !quotes && /[[,]/.test(before) ? [...rangeItems(service, columns), ...single] : single;
}

function rangeItems({ say }: Service, columns: readonly Column[]): readonly Item[] {
  return findRanges(columns.map(({ name }) => name)).map(({ range, count }) => ({
    label: range,
    kind: CompletionItemKind.Value,
    detail: say(text('{count} {count|column|columns}', { count })),
    insert: range,
    head: range.slice(0, range.indexOf('..')),
  }));
}

interface Run {
  readonly first: string;
  last: string;
  next: number;
  count: number;
}

/** One name with numbers that have no gap makes a range, wherever its columns stand: `pix0`, `pix1`, … `pix0..pix239`. */
export function findRanges(
  names: readonly string[],
): readonly { readonly range: string; readonly count: number }[] {
  const runs: Run[] = [];
  const latest = new Map<string, Run>();
  for (const name of names) {
    const [, stem, digits] = /^([\p{L}_](?:.*\D)?)(\d+)$/u.exec(name) ?? [];
    if (stem === undefined || digits === undefined || !plainName.test(name)) continue;
    const next = Number(digits) + 1;
    const run = latest.get(stem);
    if (run?.next === Number(digits)) {
      run.last = name;
      run.next = next;
      run.count += 1;
    } else {
      const begun: Run = { first: name, last: name, next, count: 1 };
      runs.push(begun);
      latest.set(stem, begun);
    }
  }
  return runs
    .filter(({ count }) => count >= shortestRange)
    .map(({ first, last, count }) => ({ range: `${first}..${last}`, count }));
}

const plainName = /^[\p{L}_][\p{L}\p{N}\p{M}_]*$/u;
