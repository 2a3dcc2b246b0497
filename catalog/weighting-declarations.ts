/** Declarations of weightings: how the losses of several tasks become one update. `needs` says what of a step a method works on. */
import type { Shape, Tensor } from '../graph/tensor';
import type { Declared } from './declared';
import type { ArgsOf, Parameters } from './parameter';

/** Tensors of a step by name. */
type Named = Readonly<Record<string, Tensor>>;
/** Numbers for each task, by name, and where they start. */
type StartOfTasks = Readonly<Record<string, number>>;
/** Numbers for each of something, by name, and where they start. */
type Starts<Each extends string> = Readonly<Record<string, { readonly each: Each; readonly start: number }>>;

/** What a weighting is given in a step. A task without labels in the batch has `present` 0 and must not influence the others. */
export interface WeightingStep {
  /** [tasks]. */
  readonly losses: Tensor;
  /** [tasks], 0 or 1. */
  readonly present: Tensor;
  /** By name, each [tasks]. */
  readonly kept: Named;
  /** Uniform numbers in [0, 1), new in every step. */
  random(name: string, shape: Shape): Tensor;
}

/**
 * What an update d of gradients g_i keeps to, whatever the arguments: `anyOrder`, that it is the same in whatever order the tasks stand;
 * `harmsNone`, that no g_i · d is below 0; `linear`, that it is linear in factors c > 0 of the g_i.
 */
export type Law = 'anyOrder' | 'harmsNone' | 'linear';

interface AnyWeighting<P extends Parameters> extends Declared<P> {
  readonly kind: 'weighting';
  /** Fewest tasks that it makes sense for. */
  readonly tasks: number;
  /** Most tasks that it can weigh; absent where that is no matter. */
  readonly most?: number;
  /** True where every loss must be above zero (logarithms, ratios, products). */
  readonly positive?: boolean;
  /** Numbers per task that change only between epochs, by name, and where they start. */
  readonly kept?: StartOfTasks;
  /** New `kept` numbers from the mean losses of the epochs so far, oldest first; those left out stay. */
  afterEpoch?(
    args: ArgsOf<P>,
    epochs: readonly (readonly number[])[],
  ): Readonly<Record<string, readonly number[]>>;
}

/** What an objective is given; `learned` and `moved` by name, each [tasks]. */
export interface ObjectiveStep extends WeightingStep {
  readonly learned: Named;
  readonly moved: Named;
}

interface ObjectiveWeighting<P extends Parameters, Step extends ObjectiveStep> extends AnyWeighting<P> {
  /** Numbers per task that the optimizer trains with the model, by name, and where they start. */
  readonly learned?: StartOfTasks;
  /** Numbers per task that it moves on itself in every step, by name, and where they start; those of a task without labels stay. */
  readonly moved?: StartOfTasks;
  /**
   * `objective` is the scalar to descend; `weights` [tasks] are what multiplies each loss in the total that is shown
   * (for a product of losses, the effective weights). `moved` is as it is after the step.
   */
  build(
    args: ArgsOf<P>,
    step: Step,
  ): { readonly objective: Tensor; readonly weights: Tensor; readonly moved?: Named };
  /** What is `moved` by what the step did: `after` [tasks] are the losses of the same batch with the parameters as they are after it. */
  afterStep?(args: ArgsOf<P>, step: Step & { readonly after: Tensor }): Named;
}

/** A weighting that is an objective of the losses, whose gradient everything goes along. */
export interface LossWeighting<P extends Parameters = Parameters> extends ObjectiveWeighting<
  P,
  ObjectiveStep
> {
  readonly needs: 'losses';
}

/** An objective too; `norms` [tasks] are ‖∇ L_i‖ over the last layer that the most tasks share, 0 for a task that does not reach it. */
export interface NormWeighting<P extends Parameters = Parameters> extends ObjectiveWeighting<
  P,
  ObjectiveStep & { readonly norms: Tensor }
> {
  readonly needs: 'norms';
}

/**
 * A weighting that combines the gradients of the tasks: parameters that several tasks reach go along d = sum_i w_i g_i, where g_i is the
 * gradient of task i over all of them; what belongs to one task alone goes along that task's own gradient.
 */
export interface GradientWeighting<P extends Parameters = Parameters> extends AnyWeighting<P> {
  readonly needs: 'gramian';
  readonly keeps: readonly Law[];
  /** True where all gradients are those of log L_i in place of L_i. */
  readonly logarithms?: boolean;
  /**
   * For a weighting whose g_i are running means of the gradients, g_i <- s g_i + (1 - s) gradient: the share s [tasks] that stays in an update,
   * which is number `updates` [tasks] of each task, from 1. They start at zero.
   */
  stays?(args: ArgsOf<P>, updates: Tensor): Tensor;
  /** Numbers that every step moves on, by name: one for each task or for each pair of tasks, and where they start. */
  readonly moved?: Starts<'task' | 'pair'>;
  /**
   * `gramian` is G = J J^T [tasks, tasks] of the rows g_i; those of tasks without labels are zero. Answers the weights w [tasks] and what
   * is `moved`, as it is after the step. Weights of tasks without labels are of no consequence.
   */
  combine(
    args: ArgsOf<P>,
    step: WeightingStep & { readonly gramian: Tensor; readonly moved: Named },
  ): { readonly weights: Tensor; readonly moved?: Named };
}

/**
 * A weighting that makes each coordinate of the update from that coordinate of the tasks' gradients, for what several tasks reach. What belongs to
 * one task alone goes along that task's own gradient, and the total that is shown is the sum of the losses.
 */
export interface CoordinateWeighting<P extends Parameters = Parameters> extends AnyWeighting<P> {
  readonly needs: 'coordinates';
  readonly keeps: readonly Law[];
  /** Of one parameter: from the gradient of each task that reaches it, zero without labels, to the direction. All have its shape. */
  combine(args: ArgsOf<P>, gradients: readonly Tensor[], random: WeightingStep['random']): Tensor;
}

/** How task losses become one update. Shared code switches on `needs`, never on a name. */
export type WeightingDeclaration<P extends Parameters = Parameters> =
  LossWeighting<P> | NormWeighting<P> | GradientWeighting<P> | CoordinateWeighting<P>;
