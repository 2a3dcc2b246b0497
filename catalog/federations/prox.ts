/** The federation that keeps participants near the model that they were given: FedProx. */
import { roundsOfFederation } from '../common/rounds-of-federation';
import { defineFederation } from '../declaration';
import { number } from '../parameter';

export const prox = defineFederation({
  name: 'prox',
  doc:
    'Averages as `average` does, and pulls each participant back to the model that the round began with, so that participants whose rows ' +
    'differ stay near each other.',
  cite: 'Li, Sahu, Zaheer, Sanjabi, Talwalkar & Smith, Federated optimization in heterogeneous networks, MLSys 2020',
  params: {
    ...roundsOfFederation,
    mu: number({
      doc: 'How strongly it pulls: the loss of a participant grows by mu / 2 times the squared distance from where it began.',
      default: 0.01,
      min: 0,
    }),
  },
  example: 'prox(rounds: 20, mu: 0.01)',
  slots: 0,
  move: (_, change) => [change],
  pull: ({ mu }) => mu,
});
