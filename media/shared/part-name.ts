/** What the parts of a data set are called. */
import type { Part } from '../../contract/run-log';
import { t } from './translate';

export function partName(part: Part): string {
  const names = {
    train: () => t('train'),
    validation: () => t('validation'),
    test: () => t('test'),
  } satisfies Record<Part, () => string>;
  return names[part]();
}
