/** The federation by means: federated averaging, with momentum where wanted. */
import { roundsOfFederation } from '../common/rounds-of-federation';
import { defineFederation } from '../declaration';
import { number } from '../parameter';

export const average = defineFederation({
  name: 'average',
  doc: 'Moves the model by the mean of what participants have changed, and with momentum along a running sum of such means.',
  cite:
    'McMahan, Moore, Ramage, Hampson & Agüera y Arcas, Communication-efficient learning of deep networks from decentralized data, AISTATS 2017; ' +
    'momentum: Hsu, Qi & Brown, Measuring the effects of non-identical data distribution for federated visual classification, arXiv:1909.06335, 2019',
  params: {
    ...roundsOfFederation,
    rate: number({
      doc: 'How far the model follows the mean change; 1 goes all the way.',
      default: 1,
      above: 0,
    }),
    momentum: number({
      doc: 'Share of the running sum that is kept in every round.',
      default: 0,
      min: 0,
      below: 1,
    }),
  },
  example: 'average(rounds: 20)',
  slots: 1,
  move({ rate, momentum }, change, [velocity]) {
    // v ← β v + Δ;  x ← x + η v
    const next = momentum * velocity! + change;
    return [rate * next, next];
  },
});
