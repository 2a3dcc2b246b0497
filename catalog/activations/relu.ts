/** The rectifier. */
import { defineActivation } from '../declaration';
import * as graph from '../../graph';

export const relu = defineActivation({
  name: 'relu',
  doc: 'Keeps what is above zero and gives zero otherwise: max(0, x).',
  cite: 'Nair & Hinton, Rectified linear units improve restricted Boltzmann machines, ICML 2010',
  params: {},
  example: 'activation(relu)',
  apply: graph.relu,
});
