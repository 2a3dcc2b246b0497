/** What can keep rows from becoming what a model reads: one factory for each problem code from MTL7060. */
import type { Problem } from '../../../contract/problem';
import { text } from '../../../contract/text';

export const vocabulariesUnreadable = (file: string): Problem => ({
  code: 'MTL7060',
  severity: 'error',
  message: text('The run folder lacks the vocabularies that tell which ids the model knows words by.'),
  remedy: text('Put the file back from where the run was trained, or train again.'),
  place: text('{file}', { file }),
});
