/** What a run goes through: epochs, or windows of a stream, whose rows are measured before they are trained on. */
import type { EpochEvent, Part, StartEvent } from '../../../contract/run-log';
import { t } from '../translate';

/** What the axes of a run's charts count. */
export const passName = (start: Pick<StartEvent, 'window'> | undefined): string =>
  start?.window === undefined ? t('epoch') : t('window');

/** The part of a pass's results that tells of the rows that were learned from. */
export const partLearned = (event: Pick<EpochEvent, 'window'>): Part => (event.window ? 'test' : 'train');
