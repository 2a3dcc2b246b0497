/** Problems of streams: what is followed, and what cannot go with rows that come once and in their order. */
import type { Fix } from '../../../../contract/problem';
import { listed, text, type Text } from '../../../../contract/text';
import { followedEndings } from '../../../../contract/data-files';
import { defineProblem } from './problem-kind';

export const followWithoutMode = defineProblem(
  'MTL3085',
  'A data set says that its rows still come, and training goes over them epoch after epoch.',
  (data: string, fixes: readonly Fix[]) => ({
    message: text('Rows of `{data}` still come, and `train` goes over all rows epoch after epoch.', { data }),
    remedy: text('Write `mode: online(window: 1000)` in `train`, or take `follow` away.'),
    fixes,
  }),
);

export const idleInStream = defineProblem(
  'MTL3086',
  'A property is written that says nothing where rows come once and in their order.',
  (property: string, fixes: readonly Fix[]) => ({
    message: text(
      '`{property}` says nothing here: with `mode` each row comes once, in the order of the file.',
      {
        property,
      },
    ),
    remedy: text('Remove it.'),
    severity: 'warning',
    fixes,
  }),
);

export const notInStream = defineProblem(
  'MTL3087',
  'Training over a stream is asked for together with something that needs all rows again and again.',
  (what: string, fixes: readonly Fix[]) => ({
    message: text('`{what}` needs the same rows again and again, and with `mode` each row comes once.', {
      what,
    }),
    remedy: text('Remove one of the two.'),
    fixes,
  }),
);

export const cannotFollow = defineProblem(
  'MTL3088',
  'A data set is to be followed that is not one growing file of lines.',
  (reason: Text, fixes: readonly Fix[]) => ({
    message: text('This data set cannot be followed: {reason}.', { reason }),
    remedy: text('Follow one file of lines ({endings}) as it is, or take `follow` away.', {
      endings: listed(followedEndings),
    }),
    fixes,
  }),
);

export const windowBelowBatch = defineProblem(
  'MTL3089',
  'A window of a stream has fewer rows than a batch.',
  (window: number, batch: number, fixes: readonly Fix[]) => ({
    message: text('A batch of {batch} rows does not fit in a window of {window}.', { batch, window }),
    remedy: text('Make the window larger or the batch smaller.'),
    fixes,
  }),
);

export const streamOfSeveral = defineProblem(
  'MTL5065',
  'Training over a stream is asked for with several data sets.',
  (names: readonly string[], fixes: readonly Fix[]) => ({
    message: text(
      'Rows come from {names}, and a stream is one data set: nobody knows in which order they would come.',
      {
        names: listed(names.map((name) => `\`${name}\``)),
      },
    ),
    remedy: text('Write the rows into one file in their order, or take `mode` away.'),
    fixes,
  }),
);

export const scheduleNeedsEnd = defineProblem(
  'MTL5066',
  'A schedule needs to know how many steps there will be, over a stream without an end.',
  (schedule: string, fixes: readonly Fix[]) => ({
    message: text(
      '`{schedule}` follows from how many steps there will be, and a followed stream has no end.',
      {
        schedule,
      },
    ),
    remedy: text(
      'Choose a schedule that goes by windows, such as `exponential` or `onPlateau`, or leave it out.',
    ),
    fixes,
  }),
);
