/** `data` of a network: the data set whose labelled rows it may learn from. */
import { text } from '../../../../contract/text';
import { valueOfOtherForm } from '../problems/values';
import type { Value } from '../syntax/nodes';
import type { CheckContext } from './context';
import { findName } from './find-name';
import { replacing } from './repairs';

/** The name of the data set; null where it was reported. */
export function readNetworkData(context: CheckContext, value: Value): string | null {
  if (value.kind === 'missing') return null;
  if (value.kind === 'word') return findName(context, value.name, ['data'])?.name ?? null;
  const remedy = text('Write the name of one that is declared with `data`.');
  const names = context.symbols.ofKind('data').map(({ name }) => name);
  const fixes = replacing(context, value, ...names.slice(0, 3));
  context.report(valueOfOtherForm(context.where(value), text('A data set is expected here.'), remedy, fixes));
  return null;
}
