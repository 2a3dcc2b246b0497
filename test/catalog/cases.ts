/** What every declaration builds from its example, so that new ones are tested without being named anywhere. */
import { catalog, lookUp } from '../../catalog';
import {
  isMisfit,
  type ActivationDeclaration,
  type ClippingDeclaration,
  type ExchangeDeclaration,
  type LayerDeclaration,
  type LossDeclaration,
  type MetricDeclaration,
  type OptimizerDeclaration,
  type Scope,
  type TargetDeclaration,
  type WeightingDeclaration,
} from '../../catalog/declaration';
import { applyLayer } from '../../catalog/model/apply-layer';
import { cast, constant, feed, multiply, sizeOf, type Shape, type Tensor } from '../../graph';
import type { SourceValues } from './evaluate';
import { call } from './plans';

export interface Case {
  readonly title: string;
  readonly results: readonly Tensor[];
  /** Values of sources that are no free numbers: labels, masks, random draws. All others are drawn. */
  readonly fixed: SourceValues;
  /** The first result is trained through, so that its gradients must be right. */
  readonly trained: boolean;
  /** The free numbers are above zero: losses, moments, probabilities. */
  readonly positive: boolean;
}

const all = <D>(declarations: object): readonly D[] => Object.values(declarations);

/** Uniform numbers in [0, 1) that fill a shape, the same for every run. */
const spread = (shape: Shape): number[] =>
  Array.from({ length: sizeOf(shape) }, (_, i) => (i * 0.618034) % 1);

/** Layers and exchanges draw their random numbers into `fixed`. */
const scopeOf = (fixed: Record<string, readonly number[]>, rows = 2): Scope => ({
  training: true,
  parameter: (name, shape) => feed(name, shape),
  random(name, shape) {
    fixed[name] = spread(shape);
    return feed(name, shape);
  },
  statistic: (name, shape) => ({ value: feed(name, shape), follow: () => {} }),
  counted() {
    // The last row only fills up the batch.
    fixed['counted'] = Array.from({ length: rows }, (_, row) => (row === rows - 1 ? 0 : 1));
    return feed('counted', [rows]);
  },
});

/** Rows that layers read: numbers, sequences of which some steps only fill rows up, and ids. */
const readings: readonly Reading[] = [
  { shape: [2, 3, 5, 6] },
  { shape: [2, 4, 3] },
  { shape: [3, 4, 6], lengths: [4, 2, 0] },
  { shape: [5, 6] },
  { shape: [5, 784] },
  { shape: [3, 4], vocabulary: 6 },
  { shape: [3, 4], vocabulary: 6, lengths: [4, 1, 3] },
];

interface Reading {
  readonly shape: Shape;
  readonly lengths?: readonly number[];
  readonly vocabulary?: number;
}

/** 1 for each of so many steps, 0 behind them: [rows, steps]. */
export const maskOf = (lengths: readonly number[], steps: number): Tensor =>
  constant(
    lengths.flatMap((length) => Array.from({ length: steps }, (_, step) => (step < length ? 1 : 0))),
    [lengths.length, steps],
  );

/** On everything that the layer can read. */
const layers = all<LayerDeclaration>(catalog.layers).flatMap((layer): readonly Case[] => {
  return readings.flatMap(({ shape, lengths, vocabulary }) => {
    const fixed: Record<string, readonly number[]> = {};
    const names = layer.joins ? ['a', 'b'] : ['x'];
    const inputs = names.map((name) => {
      if (vocabulary === undefined) return feed(name, shape);
      fixed[name] = spread(shape).map((number) => Math.floor(number * vocabulary));
      return cast(feed(name, shape), 'int64');
    });
    const mask = lengths && maskOf(lengths, shape[1]!);
    const scope = { ...scopeOf(fixed, shape[0]), mask, vocabulary };
    const y = applyLayer(call('layers', layer.example), inputs, scope);
    const what = vocabulary === undefined ? 'numbers' : 'ids';
    const title = `layer ${layer.example} on ${shape.join('x')} ${what}${lengths ? `, ${lengths.join()} of them true` : ''}`;
    return isMisfit(y) ? [] : { title, results: [y], fixed, trained: true, positive: false };
  });
});

const activations = all<ActivationDeclaration>(catalog.activations).map(({ name, apply }): Case => ({
  title: `activation ${name}`,
  results: [apply(feed('x', [3, 4]))],
  fixed: {},
  trained: true,
  positive: false,
}));

const targets = all<TargetDeclaration>(catalog.targets).map((target): Case => {
  const { args } = call('targets', target.example);
  const results = [target.predict(args as never, feed('output', [3, 4]))];
  return { title: `target ${target.example}`, results, fixed: {}, trained: true, positive: false };
});

/** Four outputs for each of three rows, and labels as the target `name` reads them. */
function labelsFor(name: string) {
  const { reads } = lookUp('targets', name)!;
  // Losses and metrics take every place of a row for a row of one class.
  const width = reads === 'class' || reads === 'places' ? 1 : 4;
  const rows = { class: [0, 2, 3], places: [0, 2, 3], truth: [0, 1, 1], numbers: [0.4, 0.3, 0.8] }[reads];
  const values = rows.flatMap((value) => Array<number>(width).fill(value));
  return { label: feed('label', [3, width]), values };
}

const losses = all<LossDeclaration>(catalog.losses).flatMap((loss) =>
  loss.fits.map((target): Case => {
    const { args } = call('losses', loss.example);
    const { label, values } = labelsFor(target);
    const results = [loss.build(args as never, feed('output', [3, 4]), label)];
    return {
      title: `loss ${loss.example} of ${target}`,
      results,
      fixed: { label: values },
      trained: true,
      positive: false,
    };
  }),
);

