/** LAMB where there is no length to go by. */
import { expect, it } from 'vitest';
import { catalog } from '../../catalog';
import { feed } from '../../graph';
import { evaluate } from './evaluate';
import { call } from './plans';

const next = catalog.optimizers.lamb.update(call('optimizers', 'lamb').args as never, {
  parameter: feed('parameter', [2]),
  gradient: feed('gradient', [2]),
  slots: { sum: feed('sum', [2]), sumOfSquares: feed('sumOfSquares', [2]) },
  rate: feed('rate', []),
  step: feed('step', []),
});

/** The parameter after a first step at rate 0.1. */
const afterStep = (parameter: readonly number[], gradient: readonly number[]) =>
  evaluate([next.parameter], {
    parameter,
    gradient,
    sum: [0, 0],
    sumOfSquares: [0, 0],
    rate: [0.1],
    step: [1],
  })[0];

it('moves a parameter that is zero by the rate, as Adam does', () =>
  expect(afterStep([0, 0], [3, -0.01])).toEqual([expect.closeTo(-0.1, 5), expect.closeTo(0.1, 4)]));

it('leaves a parameter of zero without a gradient where it is', () =>
  expect(afterStep([0, 0], [0, 0])).toEqual([0, 0]));

it('shrinks a parameter without a gradient by the rate', () =>
  expect(afterStep([3, 4], [0, 0])).toEqual([expect.closeTo(2.7, 9), expect.closeTo(3.6, 9)]));
