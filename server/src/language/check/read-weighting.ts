/** The weighting of `train`, and whether there are as many tasks as it takes. */
import type { Call } from '../../../../contract/plan';
import { catalog } from '../../../../catalog';
import type { WeightingDeclaration } from '../../../../catalog/declaration';
import { tasksTooFew, tasksTooMany } from '../problems/weightings';
import type { PropertyNode, Value } from '../syntax/nodes';
import type { CheckContext } from './context';
import { defaultCall } from './default-call';
import { readCall } from './read-call';
import { droppingEntry, replacing } from './repairs';

/** Null where it was not understood. */
export function readWeighting(
  context: CheckContext,
  value: Value | undefined,
  { size: count }: { readonly size: number },
  property: PropertyNode | undefined,
): Call | null {
  if (!value) return defaultCall('weighting', 'equal');
  const read = readCall(context, 'weighting', value);
  if (!read?.whole) return null;
  const { tasks: least, most = Infinity, needs, name } = read.declaration;
  const where = context.where(value);
  const dropping = property ? droppingEntry(context, property) : [];
  if (count > 0 && count < least) context.report(tasksTooFew(where, name, least, count, dropping));
  else if (count > most) {
    const others = all.filter((each) => each.needs === needs && (each.most ?? Infinity) >= count);
    const fixes = others.slice(0, 3).flatMap((each) => replacing(context, value, each.name));
    context.report(
      tasksTooMany(
        where,
        name,
        most,
        count,
        others.map((each) => each.name),
        fixes,
      ),
    );
  }
  return read.call;
}

const all: readonly WeightingDeclaration[] = Object.values(catalog.weightings);
