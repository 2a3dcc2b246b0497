/** The sharing in which a gate for each task mixes experts that all tasks share with experts of its own. */
import { gated } from '../common/gate';
import { expertCounts, noExperts } from '../common/expert-counts';
import { allFit, defineSharing, isMisfit } from '../declaration';
import { numbered } from '../shared-block';

export const cgc = defineSharing({
  name: 'cgc',
  doc:
    'Makes experts of the block, each with the layers of the block and parameters of its own: some that all tasks share, and some for each task ' +
    'alone. Each task reads the mixture that its own gate makes of the shared experts and its own ones, for each row by what the block reads ' +
    '(customized gate control).',
  cite: 'Tang et al., Progressive layered extraction (PLE): a novel multi-task learning model for personalized recommendations, RecSys 2020',
  params: expertCounts,
  example: 'cgc(shared: 2, own: 1)',
  tasks: 2,
  build({ shared, own }, { readers, layers, scope }) {
    if (shared + own === 0) return noExperts('cgc');
    return allFit(
      readers.map(({ task, reading: x }) => {
        const experts = [...numbered('shared', shared), ...numbered(`${task}/own`, own)];
        const f = allFit(experts.map((expert) => layers(expert, x, [task])));
        return isMisfit(f) ? f : gated('cgc', x, f, scope(`${task}/gate`, [task]));
      }),
    );
  },
});
