/** Workers that share an op's inputs, in every way that its rule allows, make together what the op makes of all. */
import { describe, expect, test } from 'vitest';
import { feed, orderNodes, sizeOf, type Tensor } from '../../../graph';
import {
  isRows,
  rowsAlong,
  shapeOfRows,
  sharedAxis,
  type Placement,
  type Share,
  type Worker,
} from '../../../graph/sharding/placement';
import { shareNodes } from '../../../graph/sharding/share-nodes';
import { createInterpreter } from '../../../trainer/src/executors/reference/interpreter';
import type { Numbers } from '../../../trainer/src/executors/reference/kernel';
import { createLcg } from '../../support/lcg';
import { opCases, type InputCase, type OpCase } from '../op-cases';

/** Ops of which workers have all or nothing. */
const sources = ['feed', 'state', 'constant', 'randomUniform'];
const opsShared = new Set<string>();

describe.each([2, 3])('%s workers', (count) => {
  test.each(opCases.map((one) => [`${one.op}: ${one.of}`, one] as const))('%s', (_, one) => {
    for (const placements of assignments(one.inputs, count)) {
      const made = shareAmong(one, placements, count);
      if (!made) continue;
      opsShared.add(one.op);
      const words = placements.map((placement) => JSON.stringify(placement)).join(', ');
      expect(made.found.length, words).toBe(made.expected.length);
      for (const [at, value] of made.expected.entries())
        expect(Math.abs(made.found[at]! - value), `element ${at} of ${words}`).toBeLessThan(1e-8);
    }
  });
});

test('every op is shared in some way', () => {
  const all = new Set(opCases.map(({ op }) => op));
  expect([...all].filter((op) => !opsShared.has(op) && !sources.includes(op))).toEqual([]);
});

/** All ways to place the inputs but the one in which all are whole. */
function assignments(inputs: readonly InputCase[], count: number): readonly (readonly Placement[])[] {
  const all = inputs.reduce<readonly (readonly Placement[])[]>(
    (before, input) =>
      before.flatMap((one) => placementsOf(input, count).map((placement) => [...one, placement])),
    [[]],
  );
  return all.filter((placements) => placements.some((placement) => placement !== 'whole'));
}

function placementsOf({ shape, dtype }: InputCase, count: number): readonly Placement[] {
  const worker = { count, index: 0 };
  const rows = shape.flatMap((_, axis) =>
    [1, 2].flatMap((within) => {
      const placed = rowsAlong(shape, { fromEnd: shape.length - axis, within });
      const found = sharedAxis(shape, placed, worker);
      return found?.fromEnd === shape.length - axis && found.within === within ? [placed] : [];
    }),
  );
  return ['whole', ...(dtype === 'bool' ? [] : (['partial'] as const)), ...rows];
}

/** What the workers make together and what the op makes; undefined where they would have to meet. */
function shareAmong({ inputs, build }: OpCase, placements: readonly Placement[], count: number) {
  const next = createLcg(3);
  const given = inputs.map((input) => draw(input, next));
  const tensors = inputs.map(({ shape, dtype }, at) => feed(`x${at}`, shape, dtype));
  const output = build(...tensors);
  const [expected] = createInterpreter(
    [output],
    'float64',
  )(new Map(tensors.map((tensor, at) => [tensor, given[at]!])));
  const parts: { readonly placement: Placement; readonly values: Numbers }[] = [];
  for (let index = 0; index < count; index++) {
    const worker = { count, index };
    const own = inputs.map((_, at) => ownShare(tensors[at]!, placements[at]!, worker));
    const shares = new Map(own.map((share, at) => [tensors[at]!, share]));
    const whole = (tensor: Tensor) => (shares.get(tensor)?.placement === 'whole' ? tensor : undefined);
    if (!shareNodes(orderNodes([output]), shares, { ...worker, whole, shareNodes })) return undefined;
    const share = shares.get(output)!;
    const values = own.map(
      ({ tensor }, at) => [tensor, ownValues(given[at]!, placements[at]!, worker)] as const,
    );
    const [made] = createInterpreter([share.tensor], 'float64')(new Map(values));
    parts.push({ placement: share.placement, values: made! });
  }
  return { found: together(parts, expected!.length), expected: [...expected!] };
}

function ownShare(tensor: Tensor, placement: Placement, worker: Worker): Share {
  if (placement === 'whole') return { tensor, placement };
  const shape = isRows(placement)
    ? shapeOfRows(tensor.shape, sharedAxis(tensor.shape, placement, worker)!, worker)
    : tensor.shape;
  return { tensor: feed('own', shape, tensor.dtype), placement };
}

/** Summands that differ from worker to worker and are together what is given. */
function ownValues(all: Numbers, placement: Placement, { count, index }: Worker): Numbers {
  if (placement === 'whole') return all;
  if (placement === 'partial')
    return all.map((value, at) => {
      const away = Math.floor(value) + at;
      return index === 0 ? value - away * (count - 1) : away;
    });
  const rest = all.length / (placement.outer * count);
  return all.filter((_, at) => Math.floor(at / rest) % count === index);
}

function together(
  parts: readonly { readonly placement: Placement; readonly values: Numbers }[],
  length: number,
): readonly number[] {
  const [first] = parts;
  const { placement } = first!;
  expect(parts.every((part) => JSON.stringify(part.placement) === JSON.stringify(placement))).toBe(true);
  if (placement === 'whole') return [...first!.values];
  if (placement === 'partial')
    return Array.from(first!.values, (_, at) => parts.reduce((sum, { values }) => sum + values[at]!, 0));
  const rest = length / (placement.outer * parts.length);
  return Array.from({ length }, (_, at) => {
    const block = Math.floor(at / rest);
    const { values } = parts[block % parts.length]!;
    return values[Math.floor(block / parts.length) * rest + (at % rest)]!;
  });
}

function draw({ shape, dtype, low, high }: InputCase, next: () => number): Numbers {
  const values = Float64Array.from({ length: sizeOf(shape) }, () => low + next() * (high - low));
  return dtype === 'float32' ? values : values.map(Math.floor);
}
