/** Metrics of a task: each fits what it predicts, and none is measured twice. */
import type { Call } from '../../../../contract/plan';
import { metricMisfit, metricTwice } from '../problems/values';
import type { Value } from '../syntax/nodes';
import { namesFitting } from './catalog-names';
import type { CheckContext } from './context';
import { defaultCall } from './default-call';
import { readCall } from './read-call';
import { droppingItem, replacing } from './repairs';
import type { CheckedTarget } from './target';

/** A list, or one metric alone. */
export function readMetrics(
  context: CheckContext,
  value: Value | undefined,
  target: CheckedTarget | null,
): readonly Call[] | null {
  if (!value)
    return target ? target.declaration.defaultMetrics.map((name) => defaultCall('metric', name)) : null;
  const resolved = context.resolve(value);
  if (!resolved) return null;
  const items = resolved.kind === 'list' ? resolved.items : [value];
  const named = items.map((item) => context.written(item));
  const calls = items.map((item) => readMetric(context, item, target, named));
  const seen = new Set<string>();
  for (const [index, call] of calls.entries()) {
    if (call && seen.has(call.name))
      context.report(
        metricTwice(context.where(items[index]!), call.name, droppingItem(context, items[index]!, true)),
      );
    if (call) seen.add(call.name);
  }
  return calls.every((call) => call !== null) && seen.size === calls.length ? calls : null;
}

/** `named` are those of the list, which are not offered again. */
function readMetric(
  context: CheckContext,
  value: Value,
  target: CheckedTarget | null,
  named: readonly string[],
): Call | null {
  const read = readCall(context, 'metric', value);
  const name = target?.declaration.name;
  if (!read) return null;
  if (name && !read.declaration.fits.includes(name)) {
    const fitting = namesFitting('metric', name);
    const others = [
      ...replacing(context, value, ...fitting.filter((metric) => !named.includes(metric)).slice(0, 2)),
      ...(named.length > 1 ? droppingItem(context, value) : []),
    ];
    context.report(metricMisfit(context.where(value), read.call.name, name, fitting, others));
    return null;
  }
  return read.whole ? read.call : null;
}
