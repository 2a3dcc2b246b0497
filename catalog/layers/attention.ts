/** The layer in which each step of a sequence looks at all others. */
import {
  attentionMisfit,
  attentionOptions,
  attentionParameters,
  selfAttention,
} from '../common/self-attention';
import { defineLayer } from '../declaration';

export const attention = defineLayer({
  name: 'attention',
  doc:
    'Gives each step of a sequence a mean of all steps, weighted by how well they answer to it: self-attention with several ' +
    'heads. The number of features stays the same.',
  cite: 'Vaswani et al., Attention is all you need, NeurIPS 2017',
  params: { ...attentionParameters, ...attentionOptions },
  example: 'attention(heads: 2)',
  build: (args, [x], scope) => attentionMisfit('attention', x!, args.heads) ?? selfAttention(x!, args, scope),
});
