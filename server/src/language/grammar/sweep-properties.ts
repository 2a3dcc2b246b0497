/** The properties of `sweep`: what can be varied, seeds, and what combinations are compared with. */
import type { PropertyForm } from './forms';

type Properties = Readonly<Record<string, PropertyForm>>;

const varied = (train: Properties): Properties =>
  Object.fromEntries(
    Object.entries(train).map(([name, { doc, value, example }]) => [
      name,
      {
        doc,
        value: value.kind === 'catalog' ? { ...value, list: true } : { kind: 'any' },
        example: `[${example}]`,
      },
    ]),
  );

/** Every property of `train` can be varied, and every constant of the file beside. */
export const sweepOver = (train: Properties): Properties => ({
  ...varied(train),
  seed: {
    doc: 'Seeds that every combination is repeated with.',
    value: { kind: 'any' },
    example: '1..5',
  },
  baseline: {
    doc: 'What the combinations are compared with. Default nothing but each other.',
    value: {
      kind: 'call',
      forms: {
        singleTask: {
          doc: 'Trains each task alone with the same budget, so that the gain of sharing is known.',
          params: {},
          example: 'singleTask',
        },
      },
    },
    example: 'singleTask',
  },
});
