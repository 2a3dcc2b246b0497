/** What networks learn from each other, as cases for tests of all declarations: exchanges, distorted rows, methods that act in steps. */
import { catalog } from '../../catalog';
import {
  isMisfit,
  type CotrainingDeclaration,
  type ExchangeDeclaration,
  type InputDeclaration,
} from '../../catalog/declaration';
import { constant, feed, matmul, multiply, negate, sum, type Shape, type Tensor } from '../../graph';
import { all, scopeOf, type Case } from './case';
import { call } from './plans';

export const exchanges = all<ExchangeDeclaration>(catalog.exchanges).flatMap((exchange): readonly Case[] => {
  if (exchange.shares !== 'features') return [];
  const { args } = call('exchanges', exchange.example);
  const fixed = {};
  const made = exchange.build(args as never, [feed('a', [2, 3]), feed('b', [2, 3])], scopeOf(fixed));
  if (isMisfit(made)) throw new Error(made.misfit.template);
  const results = [...made.features, made.weights];
  return [{ title: `exchange ${exchange.example}`, results, fixed, trained: true, positive: false }];
});

/** Columns of two rows as each input type is fed them, distorted in both ways. */
export const distortions = all<InputDeclaration>(catalog.inputs).flatMap((input) => {
  const { args } = call('inputs', input.example);
  const counts = Array.from({ length: 1000 }, (_, count) => count + 1);
  const shape = counts
    .map((columns) => input.shape(args as never, columns))
    .find((made) => !isMisfit(made)) as Shape;
  return (['weak', 'strong'] as const).map((strength): Case => {
    const fixed: Record<string, readonly number[]> = {};
    const results = [
      input.distort(args as never, feed('columns', [2, ...shape]), strength, scopeOf(fixed).random),
    ];
    return { title: `${strength} input ${input.example}`, results, fixed, trained: false, positive: true };
  });
});

function answersOf(x: Tensor, weights: readonly Tensor[]) {
  const scores = weights.map((w) => matmul(x, w));
  return { scores, losses: scores.map((z) => sum(z, [1])) };
}

/** Two networks of a layer each on four rows, of which two have labels and the last only fills the batch up. */
export const stepMethods = all<CotrainingDeclaration>(catalog.cotraining).flatMap(
  (method): readonly Case[] => {
    if (method.acts !== 'steps') return [];
    const { args } = call('cotraining', method.example);
    const fixed: Record<string, readonly number[]> = {
      labelled: [1, 1, 0, 0],
      counted: [1, 1, 1, 0],
      epoch: [5],
    };
    const [x, weights] = [feed('x', [4, 3]), [feed('a', [3, 3]), feed('b', [3, 3])]];
    const made = method.teach(args as never, {
      ...answersOf(x, weights),
      labelled: feed('labelled', [4]),
      counted: feed('counted', [4]),
      epoch: feed('epoch', []),
      inputs: { x },
      on: (inputs, parameters) =>
        answersOf(inputs['x']!, parameters === 'average' ? weights.map((w) => negate(w)) : weights),
      distort: (strength) => ({ x: multiply(x, constant(strength === 'weak' ? 1.1 : 2)) }),
    });
    const results = [...(made.extra ? [made.extra] : []), ...(made.losses ?? [])];
    // What another network says is no part of the objective that a network descends.
    return [{ title: `cotraining ${method.example}`, results, fixed, trained: false, positive: false }];
  },
);
