/** Federated training from round to round: who takes part, what they make of the model, and what becomes of it. */
import { lookUp } from '../../../catalog';
import type { ScheduleMoment } from '../../../catalog/declaration';
import type { NamedValues } from '../executors/executor';
import type { Learner } from '../loop/learner';
import type { KeptPhase, Visit } from '../loop/phase';
import { StepMeans } from '../loop/step-means';
import type { Ending, Run } from '../run';
import { chooseParticipants } from './choose-participants';
import { Gathering, type Gathered, type Protection } from './gathering';
import type { KeptFederation } from './kept-federation';
import { Server } from './server';
import { rowsWithLabels, stepsOfRound, type Learning } from './taking-part';

/** What a round came to. */
export interface RoundDone extends Gathered {
  /** Participants that took part. */
  readonly chosen: number;
  /** Of all their steps. */
  readonly means: StepMeans;
}

export class Federation {
  readonly rounds: number;
  /** The part of the participants that is chosen. */
  readonly #fraction: number;
  readonly #run: Run;
  readonly #learner: Learner;
  readonly #all: readonly Learning[];
  readonly #tasks: readonly string[];
  readonly #protection: Protection | undefined;
  readonly #server: Server;
  /** What a schedule that watches the loss has seen of the rounds so far. */
  readonly #watched: number[];
  /** Steps of a round in which all take part. */
  readonly #stepsOfAll: number;
  #hasBegun = false;

  /** `states` hold the model that the first round begins with; a run that goes on has `kept` that of its round. */
  constructor(
    run: Run,
    learner: Learner,
    all: readonly Learning[],
    states: NamedValues,
    kept?: KeptFederation,
  ) {
    const { tasks, train } = run.plan;
    const { args } = train.federated!;
    [this.rounds, this.#fraction] = [args['rounds'] as number, args['fraction'] as number];
    this.#run = run;
    this.#learner = learner;
    this.#all = all;
    this.#tasks = tasks.map(({ name }) => name);
    this.#protection = train.privacy && {
      declared: lookUp('privacies', train.privacy.name)!,
      args: train.privacy.args,
      expected: this.#fraction * all.length,
    };
    this.#server = new Server(
      train.federated!,
      learner.training.travelling,
      kept?.model ?? states,
      kept?.slots,
    );
    this.#watched = [...(kept?.watched ?? [])];
    this.#stepsOfAll = stepsOfRound(run.plan, all);
  }

  /** Goes on in the middle of a round where it was `kept` there, with the phase of the participant that was at work. */
  async learnRound(
    round: number,
    kept?: { readonly federation: KeptFederation; readonly phase: KeptPhase },
  ): Promise<Ending | RoundDone> {
    const { training } = this.#learner;
    const { model } = this.#server;
    const chosen = chooseParticipants(this.#choice, round);
    const gathering = new Gathering(training.travelling, this.#tasks, model, this.#protection);
    const means = new StepMeans(training.layout);
    if (kept) {
      gathering.restore(kept.federation.gathered);
      means.restore(kept.federation.means);
    }
    const begun = kept?.federation.visit ?? 0;
    for (const [place, number] of chosen.entries()) {
      if (place < begun) continue;
      const { rows } = this.#all[number]!;
      const visit = this.#visit(round, place, gathering, means);
      const goesOn = kept && place === begun ? kept.phase : undefined;
      const ending = await this.#learner.learn({ rows, after: 0, visit }, goesOn);
      if (ending.kind === 'stopped') return { kind: 'stopped', states: model };
      if (ending.kind === 'failed') return ending;
      const labelled = rowsWithLabels(rows.patterns.train, this.#tasks);
      gathering.add(model, await this.#learner.states(), labelled);
    }
    const { epochs, seed } = this.#run.plan.train;
    this.#server.move(gathering.means(seed, round));
    await this.#learner.take(this.#server.model, round * epochs);
    return { ...gathering.told(), chosen: chosen.length, means };
  }

  /** The loss after a round, for a schedule that watches it. */
  watch(loss: number): void {
    this.#watched.push(loss);
  }

  get #choice() {
    const { privacy, seed } = this.#run.plan.train;
    return {
      participants: this.#all.length,
      fraction: this.#fraction,
      byChance: privacy !== undefined,
      seed,
    };
  }

  #visit(round: number, place: number, gathering: Gathering, means: StepMeans): Visit {
    const { plan } = this.#run;
    const { training, reached } = this.#learner;
    const { model, slots } = this.#server;
    const stepsLeft = (this.rounds - round + 1) * this.#fraction * this.#stepsOfAll;
    const isFirst = !this.#hasBegun;
    this.#hasBegun = true;
    return {
      epochsBefore: (round - 1) * plan.train.epochs,
      moment: this.#momentOf(round),
      lastStep: reached.steps + Math.ceil(stepsLeft),
      isFirst,
      states: { ...training.weightingStart(), ...model, ...training.anchorsAt(model) },
      keep: () => ({
        round,
        visit: place,
        model,
        slots,
        gathered: gathering.keep(),
        means: means.keep(),
        watched: Float64Array.from(this.#watched),
      }),
      endEpoch: (done) => means.join(done.keep()),
    };
  }

  /** Rates are those of the round: its steps are short of a whole run for each participant. */
  #momentOf(round: number): ScheduleMoment {
    return { step: round - 1, steps: this.rounds, epochs: this.rounds, losses: this.#watched };
  }
}
