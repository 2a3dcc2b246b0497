/** What there is to say about the room that rows take: one factory for each problem code from MTL7090. */
import type { Problem } from '../../../contract/problem';
import { text } from '../../../contract/text';

/** Amounts of memory are written for a person, such as `1.9 GB`. */
export const rowsOnDisk = (needed: string, memory: string): Problem => ({
  code: 'MTL7090',
  severity: 'information',
  message: text(
    'The rows take {needed}, too much for the {memory} of memory that may be used: they are read from disk.',
    {
      needed,
      memory,
    },
  ),
  remedy: text(
    'Allow more with `mtl train --memory` or MTL_MEMORY if the machine has more; results are the same.',
  ),
});

export const rowsNeedMemory = (needed: string, memory: string): Problem => ({
  code: 'MTL7091',
  severity: 'error',
  message: text(
    'Co-training needs all rows in memory; they take {needed}, too much for the {memory} that may be used.',
    { needed, memory },
  ),
  remedy: text(
    'Choose fewer rows with `query`, allow more memory with `mtl train --memory` or MTL_MEMORY, or remove `cotrain`.',
  ),
});

export const samplingNeedsMemory = (needed: string, memory: string): Problem => ({
  code: 'MTL7093',
  severity: 'error',
  message: text(
    '`sampling` needs all rows in memory; they take {needed}, too much for the {memory} that may be used.',
    { needed, memory },
  ),
  remedy: text(
    'Choose fewer rows with `query`, allow more memory with `mtl train --memory` or MTL_MEMORY, or write `sampling: proportional`.',
  ),
  place: text('train'),
});

export const participantsNeedMemory = (needed: string, memory: string): Problem => ({
  code: 'MTL7125',
  severity: 'error',
  message: text(
    '`federated` needs all rows in memory; they take {needed}, too much for the {memory} that may be used.',
    { needed, memory },
  ),
  remedy: text(
    'Choose fewer rows with `query`, allow more memory with `mtl train --memory` or MTL_MEMORY, or remove `federated`.',
  ),
  place: text('train'),
});

export const networksNeedMemory = (needed: string, memory: string): Problem => ({
  code: 'MTL7094',
  severity: 'error',
  message: text(
    'Networks with a data set of their own need all rows in memory; they take {needed}, too much for the {memory} that may be used.',
    { needed, memory },
  ),
  remedy: text(
    'Choose fewer rows with `query`, allow more memory with `mtl train --memory` or MTL_MEMORY, or remove `data` from the networks.',
  ),
});

export const noRoomForRows = (folder: string, needed: string, free: string): Problem => ({
  code: 'MTL7092',
  severity: 'error',
  message: text('The rows need {needed} on disk while the run trains, and {free} are free.', {
    needed,
    free,
  }),
  remedy: text('Make room, choose another folder with `--out`, or allow more memory with `--memory`.'),
  place: text('{folder}', { folder }),
});
