/** Activations, layers, losses and optimizers against what PyTorch computes. */
import { describe, expect, it } from 'vitest';
import { catalog, lookUp } from '../../catalog';
import { isMisfit } from '../../catalog/declaration';
import { applyLayer } from '../../catalog/model/apply-layer';
import { feed, gradients, sum, type Shape, type Tensor } from '../../graph';
import { evaluate } from './evaluate';
import fixtures from './fixtures/torch.json';
import { call } from './plans';

interface Numbers {
  readonly shape: Shape;
  readonly values: readonly number[];
}

const feedOf = (name: string, { shape }: Numbers): Tensor => feed(name, shape);
const close = ({ values }: Numbers) => values.map((value) => expect.closeTo(value, 7));

describe('activations', () => {
  const { x, results } = fixtures.activations;

  it.each(Object.entries<Numbers>(results))('%s', (name, y) => {
    const [made] = evaluate([lookUp('activations', name)!.apply(feedOf('x', x))], { x: x.values });
    expect(made).toEqual(close(y));
  });

  it('all of them', () =>
    expect(Object.keys(results).toSorted()).toEqual(Object.keys(catalog.activations).toSorted()));
});

describe('layers', () => {
  it.each(fixtures.layers)('$layer', ({ layer, x, parameters, y }) => {
    const weights: Readonly<Record<string, Numbers>> = parameters;
    const made = applyLayer(call('layers', layer), [feedOf('x', x)], {
      training: true,
      parameter: (name, shape) => {
        expect(shape).toEqual(weights[name]!.shape);
        return feed(name, shape);
      },
      random: (name, shape) => feed(name, shape),
      statistic: (name, shape) => ({ value: feed(name, shape), follow: () => {} }),
      counted: () => feed('counted', [x.shape[0]!]),
    });
    if (isMisfit(made)) throw new Error(made.misfit.template);
    expect(made.shape).toEqual(y.shape);
    const values = Object.fromEntries(Object.entries(weights).map(([name, given]) => [name, given.values]));
    expect(evaluate([made], { x: x.values, ...values })[0]).toEqual(close(y));
  });
});

describe('losses, with their gradients', () => {
  it.each(fixtures.losses)('$loss', ({ loss, output, label, rows, gradient }) => {
    const { name, args } = call('losses', loss);
    const out = feedOf('output', output);
    const made = lookUp('losses', name)!.build(args as never, out, feedOf('label', label));
    expect(made.shape).toEqual(rows.shape);
    const [values, slopes] = evaluate([made, ...gradients(sum(made), [out])], {
      output: output.values,
      label: label.values,
    });
    expect(values).toEqual(close(rows));
    expect(slopes).toEqual(close(gradient));
  });

  it('all but that of rectangles', () => {
    const tested = new Set(fixtures.losses.map(({ loss }) => loss.replace(/\(.*/, '')));
    expect(Object.keys(catalog.losses).filter((name) => !tested.has(name))).toEqual(['iou']);
  });
});

describe('optimizers', () => {
  const { start, gradients: given, results } = fixtures.optimizers;
  const width = start.values.length;

  it.each(results)('$optimizer', ({ optimizer, steps }) => {
    const { name, args } = call('optimizers', optimizer);
    const declared = lookUp('optimizers', name)!;
    const names = declared.slots;
    const next = declared.update(args as never, {
      parameter: feed('parameter', [width]),
      gradient: feed('gradient', [width]),
      slots: Object.fromEntries(names.map((slot) => [slot, feed(slot, [width])])),
      rate: feed('rate', []),
      step: feed('step', []),
    });
    expect(Object.keys(next.slots)).toEqual(names);
    let parameter: readonly number[] = start.values;
    let slots: Record<string, readonly number[]> = Object.fromEntries(
      names.map((slot) => [slot, start.values.map(() => 0)]),
    );
    const made: number[] = [];
    for (let step = 1; step * width <= given.values.length; step++) {
      const [moved, ...kept] = evaluate([next.parameter, ...names.map((slot) => next.slots[slot]!)], {
        parameter,
        gradient: given.values.slice((step - 1) * width, step * width),
        ...slots,
        rate: [args['rate'] as number],
        step: [step],
      });
      parameter = moved!;
      slots = Object.fromEntries(names.map((slot, i) => [slot, kept[i]!]));
      made.push(...parameter);
    }
    expect(made).toEqual(close(steps));
  });
});

describe('clippings', () => {
  const { given, results } = fixtures.clippings;
  const values = Object.fromEntries(given.map((gradient, index) => [`g${index}`, gradient.values]));

  it.each(results)('$clipping', ({ clipping, gradients: wanted }) => {
    const { name, args } = call('clippings', clipping);
    const feeds = given.map((gradient, index) => feedOf(`g${index}`, gradient));
    const made = evaluate(lookUp('clippings', name)!.clip(args as never, feeds), values);
    expect(made).toEqual(wanted.map(close));
  });

  it('all of them', () => {
    const tested = results.map(({ clipping }) => clipping.replace(/\(.*/, ''));
    expect(new Set(tested)).toEqual(new Set(Object.keys(catalog.clippings)));
  });
});

describe('schedules', () => {
  it.each(fixtures.schedules)('$schedule over $epochs epochs', ({ schedule, epochs, factors }) => {
    const { name, args } = call('schedules', schedule);
    const steps = factors.length;
    const made = factors.map((_, step) =>
      lookUp('schedules', name)!.factor(args as never, { step, steps, epochs, losses: [] }),
    );
    expect(made).toEqual(factors.map((factor) => expect.closeTo(factor, 12)));
  });

  it('a constant one keeps the rate', () =>
    expect(catalog.schedules.constant.factor({}, { step: 5, steps: 10, epochs: 2, losses: [] })).toBe(1));

  it.each(fixtures.plateaus.results)('$schedule', ({ schedule, factors }) => {
    const { name, args } = call('schedules', schedule);
    const { losses } = fixtures.plateaus;
    const made = factors.map((_, epoch) =>
      lookUp('schedules', name)!.factor(args as never, {
        step: epoch,
        steps: losses.length,
        epochs: losses.length,
        losses: losses.slice(0, epoch),
      }),
    );
    expect(made).toEqual(factors.map((factor) => expect.closeTo(factor, 12)));
  });

  it('all of them', () => {
    const tested = fixtures.schedules.map(({ schedule }) => schedule.replace(/\(.*/, ''));
    expect(new Set([...tested, 'constant', 'onPlateau'])).toEqual(new Set(Object.keys(catalog.schedules)));
  });
});
