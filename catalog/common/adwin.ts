/** ADWIN: a window over a stream of numbers that is cut where its older part has another mean than its newer one. */
import type { ChangeDetector, DetectorStep } from '../training-declarations';

/** 2^level values of the stream: their sum, and the sum of their squared distances from their mean. */
type Bucket = readonly [total: number, squares: number];

/** The window, newest values first: `levels[i]` holds buckets of 2^i values, the newest of each level at its end. */
type Change = NonNullable<DetectorStep<Window>['change']>;

interface Window {
  readonly levels: readonly (readonly Bucket[])[];
  readonly width: number;
  readonly total: number;
  readonly squares: number;
}

/** The M of the publication: so many buckets of one size before two of them become one of the next. */
const mostBuckets = 5;
/** Neither part is shorter, and no cut is looked for before there are more values than this, as in MOA and river. */
const leastPart = 5;
const grace = 10;

const empty: Window = { levels: [[]], width: 0, total: 0, squares: 0 };

/**
 * With n0 and n1 values in the parts W0 and W1 of the window W of n, 1/m = 1/(n0 - 4) + 1/(n1 - 4), δ' = δ/ln n:
 * ε = √(2/m · σ²_W · ln(2/δ')) + 2/(3m) · ln(2/δ'), and |μ0 - μ1| > ε is a change. The shortest part that counts has five values, and one fewer
 * than that is taken off each, as MOA and river do; as in river the next value begins a new window, so that a change is told once. What is told of it
 * is the border where it is the clearest.
 */
export const adwin = (delta: number): ChangeDetector<Window> => ({
  start: empty,
  step(window, value) {
    const now = compress(insert(window, value));
    const change = now.width > grace ? findCut(now, delta) : undefined;
    return change ? { state: empty, change } : { state: now };
  },
});

function insert({ levels, width, total, squares }: Window, value: number): Window {
  const distance = width > 0 ? value - total / width : 0;
  const [first = [], ...others] = levels;
  return {
    levels: [[...first, [value, 0]], ...others],
    width: width + 1,
    total: total + value,
    squares: squares + (width > 0 ? (width * distance * distance) / (width + 1) : 0),
  };
}

/** The two oldest of too many buckets become one of the next level. */
function compress(window: Window): Window {
  const levels = window.levels.map((buckets) => [...buckets]);
  for (let level = 0; level < levels.length && levels[level]!.length > mostBuckets; level++) {
    const [one, other] = levels[level]!.splice(0, 2) as [Bucket, Bucket];
    (levels[level + 1] ??= []).push(joined(one, other, 2 ** level));
  }
  return { ...window, levels };
}

/** Of two buckets of n values each. */
function joined([one, itsSquares]: Bucket, [other, theirSquares]: Bucket, n: number): Bucket {
  const distance = one / n - other / n;
  return [one + other, itsSquares + theirSquares + (n * n * distance * distance) / (n + n)];
}

/** The border between buckets where the means of both parts differ the most beyond ε; undefined where none do. */
function findCut({ levels, width, total, squares }: Window, delta: number): Change | undefined {
  const variance = squares / width;
  const logarithm = Math.log((2 * Math.log(width)) / delta);
  let [n0, sum0] = [0, 0];
  let [n1, sum1] = [width, total];
  let best: Change | undefined;
  let clearest = 1;
  for (const [level, buckets] of [...levels.entries()].toReversed()) {
    for (const [sum] of buckets) {
      [n0, sum0] = [n0 + 2 ** level, sum0 + sum];
      [n1, sum1] = [n1 - 2 ** level, sum1 - sum];
      if (n0 < leastPart || n1 < leastPart) continue;
      const m = 1 / (1 / (n0 - leastPart + 1) + 1 / (n1 - leastPart + 1));
      const epsilon = Math.sqrt((2 / m) * variance * logarithm) + (2 / 3 / m) * logarithm;
      const [before, after] = [sum0 / n0, sum1 / n1];
      const clear = Math.abs(before - after) / epsilon;
      if (clear <= clearest) continue;
      clearest = clear;
      best = { before, after, since: n1 };
    }
  }
  return best;
}
