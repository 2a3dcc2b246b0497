/** What runs tell, as the language asks for it: read in the background, and remembered while their files stay as they are. */
import type { RunAnswer, RunRequest } from '../../../../contract/trained-run';
import { createAnswerCache, type AnswerCache } from '../../../../data/answer-cache';
import { identifyRun, readTrainedRun } from './read-trained-run';

/** `onChange` is called when a request would be answered in another way. */
export const createRunCache = (
  onChange?: (request: RunRequest) => void,
): AnswerCache<RunRequest, RunAnswer> =>
  createAnswerCache<RunRequest, RunAnswer>({
    read: readTrainedRun,
    identify: identifyRun,
    pending: { state: 'pending' },
    onChange,
    size: 32,
  });
