/** The sampling of `train`, which says something where there are several data sets to draw rows from. */
import type { Call } from '../../../../contract/plan';
import { samplingIdle } from '../problems/data-sets';
import type { PropertyNode, Value } from '../syntax/nodes';
import type { CheckContext } from './context';
import { readCall } from './read-call';
import { droppingEntry } from './repairs';

/** Undefined where rows come as often as there are of them; null where it was not understood. `only`: the one data set that all rows come from. */
export function readSampling(
  context: CheckContext,
  value: Value | undefined,
  only: string | null,
  property: PropertyNode | undefined,
): Call | undefined | null {
  if (!value) return undefined;
  const read = readCall(context, 'sampling', value);
  if (!read?.whole) return null;
  if (only === null) return read.call;
  const fixes = property ? droppingEntry(context, property) : [];
  context.report(samplingIdle(context.where(value), only, fixes));
  return undefined;
}
