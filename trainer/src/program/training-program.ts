/** Builds the program of a training step: forward, masked losses, weighting, gradients, updates, and what is reported. */
import { lookUp } from '../../../catalog';
import { buildModel } from '../../../catalog/model/build-model';
import { initialValues } from '../../../catalog/model/initial-values';
import type { Model } from '../../../catalog/model/model';
import type { Plan } from '../../../contract/plan';
import { constant, feed, minimum, substitute } from '../../../graph';
import { orderNodes } from '../../../graph/order';
import type { Program } from '../../../graph/program';
import { sizeOf, type Tensor } from '../../../graph/tensor';
import type { NamedValues } from '../executors/executor';
import { isPartlyFed } from '../rows/partly-fed';
import type { LabelledRows } from '../rows/row-store';
import { buildAnchors } from './anchors';
import { averagesOf, buildAverages, startOfAverages } from './averages';
import { groupByLabels } from './label-groups';
import { withPenalties } from './penalties';
import { buildReadings, type ReadingLayout } from './readings';
import { rowsOfStep } from './rows-of-step';
import { buildGathered } from './gathered';
import { simplifyProgram } from './simplify-program';
import { collectSubjects, countedFeed, fedFeed } from './subject';
import { tasksTaughtApart } from './tasks-taught-apart';
import { teachInSteps } from './teaching';
import { buildUpdates, type Trained } from './updates';
import { buildWeighting } from './weighting';
import { weightingState } from './weighting-states';

export interface TrainingProgram {
  /**
   * Feeds: those of the model and the labels, `rate` (float32 scalar) and, where they are used, `step` (int64 scalar), `epoch` (float32 scalar: how many of the phase are
   * over) and `counted`.
   */
  readonly program: Program;
  readonly layout: ReadingLayout;
  /** Values of all states before the first step; those that are not `given` follow from the seed. */
  start(given?: NamedValues): NamedValues;
  /** Those among them that the optimizer keeps beside what it trains. */
  optimizerStart(): NamedValues;
  /** Those that the weighting keeps. */
  weightingStart(): NamedValues;
  /** Those that go from participant to participant of federated training. */
  readonly travelling: readonly Travelling[];
  /** What holds participants to a model, from its states; none where nothing does. */
  anchorsAt(states: NamedValues): NamedValues;
}

/** A state that participants change and whose changes are put together. */
export interface Travelling {
  readonly name: string;
  /** A gradient moves it; else a layer gathers it. */
  readonly isTrained: boolean;
  /** Tasks whose labels change it: all of its numbers, or of each number a task, for those of a weighting. */
  readonly tasks: readonly string[];
  readonly isByTask: boolean;
}

export { weightingState };
/** Names of the feeds that are no data. */
export const rateFeed = 'rate';
export const stepFeed = 'step';
export const epochFeed = 'epoch';
/** Output: what each task's loss is multiplied with in the total, [tasks]. */
export const weightsOutput = 'weights';

