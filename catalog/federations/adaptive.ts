/** The federation whose steps adapt to how much each number has moved: FedAdam. */
import { roundsOfFederation } from '../common/rounds-of-federation';
import { defineFederation } from '../declaration';
import { number } from '../parameter';

export const adaptive = defineFederation({
  name: 'adaptive',
  doc: 'Takes the mean of what participants have changed for the gradient of a step of Adam: numbers that hardly move take longer steps.',
  cite: 'Reddi, Charles, Zaheer, Garrett, Rush, Konečný, Kumar & McMahan, Adaptive federated optimization, ICLR 2021',
  params: {
    ...roundsOfFederation,
    rate: number({ doc: 'Length of a step.', default: 0.01, above: 0 }),
    beta1: number({
      doc: 'Share of the running mean of changes that is kept in every round.',
      default: 0.9,
      published: true,
      min: 0,
      below: 1,
    }),
    beta2: number({
      doc: 'Share of the running mean of squared changes that is kept in every round.',
      default: 0.99,
      published: true,
      min: 0,
      below: 1,
    }),
    tau: number({
      doc: 'How little it adapts: it is added to the root of the mean square.',
      default: 0.001,
      above: 0,
    }),
  },
  example: 'adaptive(rounds: 20, rate: 0.01)',
  slots: 2,
  move({ rate, beta1, beta2, tau }, change, [mean, square]) {
    // m ← β₁ m + (1 - β₁) Δ;  v ← β₂ v + (1 - β₂) Δ²;  x ← x + η m / (√v + τ)
    const m = beta1 * mean! + (1 - beta1) * change;
    const v = beta2 * square! + (1 - beta2) * change ** 2;
    return [(rate * m) / (Math.sqrt(v) + tau), m, v];
  },
});
