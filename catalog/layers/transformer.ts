/** The block of a transformer's encoder: attention, then two dense layers, each with a residual connection. */
import { add } from '../../graph';
import type { Tensor } from '../../graph/tensor';
import { dropOut } from '../common/drop-out';
import {
  attentionMisfit,
  attentionOptions,
  attentionParameters,
  selfAttention,
} from '../common/self-attention';
import { trueSteps } from '../common/true-steps';
import { defineLayer, isMisfit } from '../declaration';
import { integer, optional } from '../parameter';
import { within, type Scope } from '../scope';
import { dense } from './dense';
import { layerNorm } from './layer-norm';

export const transformer = defineLayer({
  name: 'transformer',
  doc:
    'A block of a transformer: what attention finds is added to each step, then what two dense layers make of it, the first with ' +
    'the activation gelu. Both read their input normalised (pre-norm). Put a `layerNorm` behind the last block.',
  cite:
    'Vaswani et al., Attention is all you need, NeurIPS 2017; Xiong et al., On layer normalization in the transformer ' +
    'architecture, ICML 2020',
  params: {
    ...attentionParameters,
    width: optional(
      integer({ doc: 'Units of the first dense layer; four times the features when left out.', min: 1 }),
    ),
    ...attentionOptions,
  },
  example: 'transformer(heads: 2, width: 8)',
  build({ heads, width, positions, dropout }, [x], scope) {
    const misfit = attentionMisfit('transformer', x!, heads);
    if (misfit) return misfit;
    const features = x!.shape[2]!;
    const looking = within(scope, 'attention');
    const found = selfAttention(normalise(x!, looking), { heads, positions, dropout }, looking);
    const seen = add(x!, dropOut(found, dropout, looking));
    const thinking = within(scope, 'dense');
    const hidden = through(
      normalise(seen, thinking),
      width ?? 4 * features,
      'gelu',
      within(thinking, 'first'),
    );
    const made = through(hidden, features, 'linear', within(thinking, 'second'));
    return trueSteps(add(seen, dropOut(made, dropout, thinking)), scope);
  },
});

const normalise = (x: Tensor, scope: Scope): Tensor =>
  built(layerNorm.build({ epsilon: 1e-5 }, [x], within(scope, 'norm')));

const through = (x: Tensor, units: number, activation: 'gelu' | 'linear', scope: Scope): Tensor =>
  built(dense.build({ units, activation }, [x], scope));

/** These layers read every sequence. */
function built(output: ReturnType<typeof dense.build>): Tensor {
  if (isMisfit(output)) throw new Error(`sequences do not fit: ${output.misfit.template}`);
  return output;
}
