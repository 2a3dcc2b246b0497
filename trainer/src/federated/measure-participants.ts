/** How the model does for each participant by itself: the mean over them, whatever their size, and the one it does worst for. */
import { lookUp } from '../../../catalog';
import type { Plan } from '../../../contract/plan';
import { partsToCompare, type FederatedEvent, type Results } from '../../../contract/run-log';
import type { Evaluator } from '../loop/evaluator';
import type { Participant } from '../rows/participants';
import type { RowsInMemory } from '../rows/rows-in-memory';

/** More of them take too long after every round. */
const mostMeasured = 100;

/** Over validation rows where there are some, with the model that the evaluator has; undefined for too many participants. */
export async function measureParticipants(
  { tasks }: Pick<Plan, 'tasks'>,
  rows: RowsInMemory,
  participants: readonly Participant[],
  evaluator: Evaluator,
): Promise<FederatedEvent['each']> {
  if (participants.length > mostMeasured) return undefined;
  const part = partsToCompare.find((one) => one !== 'test' && rows.all.parts[one].length > 0)!;
  const measured: { readonly participant: string; readonly results: Results }[] = [];
  for (const { name, parts } of participants) {
    const own = parts[part];
    if (own.length === 0) continue;
    const tally = await evaluator.measure(rows.walk(own), own.length);
    measured.push({ participant: name, results: tally.results() });
  }
  const results = tasks.map((task) => {
    const names = [{ name: 'loss' }, ...task.metrics];
    const found = names.flatMap((metric) => {
      const values = measured.flatMap(({ participant, results }) => {
        const value = results[task.name]?.[metric.name] ?? null;
        return value === null ? [] : [{ participant, value }];
      });
      if (values.length === 0) return [];
      const mean = values.reduce((sum, { value }) => sum + value, 0) / values.length;
      const isHigherBetter = lookUp('metrics', metric.name)?.better === 'higher';
      const worst = values.reduce((a, b) =>
        (isHigherBetter ? b.value < a.value : b.value > a.value) ? b : a,
      );
      return [[metric.name, { mean, worst }] as const];
    });
    return [task.name, Object.fromEntries(found)] as const;
  });
  return { part, results: Object.fromEntries(results) };
}
