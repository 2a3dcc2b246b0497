/** The exchange in which networks have their first layers in common. */
import { defineLayerExchange } from '../declaration';
import { integer } from '../parameter';

export const parameters = defineLayerExchange({
  name: 'parameters',
  doc:
    'The first layers of all networks have the same parameters, which every network trains, while later layers and heads stay its own. Their ' +
    'layers, and the shapes that these read, must be alike. Each network keeps what layers gather and draw at random for itself, as the means of ' +
    '`batchNorm` and `dropout` do.',
  cite: 'Caruana, Multitask Learning, Machine Learning 28, 1997 (hard parameter sharing)',
  params: {
    first: integer({
      doc: 'How many of the first layers; one that holds others in braces counts as one.',
      min: 1,
    }),
  },
  example: 'parameters(first: 1)',
  counts: 'first',
});
