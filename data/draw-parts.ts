/** Draws the part of each row by fractions: whole groups stay together, and each stratum keeps its proportions. */
import { noKey, type Keys } from './number-keys';
import { createRandom, shuffledIndices } from './random';

export interface Draw {
  readonly rows: number;
  /** Of the parts, in order; they add up to 1. */
  readonly fractions: readonly number[];
  /** The stratum of each row; rows without one are a stratum of their own. */
  readonly strata: Keys | null;
  /** The group of each row; a row without one stands alone. */
  readonly groups: Keys | null;
  readonly seed: number;
}

/**
 * `parts[row]` is the number of the row's part; null when fewer `units` (rows, or groups of rows) are there than parts with a
 * fraction above 0.
 *
 * Units are taken in random order, large ones first, and each goes where its strata still lack the most of their share,
 * among the parts with room for it. Without groups every part has exactly its size, and without strata the draw is uniform.
 */
export function drawParts(draw: Draw): { readonly parts: Uint8Array | null; readonly units: number } {
  const units = draw.groups ? groupRows(draw.groups) : singleRows(draw.rows);
  const wanted = draw.fractions.flatMap((fraction, part) => (fraction > 0 ? [part] : []));
  if (units.count < wanted.length) return { parts: null, units: units.count };

  const order = largestFirst(shuffledIndices(units.count, createRandom(draw.seed)), units);
  const strata = draw.strata ? countStrata(draw.strata) : { of: null, counts: [draw.rows] };
  const room = apportion(draw.rows, draw.fractions);
  const lack = draw.fractions.map((fraction) =>
    Float64Array.from(strata.counts, (count) => fraction * count),
  );
  const unused = new Set(wanted);
  const parts = new Uint8Array(draw.rows);
  const stratumOf = (row: number) => (strata.of ? strata.of[row]! : 0);
  const needOf = (part: number, unit: number, size: number) => {
    let need = 0;
    for (let place = 0; place < size; place++) {
      const stratum = stratumOf(units.row(unit, place));
      need += lack[part]![stratum]! / strata.counts[stratum]!;
    }
    return need;
  };
  /** The part that needs the unit most, among those with so much room; undefined where none has. */
  const choose = (candidates: Iterable<number>, unit: number, size: number, least: number) => {
    let [chosen, most]: [number | undefined, number] = [undefined, -Infinity];
    for (const part of candidates) {
      if (room[part]! < least) continue;
      const need = needOf(part, unit, size);
      if (need > most) [chosen, most] = [part, need];
    }
    return chosen;
  };
  for (let index = 0; index < order.length; index++) {
    const unit = order[index]!;
    const size = units.size(unit);
    // The last units go to parts that would stay empty otherwise.
    const isNeeded = order.length - index === unused.size;
    const chosen = isNeeded
      ? choose(unused, unit, size, -Infinity)!
      : (choose(wanted, unit, size, size) ?? choose(wanted, unit, size, -Infinity)!);
    unused.delete(chosen);
    room[chosen]! -= size;
    for (let place = 0; place < size; place++) {
      const row = units.row(unit, place);
      parts[row] = chosen;
      lack[chosen]![stratumOf(row)]! -= 1;
    }
  }
  return { parts, units: units.count };
}

/**
 * Whole numbers that add up to `total` in proportion to `fractions`, by largest remainders; a fraction above 0 gets at
 * least 1 when there are enough.
 */
export function apportion(total: number, fractions: readonly number[]): number[] {
  // Rounding away the last bits keeps 0.7 x 10 at 7.
  const shares = fractions.map((fraction) => Math.round(fraction * total * 1e9) / 1e9);
  const sizes = shares.map(Math.floor);
  const byRemainder = shares
    .map((share, part) => ({ part, remainder: share - Math.floor(share) }))
    .toSorted((a, b) => b.remainder - a.remainder);
  let left = total - sizes.reduce((sum, size) => sum + size, 0);
  for (const { part } of byRemainder) if (left-- > 0) sizes[part]! += 1;
  for (const [part, fraction] of fractions.entries()) {
    const largest = sizes.indexOf(Math.max(...sizes));
    if (fraction === 0 || sizes[part]! > 0 || sizes[largest]! < 2) continue;
    sizes[largest]! -= 1;
    sizes[part] = 1;
  }
  return sizes;
}

/** Rows that stay together, in order of their first row; the rows of a unit ascend. */
interface Units {
  readonly count: number;
  size(unit: number): number;
  row(unit: number, place: number): number;
}

const singleRows = (rows: number): Units => ({ count: rows, size: () => 1, row: (unit) => unit });

function groupRows({ numbers, count: groups }: Keys): Units {
  const unitOfGroup = new Int32Array(groups).fill(noKey);
  let count = 0;
  const unitOf = numbers.map((group) => {
    if (group === noKey) return count++;
    if (unitOfGroup[group] === noKey) unitOfGroup[group] = count++;
    return unitOfGroup[group]!;
  });
  const starts = new Int32Array(count + 1);
  for (const unit of unitOf) starts[unit + 1]! += 1;
  for (let unit = 0; unit < count; unit++) starts[unit + 1]! += starts[unit]!;
  const filled = starts.slice();
  const rows = new Int32Array(numbers.length);
  for (let row = 0; row < numbers.length; row++) rows[filled[unitOf[row]!]!++] = row;
  return {
    count,
    size: (unit) => starts[unit + 1]! - starts[unit]!,
    row: (unit, place) => rows[starts[unit]! + place]!,
  };
}

/** Units of one size stay in their order; there are few sizes, and mostly one. */
function largestFirst(order: Int32Array, units: Units): Int32Array {
  const bySize = new Map<number, number>();
  for (let index = 0; index < order.length; index++) {
    const size = units.size(order[index]!);
    bySize.set(size, (bySize.get(size) ?? 0) + 1);
  }
  if (bySize.size === 1) return order;
  const next = new Map<number, number>();
  let start = 0;
  for (const [size, count] of [...bySize].toSorted(([a], [b]) => b - a)) {
    next.set(size, start);
    start += count;
  }
  const sorted = new Int32Array(order.length);
  for (let index = 0; index < order.length; index++) {
    const place = next.get(units.size(order[index]!))!;
    sorted[place] = order[index]!;
    next.set(units.size(order[index]!), place + 1);
  }
  return sorted;
}

/** Rows without a stratum have the number after those that have one. */
function countStrata({ numbers, count }: Keys): { readonly of: Int32Array; readonly counts: number[] } {
  const of = numbers.map((number) => (number === noKey ? count : number));
  const counts = Array<number>(count + 1).fill(0);
  for (let row = 0; row < of.length; row++) counts[of[row]!]! += 1;
  return { of, counts };
}
