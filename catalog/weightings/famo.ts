/** The weighting that lets all losses fall at the same rate, without the gradients of single tasks. */
import { add, constant, divide, log, maximum, multiply, stopGradient, subtract, sum } from '../../graph';
import type { Tensor } from '../../graph/tensor';
import { sharesOf } from '../common/shares';
import { adamStarts, stepOfAdam } from '../common/steps-of-adam';
import { defineWeighting } from '../declaration';
import { number } from '../parameter';

/** So that a loss of zero has a logarithm. */
const EPSILON = 1e-8;
/** Where no task has labels, nothing is divided by zero. */
const LEAST = 1e-37;

export const famo = defineWeighting({
  name: 'famo',
  doc:
    'Fast adaptive multitask optimization: descends c Σ zᵢ log Lᵢ with z = softmax(ξ) and c so that the weights add up to 1. After each ' +
    'step the losses of the same batch say how far each fell, and ξ moves so that tasks that fell less get more.',
  cite: 'Liu, Feng, Stone & Liu, FAMO: fast adaptive multitask optimization, NeurIPS 2023',
  params: {
    rate: number({ doc: 'How far a step moves ξ.', default: 0.025, published: true, above: 0 }),
    decay: number({
      doc: 'How strongly ξ is drawn back to 0, where all tasks have the same share.',
      default: 0.001,
      min: 0,
    }),
  },
  example: 'famo(rate: 0.025)',
  needs: 'losses',
  tasks: 2,
  positive: true,
  moved: { logit: 0, ...adamStarts },
  build(_, { losses, present, moved }) {
    const z = sharesOf(moved['logit']!, present);
    const known = aboveZero(losses);
    // The loss minus its least value, which is 0.
    const parts = divide(z, stopGradient(known));
    const c = divide(constant(1), maximum(sum(parts), constant(LEAST)));
    return { objective: multiply(c, sum(multiply(z, log(known)))), weights: multiply(c, parts) };
  },
  afterStep({ rate, decay }, { losses, after, present, moved }) {
    const logit = moved['logit']!;
    const z = sharesOf(logit, present);
    const fell = subtract(log(aboveZero(losses)), log(aboveZero(after)));
    // The transposed Jacobian of softmax, times δ, is z ⊙ (δ - z · δ).
    const slope = multiply(z, subtract(fell, sum(multiply(z, fell))));
    const { move, moved: kept } = stepOfAdam(add(slope, multiply(logit, constant(decay))), moved, rate);
    return { logit: subtract(logit, move), ...kept };
  },
});

const aboveZero = (losses: Tensor): Tensor => add(losses, constant(EPSILON));
