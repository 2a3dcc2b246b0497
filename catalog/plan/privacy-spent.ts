/** How much of the participants' privacy a plan spends. */
import { lookUp } from '..';
import type { TrainPlan } from '../../contract/plan';

export interface PrivacySpent {
  /** Infinite where nothing is protected. */
  readonly epsilon: number;
  readonly delta: number;
  readonly rounds: number;
}

/** After all rounds, or after the first ones; undefined where nobody asked for any. */
export function privacySpent(
  { federated, privacy }: Pick<TrainPlan, 'federated' | 'privacy'>,
  rounds?: number,
): PrivacySpent | undefined {
  const declared = privacy && lookUp('privacies', privacy.name);
  if (!federated || !declared) return undefined;
  const fraction = federated.args['fraction'] as number;
  const counted = rounds ?? (federated.args['rounds'] as number);
  return {
    epsilon: declared.spent(privacy.args as never, fraction, counted),
    delta: privacy.args['delta'] as number,
    rounds: counted,
  };
}
