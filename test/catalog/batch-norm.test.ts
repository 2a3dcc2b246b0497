/** Normalisation over a batch against PyTorch: values, gradients, what is gathered, and predictions with it. */
import { describe, expect, it } from 'vitest';
import { isMisfit, type Scope } from '../../catalog/declaration';
import { applyLayer } from '../../catalog/model/apply-layer';
import { add, constant, feed, gradients, multiply, slice, square, sum, type Tensor } from '../../graph';
import { evaluate, sourcesOf } from './evaluate';
import fixtures from './fixtures/torch.json';
import { call } from './plans';

/** The layer on `x`, with what becomes of its statistics. */
function build(layer: string, x: Tensor, training: boolean) {
  const next: Record<string, Tensor> = {};
  const starts: Record<string, number> = {};
  const y = applyLayer(call('layers', layer), [x], {
    training,
    parameter: (name, shape) => feed(name, shape),
    random: (name, shape) => feed(name, shape),
    statistic(name, shape, start) {
      starts[name] = start;
      return {
        value: feed(name, shape),
        follow: (after) => {
          next[name] = after;
        },
      };
    },
    counted: () =>
      constant(
        Array.from({ length: x.shape[0]! }, (_, i) => (i + 1 < x.shape[0]! ? 1 : 0)),
        [x.shape[0]!],
      ),
  });
  if (isMisfit(y)) throw new Error(y.misfit.template);
  return { y, next, starts };
}

const close = ({ values }: { readonly values: readonly number[] }) =>
  values.map((value) => expect.closeTo(value, 7));

describe.each(fixtures.batchNorm)('$layer', ({ layer, x, gain, bias, ...wanted }) => {
  const given = { x: x.values, gain: gain.values, bias: bias.values };
  const features = gain.values.length;
  const fill = (value: number) => Array<number>(features).fill(value);

  it('trains on the rows that count, and no others', () => {
    const { y } = build(layer, feed('x', x.shape), true);
    const counting = slice(y, 0, 0, x.shape[0]! - 1);
    const objective = sum(multiply(counting, constant(wanted.slope.values, wanted.slope.shape)));
    const sources = ['x', 'gain', 'bias'] as const;
    const byName = Object.fromEntries(sourcesOf([objective]));
    const slopes = gradients(
      objective,
      sources.map((name) => byName[name]!),
    );
    const [values, ...made] = evaluate([counting, ...slopes], given);
    expect(values).toEqual(close(wanted.y));
    for (const [i, name] of sources.entries()) expect(made[i]).toEqual(close(wanted.gradients[name]));
  });

  it('gathers running means and variances', () => {
    const { next, starts } = build(layer, feed('x', x.shape), true);
    expect(starts).toEqual({ mean: 0, variance: 1 });
    let running = { mean: fill(0), variance: fill(1) };
    for (let step = 0; step < 2; step++) {
      const [mean, variance] = evaluate([next['mean']!, next['variance']!], { ...given, ...running });
      running = { mean: [...mean!], variance: [...variance!] };
    }
    expect(running.mean).toEqual(close(wanted.running.mean));
    expect(running.variance).toEqual(close(wanted.running.variance));
  });

  it('predicts with them, each row on its own', () => {
    const running = { mean: wanted.running.mean.values, variance: wanted.running.variance.values };
    const { y, next } = build(layer, feed('x', x.shape), false);
    expect(next).toEqual({});
    expect(evaluate([y], { ...given, ...running })[0]).toEqual(close(wanted.predicted));
  });
});

it('survives a batch of one row', () => {
  const { y, next } = build('batchNorm', feed('x', [2, 1]), true);
  const values = { x: [3, 0], gain: [2], bias: [5], mean: [0], variance: [1] };
  expect(evaluate([y, next['mean']!, next['variance']!], values).map(([first]) => first)).toEqual([
    5,
    expect.closeTo(0.3, 12),
    expect.closeTo(0.9, 12),
  ]);
});

it.each([
  ['dense(3)', [4, 2]],
  ['dense(3)', [4, 5, 2]],
  ['conv(3)', [4, 2, 3, 3]],
  ['depthwiseConv', [4, 3, 3, 3]],
])('takes away the bias of `%s` on %j, which learns nothing', (layer, shape) => {
  const sources: Record<string, Tensor> = {};
  const scope: Scope = {
    training: true,
    parameter: (name, of) => (sources[name] = feed(name, of)),
    random: (name, of) => feed(name, of),
    statistic: (name, of) => ({ value: feed(name, of), follow: () => {} }),
    counted: () => constant(1, [shape[0]!]),
  };
  const below = applyLayer(call('layers', layer), [feed('x', shape)], scope) as Tensor;
  const { bias, weight } = sources;
  const y = applyLayer(call('layers', 'batchNorm'), [below], scope) as Tensor;
  const [ofBias, ofWeight] = gradients(sum(square(y)), [bias!, weight!]);
  expect(ofBias!.node).toMatchObject({ op: 'constant', attributes: { values: [0] } });
  expect(ofWeight!.node.op).not.toBe('constant');
});

it('keeps what is added to each row', () => {
  const [x, added] = [feed('x', [1, 2]), feed('added', [1, 2])];
  const { y } = build('batchNorm', add(x, added), false);
  expect(sourcesOf([y]).map(([name]) => name)).toContain('added');
});
