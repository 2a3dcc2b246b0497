/** The sharing in which each task has layers of its own and takes a learned part of what those of others give. */
import { mix } from '../common/gate';
import { allFit, defineSharing, isMisfit } from '../declaration';
import { number } from '../parameter';
import type { Reading } from '../shared-block';

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
  build({ own }, { readers, trained, layer, scope }) {
    const tasks = readers.map(({ task }) => task);
    const others = tasks.length - 1;
    const ofOthers = (1 - own) / Math.max(others, 1);
    const ofOwn = 1 - ofOthers * others;
    let x = readers.map(({ reading }) => reading);
    for (const l of trained.keys()) {
      const h = allFit(tasks.map((task, j) => layer(l, task, x[j]!, tasks)));
      if (isMisfit(h)) return h;
      const isStitched = trained.slice(0, l + 1).includes(true) && trained[l + 1] !== false;
      x = tasks.map((task, i): Reading => {
        if (!isStitched) return [h[i]!];
        // What is taken last reaches the task itself alone.
        const unit = scope(`${task}/stitch${l + 1}`, l + 1 < trained.length ? tasks : [task]);
        const values = tasks.map((_, j) => (i === j ? ofOwn : ofOthers));
        const alpha = unit.parameter('weight', [1, tasks.length], { kind: 'values', values });
        return [mix(alpha, h)];
      });
    }
    return x.map(([flow]) => flow!);
  },
});
