/** Co-teaching: networks choose for each other the rows whose labels look right. */
import {
  add,
  and,
  cast,
  constant,
  divide,
  equal,
  floor,
  less,
  maximum,
  minimum,
  multiply,
  or,
  reshape,
  stopGradient,
  subtract,
  sum,
} from '../../graph';
import type { Tensor } from '../../graph/tensor';
import { defineStepCotraining } from '../declaration';
import { integer, number } from '../parameter';

export const coTeaching = defineStepCotraining({
  name: 'coTeaching',
  doc:
    'For data with wrong labels: each network learns, of the labelled rows of a batch, those on which another one has the smallest losses. The share that is ' +
    'left out grows from 0 to `forget` over the first `ramp` epochs, R(t) = min(τ t / T, τ), because networks learn what is right ' +
    'before they learn errors by heart. The loss that is shown is that of the rows that are learned.',
  cite: 'Han et al., Co-teaching: robust training of deep neural networks with extremely noisy labels, NeurIPS 2018',
  params: {
    forget: number({
      doc: 'The share of rows that are left out in the end: that of wrong labels.',
      default: 0.2,
      min: 0,
      below: 1,
    }),
    ramp: integer({ doc: 'Epochs until so many are left out.', default: 10, min: 1 }),
  },
  example: 'coTeaching(forget: 0.2)',
  fits: ['classes', 'binary', 'labels', 'number', 'numbers', 'box'],
  least: 2,
  apart: false,
  needsPool: false,
  unlabelled: 0,
  teach({ forget: tau, ramp: T }, { losses, labelled, partly, epoch: t }) {
    const R = minimum(multiply(t, constant(tau / T)), constant(tau));
    const n = sum(labelled);
    // (1 - R) n, rounded, and at least one row.
    const kept = maximum(floor(add(multiply(subtract(constant(1), R), n), constant(0.5))), constant(1));
    const chosen = losses.map((loss) => smallest(stopGradient(loss), labelled, kept));
    // The mean is one over the rows that are learned.
    const weights = chosen.map((rows) => {
      const common = multiply(rows, divide(n, kept));
      // A network without a label for a row cannot judge it.
      return partly ? add(common, partly) : common;
    });
    return { losses: losses.map((loss, k) => multiply(loss, weights[(k + 1) % weights.length]!)) };
  },
});

/** 1 for each of the `count` labelled rows with the smallest losses, of equal ones the first: [rows]. */
function smallest(loss: Tensor, labelled: Tensor, count: Tensor): Tensor {
  const rows = loss.shape[0]!;
  const numbers = constant(
    Array.from({ length: rows }, (_, row) => row),
    [rows],
  );
  const own = (values: Tensor): Tensor => reshape(values, [rows, 1]);
  const isBefore = or(less(loss, own(loss)), and(equal(loss, own(loss)), less(numbers, own(numbers))));
  const rank = sum(multiply(cast(isBefore, 'float32'), labelled), [1]);
  return multiply(cast(less(rank, count), 'float32'), labelled);
}
