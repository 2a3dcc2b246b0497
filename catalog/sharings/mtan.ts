/** The sharing in which each task attends to some of the features that all share. */
import { concat, multiply } from '../../graph';
import { featureAxis } from '../common/feature-axis';
import { pointwise } from '../common/pointwise';
import { allFit, defineSharing, isMisfit, type Misfit } from '../declaration';
import type { Flow } from '../model/flow';
import { within } from '../scope';

export const mtan = defineSharing({
  name: 'mtan',
  doc:
    'All tasks share the layers, and each masks what they give, behind each layer with parameters and the layers such as pools that follow it: ' +
    'âᵢ = σ(W₂ relu(W₁ [p, f(âᵢ of the stage before)])) ⊙ p, where p are the shared features. Masks look at one row, step or pixel at a time; ' +
    'f is a second copy of the layers, which brings masked features to the next stage and which all tasks share too.',
  cite: 'Liu, Johns & Davison, End-to-end multi-task learning with attention, CVPR 2019',
  params: {},
  example: 'mtan',
  tasks: 2,
  build: (_, { readers, stages, stage, scope }) =>
    allFit(
      readers.map(({ task, reading }): Flow | Misfit => {
        let x = reading;
        let masked: Flow | undefined;
        for (let j = 0; j < stages; j++) {
          const p = stage(j, '', x, [task]);
          if (isMisfit(p)) return p;
          const before = masked && stage(j, 'attention', [masked], [task]);
          if (before && isMisfit(before)) return before;
          const axis = featureAxis(p.tensor);
          const width = p.tensor.shape[axis]!;
          const seen = before ? concat([p.tensor, before.tensor], axis) : p.tensor;
          const module = scope(`${task}/attention${j + 1}`, [task]);
          const g = pointwise(seen, width, 'relu', within(module, 'first'));
          const a = pointwise(g, width, 'sigmoid', within(module, 'second'));
          masked = { ...p, tensor: multiply(a, p.tensor) };
          x = [p];
        }
        return masked!;
      }),
    ),
});
