/** What every declaration builds from its example, so that new ones are tested without being named anywhere. */
import { catalog, lookUp } from '../../catalog';
import {
  isMisfit,
  type ActivationDeclaration,
  type LayerDeclaration,
  type LossDeclaration,
  type MetricDeclaration,
  type TargetDeclaration,
} from '../../catalog/declaration';
import { applyLayer } from '../../catalog/model/apply-layer';
import { cast, constant, feed, type Tensor } from '../../graph';
import { all, spread, scopeOf, readings, maskOf, type Case } from './case';
import { call } from './plans';
import { distortions, exchanges, stepMethods } from './cases-of-networks';
import { sharings } from './cases-of-sharings';
import { clippings, optimizers, weightings } from './cases-of-training';

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
  stepMethods,
  distortions,
  sharings,
].flat();
