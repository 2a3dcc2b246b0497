/** Draws the part of each row by fractions: whole groups stay together, and each stratum keeps its proportions. */
import { createRandom, shuffledIndices } from './random';

export type Key = string | number | null;

export interface Draw {
  readonly rows: number;
  /** Of the parts, in order; they add up to 1. */
  readonly fractions: readonly number[];
  /** The stratum of each row; rows without one are a stratum of their own. */
  readonly strata: readonly Key[] | null;
  /** The group of each row; a row without one stands alone. */
  readonly groups: readonly Key[] | null;
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
  const units = collectUnits(draw.rows, draw.groups);
  const wanted = draw.fractions.flatMap((fraction, part) => (fraction > 0 ? [part] : []));
  if (units.length < wanted.length) return { parts: null, units: units.length };

  const order = [...shuffledIndices(units.length, createRandom(draw.seed))]
    .map((index) => units[index]!)
    .toSorted((a, b) => b.length - a.length);
  const { stratumOf, counts } = numberStrata(draw.rows, draw.strata);
  const room = apportion(draw.rows, draw.fractions);
  const lack = draw.fractions.map((fraction) => counts.map((count) => fraction * count));
  const unused = new Set(wanted);
  const parts = new Uint8Array(draw.rows);
  for (const [index, unit] of order.entries()) {
    const roomy = wanted.filter((part) => room[part]! >= unit.length);
    // The last units go to parts that would stay empty otherwise.
    const candidates = order.length - index === unused.size ? [...unused] : roomy.length > 0 ? roomy : wanted;
    const need = (part: number) =>
      unit.reduce((sum, row) => sum + lack[part]![stratumOf[row]!]! / counts[stratumOf[row]!]!, 0);
    const needs = new Map(candidates.map((part) => [part, need(part)]));
    const chosen = candidates.reduce((best, part) => (needs.get(part)! > needs.get(best)! ? part : best));
    unused.delete(chosen);
    room[chosen]! -= unit.length;
    for (const row of unit) {
      parts[row] = chosen;
      lack[chosen]![stratumOf[row]!]! -= 1;
    }
  }
  return { parts, units: units.length };
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

/** Rows that stay together, in order of their first row. */
function collectUnits(rows: number, groups: readonly Key[] | null): number[][] {
  const units: number[][] = [];
  const unitOfGroup = new Map<Key, number[]>();
  for (let row = 0; row < rows; row++) {
    const group = groups?.[row] ?? null;
    const unit = group === null ? undefined : unitOfGroup.get(group);
    if (unit) {
      unit.push(row);
      continue;
    }
    units.push([row]);
    if (group !== null) unitOfGroup.set(group, units.at(-1)!);
  }
  return units;
}

function numberStrata(
  rows: number,
  strata: readonly Key[] | null,
): { stratumOf: Int32Array; counts: number[] } {
  const numbers = new Map<Key, number>();
  const counts: number[] = [];
  const stratumOf = Int32Array.from({ length: rows }, (_, row) => {
    const key = strata?.[row] ?? null;
    const number = numbers.get(key) ?? counts.push(0) - 1;
    numbers.set(key, number);
    counts[number]! += 1;
    return number;
  });
  return { stratumOf, counts };
}
