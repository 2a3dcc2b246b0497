/** A source as it is written in a file: the name of a table, or a call that reads files. */
import type { SourceForm } from '../../../../contract/plan';
import { writeString } from '../syntax/string-literal';

export function writeSource(paths: readonly string[], form?: SourceForm): string {
  const written = paths.map(writeString);
  if (!form) return written.length === 1 ? written[0]! : `[${written.join(', ')}]`;
  const label = form.kind === 'idx' ? [] : [`label: ${form.label ?? 'none'}`];
  return `${form.kind}(${[...written, ...label].join(', ')})`;
}
