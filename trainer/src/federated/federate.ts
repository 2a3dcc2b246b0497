/** Federated training: participants learn apart from the same model, each from its own rows alone, and their changes are put together. */
import { privacySpent, type PrivacySpent } from '../../../catalog/plan/privacy-spent';
import type { Results } from '../../../contract/run-log';
import type { Place } from '../checkpoint/checkpoint';
import type { Evaluator } from '../loop/evaluator';
import type { Learner } from '../loop/learner';
import { watchedLoss } from '../loop/watched-loss';
import { countRows } from '../rows/label-patterns';
import { RowsInMemory } from '../rows/rows-in-memory';
import type { Ending, Run } from '../run';
import { Federation, type RoundDone } from './federation';
import { measureParticipants } from './measure-participants';
import { notProtected, participantsTooFew, participantsUnlabelled } from './problems';
import { learningOf, type Learning } from './taking-part';

/** A run that goes on begins at its `place`. */
export async function federate(
  run: Run,
  learner: Learner,
  evaluator: Evaluator,
  place?: Place,
): Promise<Ending> {
  const { plan, rows, log } = run;
  if (!(rows instanceof RowsInMemory)) throw new Error('participants need their rows in memory');
  const everybody = learningOf(rows);
  const all = everybody.filter(({ learnable }) => learnable > 0);
  if (all.length < 2) return { kind: 'failed', problem: participantsTooFew(all.length) };
  const kept = place?.federation ? { federation: place.federation, phase: place.phase } : undefined;
  if (!kept) {
    const idle = everybody.filter(({ learnable }) => learnable === 0);
    const names = idle.map(({ participant }) => participant.name);
    if (idle.length > 0) log.write({ kind: 'notice', problem: participantsUnlabelled(names) });
    if (plan.train.privacy) log.write({ kind: 'notice', problem: notProtected() });
  }
  const federation = new Federation(run, learner, all, await learner.states(), kept?.federation);
  const first = kept?.federation.round ?? 1;
  for (let round = first; round <= federation.rounds; round++) {
    const done = await federation.learnRound(round, round === first ? kept : undefined);
    if ('kind' in done) return done;
    await evaluator.load(await learner.states());
    const validation = await measureValidation(rows, evaluator);
    // Where nobody took part and nothing is measured there is no loss.
    if (done.chosen > 0 || validation) federation.watch(watchedLoss(plan, done.means.losses(), validation));
    await tellRound({ run, evaluator, rows, all, federation }, round, done, validation);
  }
  return { kind: 'finished' };
}

/** With the model of the round; undefined without validation rows. */
async function measureValidation(rows: RowsInMemory, evaluator: Evaluator): Promise<Results | undefined> {
  const count = countRows(rows.patterns.validation);
  return count > 0 ? (await evaluator.measure(rows.walkPart('validation'), count)).results() : undefined;
}

interface Told {
  readonly run: Run;
  readonly evaluator: Evaluator;
  readonly rows: RowsInMemory;
  readonly all: readonly Learning[];
  readonly federation: Federation;
}

/** As the last of its epochs, and as a round. */
async function tellRound(
  { run, evaluator, rows, all, federation: { rounds } }: Told,
  round: number,
  { chosen, length, shortened, means }: RoundDone,
  validation: Results | undefined,
): Promise<void> {
  const { plan, log } = run;
  const { epochs } = plan.train;
  log.write({
    kind: 'epoch',
    epoch: round * epochs,
    epochs: rounds * epochs,
    results: { train: means.results(), ...(validation ? { validation } : {}) },
    ...means.told(),
  });
  const each = await measureParticipants(
    plan,
    rows,
    all.map(({ participant }) => participant),
    evaluator,
  );
  const spent = privacySpent(plan.train, round);
  log.write({
    kind: 'federated',
    round,
    rounds,
    participants: all.length,
    chosen,
    length,
    ...(each ? { each } : {}),
    ...(spent ? { privacy: { ...toldOf(spent), shortened } } : {}),
  });
}

/** Infinity is no number of a log. */
const toldOf = ({ epsilon, delta }: PrivacySpent) => ({
  epsilon: Number.isFinite(epsilon) ? epsilon : null,
  delta,
});
