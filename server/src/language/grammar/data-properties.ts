/** The properties of `data`: where rows come from, and how they fall into parts and to participants. */
import type { PropertyForm } from './forms';
import { sourceForms } from './source-forms';

export const data: Readonly<Record<string, PropertyForm>> = {
  source: {
    doc:
      'The file that rows come from, or a glob or list of files: csv, tsv, json, jsonl, parquet; relative to the .mtl file. Or files that are rows ' +
      'themselves, as in `images("photos/", label: folder)`.',
    required: true,
    value: { kind: 'source', forms: sourceForms },
    example: '"digits.csv"',
  },
  query: {
    doc: 'SQL over the file, which the query calls `source`.',
    value: { kind: 'text' },
    example: '"select * from source where quality > 0.5"',
  },
  split: {
    doc: 'Shares of train, validation and test rows, or a column that holds these words. Default [80%, 10%, 10%].',
    value: { kind: 'split' },
    example: '[80%, 10%, 10%]',
  },
  stratify: {
    doc: 'A column whose values keep their proportions in every part.',
    value: { kind: 'column' },
    example: 'label',
  },
  group: {
    doc: 'A column whose equal values stay in one part, such as the patient of several scans.',
    value: { kind: 'column' },
    example: 'patient',
  },
  client: {
    doc: 'With `federated`: the column whose equal values are rows of one participant, such as the hospital of a patient. Default: the data set is one participant.',
    value: { kind: 'column' },
    example: 'hospital',
  },
  seed: {
    doc: 'Number that the random split follows from. Default 0.',
    value: { kind: 'number', integer: true, min: 0, max: 4294967295, default: 0 },
    example: '7',
  },
  follow: {
    doc: 'Whether rows are read as others append them to the file, until the run is stopped. Needs `mode` in `train`, and begins when the first window is there. Default false.',
    value: { kind: 'flag' },
    example: 'true',
  },
};
