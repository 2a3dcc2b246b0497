/** Co-training: learns from the labels of the data, then round after round passes labels on and learns again. */
import type { Place } from '../checkpoint/checkpoint';
import type { Evaluator } from '../loop/evaluator';
import type { Learner } from '../loop/learner';
import { measureParts } from '../loop/measure-parts';
import { nothingToPassOn } from '../problems';
import { RowsInMemory } from '../rows/rows-in-memory';
import type { TaskLabels } from '../rows/training-rows';
import type { Ending, Run } from '../run';
import { Pair } from './pair';

/** Round 0 passes nothing on. Ends before the last round when every pair is stable. A run that goes on begins at its `place`. */
export async function coTrain(
  run: Run,
  learner: Learner,
  evaluator: Evaluator,
  place?: Place,
): Promise<Ending> {
  const { plan, rows, log } = run;
  if (!(rows instanceof RowsInMemory)) throw new Error('co-training needs its rows in memory');
  const pairs = plan.cotrain.map((_, index) => new Pair(plan, rows, index));
  const kept = place?.rounds ?? undefined;
  for (const pair of pairs) {
    if (!kept && pair.isIdle)
      log.write({ kind: 'notice', problem: nothingToPassOn(plan.tasks[pair.task]!.name) });
  }
  const rounds = Math.max(...plan.cotrain.map((cotrain) => cotrain.rounds));
  let labels: readonly TaskLabels[] = rows.labels;
  for (const [index, pair] of pairs.entries()) {
    labels = labels.with(pair.task, kept ? pair.restore(kept.pairs[index]!) : pair.start);
  }
  for (let round = kept?.round ?? 0; round <= rounds; round++) {
    const isKept = round === kept?.round;
    const active = pairs.filter((pair) => round === 0 || !pair.isOver);
    if (active.length === 0) break;
    if (round > 0 && !isKept) {
      for (const pair of active) {
        labels = labels.with(pair.task, await pair.passOn(round, labels[pair.task]!, evaluator));
      }
    }
    const phase = {
      rows: rows.withLabels(labels),
      round,
      after: rounds - round,
      rounds: { round, pairs: pairs.map((pair) => pair.keep(labels[pair.task]!)) },
    };
    const ending = await learner.learn(phase, isKept ? place?.phase : undefined);
    if (ending.kind !== 'finished') return ending;
    await evaluator.load(await learner.states());
    const measured = await measureParts(evaluator, rows);
    for (const pair of active) if (!pair.isAlone) log.write(await pair.endRound(round, evaluator, measured));
  }
  return { kind: 'finished' };
}
