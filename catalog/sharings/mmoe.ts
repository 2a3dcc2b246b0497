/** The sharing in which a gate for each task mixes experts that all tasks share. */
import { gated } from '../common/gate';
import { allFit, defineSharing, isMisfit } from '../declaration';
import { integer } from '../parameter';
import { numbered } from '../shared-block';

export const mmoe = defineSharing({
  name: 'mmoe',
  doc:
    'Makes several experts of the block, each with the layers of the block and parameters of its own. Each task reads the mixture that its own ' +
    'gate makes of them, hᵢ = Σₑ softmax(Wᵢ x)ₑ fₑ(x), for each row by what the block reads; of a sequence by the mean of its true steps.',
  cite: 'Ma et al., Modeling task relationships in multi-task learning with multi-gate mixture-of-experts, KDD 2018',
  params: {
    experts: integer({ doc: 'How many experts there are.', default: 4, min: 1 }),
  },
  example: 'mmoe(experts: 4)',
  tasks: 2,
  build({ experts }, { readers, layers, scope }) {
    return allFit(
      readers.map(({ task, reading: x }) => {
        const f = allFit(numbered('expert', experts).map((expert) => layers(expert, x, [task])));
        return isMisfit(f) ? f : gated('mmoe', x, f, scope(`${task}/gate`, [task]));
      }),
    );
  },
});
