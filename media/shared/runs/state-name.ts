/** How a run stands, in a word. */
import type { ComparedRun } from '../../../contract/comparison';
import { t } from '../translate';

export function stateName(state: ComparedRun['state']): string {
  const names = {
    preparing: () => t('preparing'),
    running: () => t('running'),
    completed: () => t('completed'),
    stopped: () => t('stopped'),
    failed: () => t('failed'),
    lost: () => t('lost'),
  } satisfies Record<ComparedRun['state'], () => string>;
  return names[state]();
}