const metrics = all<MetricDeclaration>(catalog.metrics).flatMap((metric) =>
  metric.fits.map((target): Case => {
    const { args } = call('metrics', metric.example);
    const { label, values } = labelsFor(target);
    const [prediction, mask] = [feed('prediction', [3, 4]), feed('mask', [3])];
    const unit = { original: (x: Tensor) => x, centre: constant(0) };
    const results = [metric.build(args as never, { prediction, label, mask, ...unit })];
    return {
      title: `metric ${metric.example} of ${target}`,
      results,
      fixed: { label: values, mask: [1, 0, 1] },
      trained: false,
      positive: true,
    };
  }),
);

const optimizers = all<OptimizerDeclaration>(catalog.optimizers).map((optimizer): Case => {
  const slots = Object.fromEntries(optimizer.slots.map((slot) => [slot, feed(slot, [5])]));
  const { args } = call('optimizers', optimizer.example);
  const next = optimizer.update(args as never, {
    parameter: feed('parameter', [5]),
    gradient: feed('gradient', [5]),
    slots,
    rate: feed('rate', []),
    step: feed('step', []),
  });
  return {
    title: `optimizer ${optimizer.example}`,
    results: [next.parameter, ...Object.values(next.slots)],
    fixed: { step: [7] },
    trained: false,
    positive: true,
  };
});

/** Gradients whose common norm and single values are above what is allowed. */
const clippings = all<ClippingDeclaration>(catalog.clippings).map((clipping): Case => {
  const { args } = call('clippings', clipping.example);
  const gradients = [feed('first', [3, 4]), feed('second', [5])];
  const results = clipping.clip(
    args as never,
    gradients.map((gradient) => multiply(gradient, constant(3))),
  );
  return { title: `clipping ${clipping.example}`, results, fixed: {}, trained: false, positive: false };
});

/** Of three tasks, of which the last has no labels. */
const ofThree = {
  present: [1, 1, 0],
  norms: [2, 3, 0],
  gramian: [17, -22, 0, -22, 38, 0, 0, 0, 0],
};

const weightings = all<WeightingDeclaration>(catalog.weightings).map((weighting): Case => {
  const fixed: Record<string, readonly number[]> = { ...ofThree };
  const given = (shapes: Readonly<Record<string, Shape>>, value: readonly number[] | number) =>
    Object.fromEntries(
      Object.entries(shapes).map(([name, shape]) => {
        fixed[name] = typeof value === 'number' ? Array<number>(sizeOf(shape)).fill(value) : value;
        return [name, feed(name, shape)];
      }),
    );
  const { args } = call('weightings', weighting.example);
  const common = {
    losses: feed('losses', [3]),
    present: feed('present', [3]),
    kept: given(shapesOf(weighting.kept), [0.5, 1.5, 1]),
    random: scopeOf(fixed).random,
  };
  const title = `weighting ${weighting.example}`;
  switch (weighting.needs) {
    case 'losses':
    case 'norms': {
      const learned = Object.keys(weighting.learned ?? {}).map((name) => [name, feed(name, [3])]);
      const moved = given(shapesOf(weighting.moved), [0.5, 1.5, 1]);
      const step = { ...common, moved, learned: Object.fromEntries(learned), norms: feed('norms', [3]) };
      const { objective, weights, moved: made = {} } = weighting.build(args as never, step);
      const after = weighting.afterStep?.(args as never, { ...step, after: feed('after', [3]) }) ?? {};
      const results = [objective, weights, ...Object.values({ ...made, ...after })];
      return { title, results, fixed, trained: true, positive: true };
    }
    case 'gramian': {
      const moved = given(shapesOf(weighting.moved), 0.1);
      const { weights, moved: made = {} } = weighting.combine(args as never, {
        ...common,
        moved,
        gramian: feed('gramian', [3, 3]),
      });
      const stays = weighting.stays?.(args as never, feed('updates', [3]));
      const results = [multiply(weights, common.present), ...Object.values(made), ...(stays ? [stays] : [])];
      return { title, results, fixed, trained: false, positive: true };
    }
    case 'coordinates': {
      const gradients = [feed('first', [4]), feed('second', [4])];
      const results = [weighting.combine(args as never, gradients, common.random)];
      return { title, results, fixed, trained: false, positive: false };
    }
    default:
      return weighting satisfies never;
  }
});

/** Of numbers that a weighting of three tasks keeps, by name; without more said, there is one for each task. */
function shapesOf(starts: Readonly<Record<string, number | { readonly each: string }>> = {}) {
  const shapes: Record<string, Shape> = { task: [3], pair: [3, 3] };
  return Object.fromEntries(
    Object.entries(starts).map(([name, start]) => [
      name,
      shapes[typeof start === 'number' ? 'task' : start.each]!,
    ]),
  );
}

const exchanges = all<ExchangeDeclaration>(catalog.exchanges).map((exchange): Case => {
  const { args } = call('exchanges', exchange.example);
  const fixed = {};
  const made = exchange.build(args as never, [feed('a', [2, 3]), feed('b', [2, 3])], scopeOf(fixed));
  if (isMisfit(made)) throw new Error(made.misfit.template);
  const results = [...made.features, made.weights];
  return { title: `exchange ${exchange.example}`, results, fixed, trained: true, positive: false };
});

export const cases: readonly Case[] = [
  layers,
  activations,
  targets,
  losses,
  metrics,
  optimizers,
  clippings,
  weightings,
  exchanges,
].flat();
