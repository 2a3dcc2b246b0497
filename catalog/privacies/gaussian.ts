/** The privacy of participants by bounded changes and normal noise. */
import { epsilonOf, subsampledGaussian } from '../common/renyi-accountant';
import { definePrivacy } from '../declaration';
import { number } from '../parameter';

export const gaussian = definePrivacy({
  name: 'gaussian',
  doc:
    'Shortens the whole change of a participant to the length `clip` where it is longer, and adds normal noise to the sum of the changes, so that ' +
    'the model hardly tells whether somebody took part. The run tells the epsilon that is spent.',
  cite:
    'McMahan, Ramage, Talwar & Zhang, Learning differentially private recurrent language models, ICLR 2018; Geyer, Klein & Nabi, ' +
    'Differentially private federated learning: a client level perspective, arXiv:1712.07557, 2017; Mironov, Talwar & Zhang, ' +
    'Rényi differential privacy of the sampled Gaussian mechanism, arXiv:1908.10530, 2019',
  params: {
    clip: number({
      doc: 'The longest change of a participant: the root of the sum of squares over all numbers of the model.',
      default: 1,
      above: 0,
    }),
    noise: number({
      doc: 'Standard deviation of the noise on the sum of the changes, as a multiple of `clip`; 0 protects nothing.',
      default: 1,
      min: 0,
    }),
    delta: number({
      doc: 'The probability with which the bound epsilon may not hold; far below one by the number of participants.',
      default: 1e-5,
      above: 0,
      below: 1,
    }),
  },
  example: 'gaussian(clip: 1, noise: 1, delta: 1e-5)',
  shorten: ({ clip }, length) => Math.min(1, clip / length),
  deviation: ({ clip, noise }) => noise * clip,
  spent: ({ noise, delta }, fraction, rounds) =>
    noise === 0 ? Infinity : epsilonOf(subsampledGaussian(fraction, noise), rounds, delta),
});
