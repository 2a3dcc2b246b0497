/** The sharing in which each task has layers of its own and takes a learned part of what those of others give. */
import { mix } from '../common/gate';
import { allFit, defineSharing, isMisfit } from '../declaration';
import type { Flow } from '../model/flow';
import { number } from '../parameter';

export const crossStitch = defineSharing({
  name: 'crossStitch',
  doc:
    'Gives each task layers of its own. Behind each layer with parameters, and those such as pools that follow it, every task goes on with a sum ' +
    'of what all tasks have there, x̃ᵢ = Σⱼ αᵢⱼ xⱼ, with trained numbers α.',
  cite: 'Misra et al., Cross-stitch networks for multi-task learning, CVPR 2016',
  params: {
    own: number({
      doc: 'How much a task takes of its own features at the start; the others share the rest of 1.',
      default: 0.9,
      min: 0,
      max: 1,
    }),
  },
  example: 'crossStitch(own: 0.9)',
  tasks: 2,
  mixes: true,
  build({ own }, { readers, stages, stage, scope }) {
    const all = readers.map(({ task }) => task);
    const others = all.length - 1;
    const ofOthers = (1 - own) / Math.max(others, 1);
    const ofOwn = 1 - ofOthers * others;
    let x = readers.map(({ reading }) => reading);
    let mixed: readonly Flow[] = [];
    for (let l = 0; l < stages; l++) {
      const features = allFit(all.map((task, j) => stage(l, task, x[j]!, all)));
      if (isMisfit(features)) return features;
      mixed = all.map((task, i) => {
        // What is taken last reaches the task itself alone.
        const unit = scope(`${task}/stitch${l + 1}`, l === stages - 1 ? [task] : all);
        const values = all.map((_, j) => (i === j ? ofOwn : ofOthers));
        const alpha = unit.parameter('weight', [1, all.length], { kind: 'values', values });
        return mix(alpha, features);
      });
      x = mixed.map((flow) => [flow]);
    }
    return mixed;
  },
});
