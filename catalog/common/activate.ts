/** The activation that layers take as an argument, by its name. */
import type { Tensor } from '../../graph/tensor';
import { activations } from '../activations';
import { choice } from '../parameter';

export type ActivationName = keyof typeof activations;

export const activationNames = Object.keys(activations) as ActivationName[];

/** The last argument of layers that compute: `dense(64, relu)`. */
export const activationParameter = choice(activationNames, {
  doc: 'What is applied to the result.',
  default: 'linear',
});

export const activate = (name: ActivationName, x: Tensor): Tensor => activations[name].apply(x);
