/** The weighting of a step: the gradient of everything that is trained, and what each loss counts in the total that is shown. */
import { lookUp } from '../../../catalog';
import type { GradientWeighting, LossWeighting } from '../../../catalog/declaration';
import type { Model } from '../../../catalog/model/model';
import { hashOf } from '../../../catalog/model/random-numbers';
import type { Plan } from '../../../contract/plan';
import { constant, divide, gradients, maximum, multiply, randomUniform, state } from '../../../graph';
import type { Program } from '../../../graph/program';
import { sizeOf, type Shape, type Tensor } from '../../../graph/tensor';
import type { NamedValues } from '../executors/executor';
import { combineGradients } from './combine-gradients';
import { buildCosines } from './cosines';
import { movedOn, unchanged, weightingState } from './weighting-states';

/** What the losses of a step are made of. */
export interface StepLosses {
  readonly model: Model;
  /** Sums over the labelled rows of the batch, and how many those are: [tasks], and as scalars. */
  readonly losses: Tensor;
  readonly counts: Tensor;
  readonly scalars: { readonly losses: readonly Tensor[]; readonly counts: readonly Tensor[] };
  /** [tasks], 0 or 1. */
  readonly present: Tensor;
  /** By task, as they are written: `weight: 0.5`. */
  readonly factors: readonly number[];
  readonly step: Tensor;
}

export interface StepWeighting {
  /** Of the model's parameters, and then of `learned`. */
  readonly gradients: readonly Tensor[];
  /** What multiplies each task's loss in the total that is shown: [tasks]. */
  readonly shown: Tensor;
  /** Numbers that the optimizer trains, by name. */
  readonly learned: Readonly<Record<string, Tensor>>;
  /** Those that it does not. */
  readonly states: Program['states'];
  readonly start: NamedValues;
  /** What it tells of a step beside the weights. */
  readonly outputs: Program['outputs'];
}

export function buildWeighting(plan: Plan, losses: StepLosses): StepWeighting {
  const { name } = plan.train.weighting;
  const declared = lookUp('weightings', name);
  if (!declared) throw new Error(`the catalog has no weighting ${name}`);
  return declared.needs === 'losses' ? descend(declared, plan, losses) : combine(declared, plan, losses);
}

/** One objective for everything. */
function descend(declared: LossWeighting, plan: Plan, given: StepLosses): StepWeighting {
  const { numbers, start, common, factors, losses } = collect(plan, given);
  const learned = numbers(declared.learned);
  const kept = numbers(declared.kept);
  const { args } = plan.train.weighting;
  const { objective, weights } = declared.build(args, { ...common, losses, learned, kept });
  const sources = [...given.model.parameters.map(({ tensor }) => tensor), ...Object.values(learned)];
  return {
    gradients: gradients(objective, sources),
    shown: multiply(weights, factors),
    learned,
    states: unchanged(kept),
    start,
    outputs: {},
  };
}

/** The gradients of the tasks, combined where several reach a parameter. */
function combine(declared: GradientWeighting, plan: Plan, given: StepLosses): StepWeighting {
  const { numbers, start, common, factors, losses, moving } = collect(plan, given);
  const kept = numbers(declared.kept);
  const moved = moving(declared.moved);
  const each = given.scalars.losses.map((loss, task) => {
    const mean = divide(loss, maximum(given.scalars.counts[task]!, constant(1)));
    return multiply(mean, constant(given.factors[task]!));
  });
  const tasks = plan.tasks.map(({ name }) => name);
  const rows = combineGradients(given.model.parameters, tasks, each);
  const { args } = plan.train.weighting;
  const { gramian } = rows;
  const made = declared.combine(args, { ...common, losses, kept, gramian, moved });
  const weights = multiply(made.weights, given.present);
  return {
    gradients: rows.along(weights),
    shown: multiply(weights, factors),
    learned: {},
    states: { ...unchanged(kept), ...movedOn(moved, made.moved ?? {}, given.present) },
    start,
    outputs: buildCosines(gramian, given.present),
  };
}

/** What both kinds are given, and the numbers that they keep from step to step. */
function collect(plan: Plan, { losses, counts, present, factors, step }: StepLosses) {
  const tasks = plan.tasks.length;
  const start: Record<string, Float32Array> = {};
  const keep = (name: string, shape: Shape, value: number): Tensor => {
    start[weightingState(name)] = new Float32Array(sizeOf(shape)).fill(value);
    return state(weightingState(name), shape);
  };
  const written = constant(factors, [tasks]);
  return {
    start,
    factors: written,
    losses: multiply(divide(losses, maximum(counts, constant(1))), written),
    numbers: (starts: Readonly<Record<string, number>> = {}): Record<string, Tensor> =>
      Object.fromEntries(Object.entries(starts).map(([name, value]) => [name, keep(name, [tasks], value)])),
    moving: (starts: GradientWeighting['moved'] = {}): Record<string, Tensor> =>
      Object.fromEntries(
        Object.entries(starts).map(([name, { each, start: value }]) => [
          name,
          keep(name, each === 'task' ? [tasks] : [tasks, tasks], value),
        ]),
      ),
    common: {
      present,
      random: (name: string, of: Shape) =>
        randomUniform(step, hashOf(`${plan.train.seed}\n${weightingState(name)}`), of),
    },
  };
}
