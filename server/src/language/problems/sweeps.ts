/** Problems of designed experiments: what cannot be varied, and what says nothing (MTL305x). */
import type { Fix } from '../../../../contract/problem';
import { listed, text, type Text } from '../../../../contract/text';
import { defineProblem } from './problem-kind';

export const factorUnknown = defineProblem(
  'MTL3050',
  'A sweep varies something that is neither a constant nor a property of `train`.',
  (name: string, nearest: string | undefined, known: readonly string[], fixes: readonly Fix[]) => ({
    message: text(
      '`{name}` cannot be varied: it is neither a constant of the file nor a property of `train`.',
      {
        name,
      },
    ),
    remedy: nearest
      ? text('Did you mean `{nearest}`?', { nearest })
      : text('Choose from {names}, or declare it with `let`.', { names: listed(known) }),
    fixes,
  }),
);

export const levelsMissing = defineProblem(
  'MTL3051',
  'A factor of a sweep has no values, or not those that a list or a range has.',
  (misfit: Text, example: string, fixes: readonly Fix[]) => ({
    message: misfit,
    remedy: text('Write values as in `{example}`, or whole numbers as in `1..5`.', { example }),
    fixes,
  }),
);

export const levelTwice = defineProblem(
  'MTL3052',
  'A factor of a sweep has the same value twice.',
  (level: string, name: string, fixes: readonly Fix[]) => ({
    message: text('`{name}` has the value `{level}` twice, which is trained once.', { level, name }),
    remedy: text('Remove it.'),
    severity: 'warning',
    fixes,
  }),
);

export const sweepTooLarge = defineProblem(
  'MTL3053',
  'A sweep asks for more runs than one sweep may have.',
  (runs: number, most: number, fixes: readonly Fix[]) => ({
    message: text('These are {runs} runs; a sweep has {most} at most.', { runs, most }),
    remedy: text('Leave out values or seeds, or vary one thing after the other.'),
    fixes,
  }),
);

export const sweepOfNothing = defineProblem(
  'MTL3054',
  'A sweep varies nothing, has no seeds and compares with nothing.',
  (fixes: readonly Fix[]) => ({
    message: text('This `sweep` varies nothing.'),
    remedy: text('Add a line such as `seed: 1..5` or `weighting: [equal, uncertainty]`.'),
    severity: 'warning',
    fixes,
  }),
);

export const baselineOfOne = defineProblem(
  'MTL3055',
  'A sweep compares with each task trained alone, and there is one task that shares nothing.',
  (fixes: readonly Fix[]) => ({
    message: text('There is one task, and nothing teaches it: trained alone it is the same.'),
    remedy: text('Leave out `baseline`, or add a task.'),
    severity: 'warning',
    fixes,
  }),
);

export const combinationFaulty = defineProblem(
  'MTL3056',
  'A combination of values that a sweep asks for cannot be trained.',
  (settings: string, { message, remedy }: { readonly message: Text; readonly remedy: Text }) => ({
    message: text('With {settings}: {message}', { settings, message }),
    remedy,
  }),
);

export const sweepMissing = defineProblem('MTL3057', 'A file is to be swept that has no `sweep`.', () => ({
  message: text('This file has no `sweep`, which says what is varied.'),
  remedy: text('Add one, such as `sweep { seed: 1..5 }`, or train the file once.'),
}));
