/** The sharing in which each task reads a few experts, which it learns to select. */
import { add, constant, divide, matmul, maximum, multiply, reshape, softmax, sum } from '../../graph';
import type { Tensor } from '../../graph/tensor';
import { text } from '../../contract/text';
import { mix } from '../common/gate';
import { rowOf } from '../common/row-of';
import { digitsFor, entropyOf, selected, strayingOf } from '../common/selectors';
import { allFit, defineSharing, isMisfit, type Misfit, type Scope } from '../declaration';
import { choice, integer, number, type ArgsOf } from '../parameter';
import { numbered, type Reading } from '../shared-block';
import { showCall } from '../show-call';

const params = {
  experts: integer({ doc: 'How many experts there are.', default: 4, min: 2 }),
  k: integer({ doc: 'How many of them a task reads at most.', default: 2, min: 1 }),
  by: choice(['task', 'row'], {
    doc: 'With `task` a task selects the same experts for all rows; with `row` it selects by what the block reads.',
    default: 'task',
  }),
  gamma: number({
    doc: 'Width in which a digit of the code of an expert passes from 0 to 1.',
    default: 1,
    above: 0,
  }),
  entropy: number({
    doc: 'How much selectors are pushed towards a single expert each, beside the losses.',
    default: 0.1,
    min: 0,
  }),
} as const;

export const dselectK = defineSharing({
  name: 'dselectK',
  doc:
    'Makes several experts of the block, each with the layers of the block and parameters of its own. Each task reads at most `k` of them: a ' +
    'selector finds an expert by the binary digits of its number, r(z)ₑ = Πⱼ S(zⱼ) or 1 - S(zⱼ) with the smooth step ' +
    'S(t) = -2t³/γ³ + 3t/2γ + ½, and softmax(α) weighs the selectors.',
  cite: 'Hazimeh et al., DSelect-k: differentiable selection in the mixture of experts with applications to multi-task learning, NeurIPS 2021',
  params,
  example: 'dselectK(experts: 4, k: 2)',
  tasks: 2,
  build(args, { readers, layers, scope, penalise }) {
    const { experts, k, entropy, gamma } = args;
    if (k > experts) return tooMany(args);
    return allFit(
      readers.map(({ task, reading: x }) => {
        const f = allFit(numbered('expert', experts).map((expert) => layers(expert, x, [task])));
        if (isMisfit(f)) return f;
        const gate = scope(`${task}/gate`, [task]);
        const made = logitsOf(args, x, gate);
        if (isMisfit(made)) return made;
        const r = selected(made.z, experts, gamma);
        const alpha = softmax(made.alpha);
        const q = sum(multiply(r, reshape(alpha, [...alpha.shape, 1])), [1]);
        const penalty = penaltyOf(r, experts, entropy);
        if (gate.training && penalty) penalise(meanOf(penalty, gate));
        return mix(q, f);
      }),
    );
  },
});

/** z [rows, k, digits] and α [rows, k]; of a single row where all rows are alike. */
function logitsOf(
  { experts, k, by, gamma }: ArgsOf<typeof params>,
  reading: Reading,
  scope: Scope,
): { readonly z: Tensor; readonly alpha: Tensor } | Misfit {
  const digits = digitsFor(experts);
  // Near the middle of the smooth step, where it is steepest; apart from each other, so that selectors come to differ.
  const near = { kind: 'uniform', limit: gamma / 100 } as const;
  if (by === 'task')
    return {
      z: scope.parameter('z', [1, k, digits], near),
      alpha: scope.parameter('alpha', [1, k], { kind: 'constant', value: 0 }),
    };
  const x = rowOf('dselectK', reading, scope);
  if (isMisfit(x)) return x;
  const [rows, features] = x.shape as [number, number];
  const bias = scope.parameter('z/bias', [k * digits], near);
  const z = add(matmul(x, scope.parameter('z/weight', [features, k * digits], near)), bias);
  const alpha = matmul(x, scope.parameter('alpha/weight', [features, k], near));
  return { z: reshape(z, [rows, k, digits]), alpha };
}

/** λ H(r), and what keeps selectors to experts where not every code is that of one: [rows]. Undefined where there is nothing to ask for. */
function penaltyOf(r: Tensor, experts: number, lambda: number): Tensor | undefined {
  const parts = [
    ...(lambda > 0 ? [multiply(entropyOf(r), constant(lambda))] : []),
    ...(2 ** digitsFor(experts) > experts ? [strayingOf(r)] : []),
  ];
  return parts.length > 0 ? parts.reduce(add) : undefined;
}

/** The mean over the rows that count, or the only one: a scalar. */
function meanOf(penalty: Tensor, scope: Scope): Tensor {
  if (penalty.shape[0] === 1) return sum(penalty);
  const counted = scope.counted();
  return divide(sum(multiply(penalty, counted)), maximum(sum(counted), constant(1)));
}

const tooMany = (args: ArgsOf<typeof params>): Misfit => {
  const { k, experts } = args;
  return {
    misfit: text('A task cannot read {k} of {experts} experts.', { k, experts }),
    remedy: text('Let `k` be at most {experts}, or let there be more experts.', { experts }),
    instead: showCall({ name: 'dselectK', args: { ...args, k: experts } }, params),
  };
};