export function buildTrainingProgram(plan: Plan, rows: LabelledRows): TrainingProgram {
  const { seed, optimizer } = plan.train;
  const batch = rowsOfStep(plan).all;
  const step = feed(stepFeed, [], 'int64');
  const rate = feed(rateFeed, []);
  const counted = feed(countedFeed, [batch]);
  const fed = Object.fromEntries(
    plan.inputs.flatMap((input) =>
      isPartlyFed(plan, input) ? [[input.name, feed(fedFeed(input.name), [batch])] as const] : [],
    ),
  );
  const model = buildModel(plan, { rows: batch, training: true, step, counted, fed });
  const apart = tasksTaughtApart(plan);
  const alone = collectSubjects(plan.tasks, model.heads, rows.tasks, batch, { apart });
  const epoch = feed(epochFeed, []);
  const averages = averagesOf(plan.cotrain, model);
  const subjects = teachInSteps(plan, alone, { model, averages, counted, fed, epoch, step });
  const { outputs, layout, scalars } = buildReadings(subjects);

  const present = minimum(outputs.counts, constant(1));
  const factors = plan.tasks.map(({ weight }) => weight);
  const weighting = buildWeighting(plan, { ...outputs, scalars, present, factors, step, model });
  const learned = Object.entries(weighting.learned);
  const sources = [...model.parameters.map(({ tensor }) => tensor), ...learned.map(([, source]) => source)];
  const anchors = buildAnchors(plan.train, model);
  const penalised = anchors.pull(withPenalties(weighting.gradients, model));
  const slopes = clip(plan.train, penalised, model.parameters.length);
  const groups = groupByLabels(plan, rows, subjects, present);
  const trained: Trained[] = sources.map((source, index) => {
    const parameter = model.parameters[index];
    if (parameter) return { name: parameter.name, source, gradient: slopes[index]!, ...groups(parameter) };
    const name = learned[index - model.parameters.length]![0];
    // Each task's number moves only with a label of that task.
    return { name: weightingState(name), source, gradient: slopes[index]!, present, group: 'weighting' };
  });
  const updates = buildUpdates(optimizer, trained.filter(isReached), rate);
  const unreached = trained.filter((one) => !isReached(one));
  const moved = { ...updates.states, ...keep(unreached.map(({ name, source }) => [name, source])) };
  /** The losses of the same batch with the parameters as they are after the step. */
  const after = (): Tensor => {
    const stepped = model.parameters.map(({ name, tensor }) => [tensor, moved[name]!.next] as const);
    return substitute([outputs.losses], new Map(stepped))[0]!;
  };
  const states = {
    ...moved,
    ...keep(model.frozen.map(({ name, tensor }) => [name, tensor])),
    ...buildAverages(averages, moved, step, groups),
    ...buildGathered(model, groups),
    ...anchors.states,
    ...weighting.states(after),
  };
  const all = { ...outputs, [weightsOutput]: weighting.shown, ...weighting.outputs };
  const starts = () => [
    ...[...model.parameters, ...model.frozen].map(
      ({ name, initial, tensor }) => [name, initialValues(initial, tensor.shape, seed, name)] as const,
    ),
    ...model.statistics.map(
      ({ name, start, tensor }) => [name, new Float32Array(sizeOf(tensor.shape)).fill(start)] as const,
    ),
  ];
  return {
    program: simplifyProgram({
      feeds: usedFeeds([...Object.values(all), ...Object.values(states).map(({ next }) => next)]),
      states,
      outputs: all,
    }),
    layout,
    start: (given = {}) => {
      const own = { ...Object.fromEntries(starts()), ...given };
      const beside = { ...updates.start(), ...weighting.start(), ...anchors.at(own) };
      return { ...own, ...startOfAverages(averages, own), ...beside };
    },
    optimizerStart: () => updates.start(),
    weightingStart: () => weighting.start(),
    travelling: travellingOf(
      plan,
      model,
      learned.map(([name]) => weightingState(name)),
    ),
    anchorsAt: (from) => anchors.at(from),
  };
}

/** What participants of federated training send of a model that they have trained: parameters, numbers of the weighting, statistics. */
function travellingOf({ tasks }: Plan, model: Model, learned: readonly string[]): readonly Travelling[] {
  return [
    ...model.parameters.map((one) => ({
      name: one.name,
      isTrained: true,
      tasks: one.tasks,
      isByTask: false,
    })),
    ...learned.map((name) => ({
      name,
      isTrained: true,
      tasks: tasks.map((task) => task.name),
      isByTask: true,
    })),
    ...model.statistics.map((one) => ({
      name: one.name,
      isTrained: false,
      tasks: one.tasks,
      isByTask: false,
    })),
  ];
}

/** Gradients as the optimizer sees them. Those of the model's parameters come first; numbers of the weighting are never clipped. */
function clip(
  { clip: call }: Plan['train'],
  slopes: readonly Tensor[],
  parameters: number,
): readonly Tensor[] {
  if (!call) return slopes;
  const declared = lookUp('clippings', call.name);
  if (!declared) throw new Error(`the catalog has no clipping ${call.name}`);
  return [...declared.clip(call.args as never, slopes.slice(0, parameters)), ...slopes.slice(parameters)];
}

/** Every feed that the tensors depend on, by name. */
export function usedFeeds(tensors: readonly Tensor[]): Program['feeds'] {
  const sources = orderNodes(tensors).filter(({ op }) => op === 'feed');
  return Object.fromEntries(sources.map((node) => [String(node.attributes['name']), node.outputs[0]!]));
}

/** States that a step does not change. */
export const keep = (sources: readonly (readonly [string, Tensor])[]): Program['states'] =>
  Object.fromEntries(sources.map(([name, source]) => [name, { source, next: source }]));

/** A block that no task stands on is never trained. */
const isReached = ({ group }: Trained): boolean => group !== '';
