/**
 * WebAssembly that adds vectors up over a loop: in float64, so that neither how long arrays are nor how they are cut matters to the digits that
 * are kept.
 */
import {
  extractDouble,
  get,
  instructions as wasm,
  lastInFront,
  set,
  tee,
  vectorConst,
  vectorOp,
} from './wasm-module';

export interface TotalLocals {
  /** Bytes, of the arrays and of what is done of them. */
  readonly length: number;
  readonly offset: number;
  /** The vector of each pass. */
  readonly value: number;
  /** Two vectors that begin as zeros. */
  readonly halves: readonly [number, number];
}

/** What every pass does, and what leaves the total on the stack behind the loop. */
export function writeTotal({ length, offset, value, halves: [first, second] }: TotalLocals): {
  readonly pass: readonly number[];
  readonly answer: readonly number[];
} {
  const places = [
    ...get(offset),
    ...vectorOp('splatCount'),
    ...vectorConst([0, 4, 8, 12]),
    ...vectorOp('addCounts'),
  ];
  const isWithin = [...places, ...get(length), ...vectorOp('splatCount'), ...vectorOp('lessCount')];
  const withoutRest = [...get(value), ...isWithin, ...vectorOp('and'), ...set(value)];
  const both = [...get(first), ...get(second), ...vectorOp('addDoubles'), ...tee(first)];
  return {
    pass: [
      ...withoutRest,
      ...add(first, get(value)),
      ...add(second, [...get(value), ...get(value), ...lastInFront]),
    ],
    answer: [...both, ...extractDouble(0), ...get(first), ...extractDouble(1), wasm.f64Add],
  };
}

/** Adds the first two of four numbers to a half. */
const add = (half: number, numbers: readonly number[]): readonly number[] => [
  ...get(half),
  ...numbers,
  ...vectorOp('toDoubles'),
  ...vectorOp('addDoubles'),
  ...set(half),
];
