/** Optimizers, clippings and weightings as cases for tests of all declarations. */
import { catalog } from '../../catalog';
import {
  type ClippingDeclaration,
  type OptimizerDeclaration,
  type WeightingDeclaration,
} from '../../catalog/declaration';
import { constant, feed, multiply, sizeOf, type Shape } from '../../graph';
import { all, scopeOf, type Case } from './case';
import { call } from './plans';

export const optimizers = all<OptimizerDeclaration>(catalog.optimizers).map((optimizer): Case => {
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
export const clippings = all<ClippingDeclaration>(catalog.clippings).map((clipping): Case => {
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

export const weightings = all<WeightingDeclaration>(catalog.weightings).map((weighting): Case => {
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
