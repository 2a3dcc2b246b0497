/** The sharing in which each task attends to some of the features that all share. */
import { concat, multiply } from '../../graph';
import type { Tensor } from '../../graph/tensor';
import { featureAxis } from '../common/feature-axis';
import { pointwise } from '../common/pointwise';
import { allFit, defineSharing, isMisfit, type Misfit } from '../declaration';
import type { Flow } from '../model/flow';
import { within, type Scope } from '../scope';

export const mtan = defineSharing({
  name: 'mtan',
  doc:
    'All tasks share the layers, and each masks what those with parameters give: âᵢ = σ(W₂ relu(W₁ [p, f(âᵢ)])) ⊙ p, where p are the shared ' +
    'features and f brings what the task has masked before to the same place. f is a second copy of the layers, which all tasks share too. ' +
    'Masks look at one row, step or pixel at a time.',
  cite: 'Liu, Johns & Davison, End-to-end multi-task learning with attention, CVPR 2019',
  params: {},
  example: 'mtan',
  tasks: 2,
  build: (_, { readers, trained, layer, scope }) =>
    allFit(
      readers.map(({ task, reading }): Flow | Misfit => {
        let x = reading;
        let masked: Flow | undefined;
        for (const [j, isTrained] of trained.entries()) {
          const p = layer(j, '', x, [task]);
          if (isMisfit(p)) return p;
          const before = masked && layer(j, 'attention', [masked], [task]);
          if (before && isMisfit(before)) return before;
          const tensors = before ? [p.tensor, before.tensor] : [p.tensor];
          masked = isTrained
            ? { ...p, tensor: mask(tensors, scope(`${task}/attention${j + 1}`, [task])) }
            : before;
          x = [p];
        }
        return masked ?? x[0]!;
      }),
    ),
});

/** `p` is what all tasks share, and `before` what the task has masked of the layer before. */
function mask([p, ...before]: readonly Tensor[], scope: Scope): Tensor {
  const axis = featureAxis(p!);
  const features = p!.shape[axis]!;
  const g = pointwise(concat([p!, ...before], axis), features, 'relu', within(scope, 'first'));
  const a = pointwise(g, features, 'sigmoid', within(scope, 'second'));
  return multiply(a, p!);
}
