/** Declarations of how a step changes parameters: optimizers, schedules, clippings and weightings. */
import type { Tensor, Shape } from '../graph/tensor';
import type { Declared } from './declared';
import type { ArgsOf, Parameters } from './parameter';

/** One parameter tensor in one step. `rate` and `step` (from 1) are float32 scalars. */
export interface OptimizerStep {
  readonly parameter: Tensor;
  readonly gradient: Tensor;
  readonly slots: Readonly<Record<string, Tensor>>;
  readonly rate: Tensor;
  readonly step: Tensor;
}

/** One update of one parameter tensor, written in graph ops. */
export interface OptimizerDeclaration<P extends Parameters = Parameters> extends Declared<P> {
  readonly kind: 'optimizer';
  /** Tensors of the parameter's shape kept beside it, all starting at zero. */
  readonly slots: readonly string[];
  /** Answers the new parameter and the new slots. */
  update(args: ArgsOf<P>, now: OptimizerStep): Pick<OptimizerStep, 'parameter' | 'slots'>;
}

/** Where training stands before a step: `step` of `steps`, from 0, in `epochs` of equally many. */
export interface ScheduleMoment {
  readonly step: number;
  readonly steps: number;
  readonly epochs: number;
  /** What the loss was after each epoch that is over, oldest first, for a schedule that `watches` it; else empty. */
  readonly losses: readonly number[];
}

/** Factor of the learning rate over time; computed on the host and fed to the program. */
export interface ScheduleDeclaration<P extends Parameters = Parameters> extends Declared<P> {
  readonly kind: 'schedule';
  /** True where the rate follows from losses, so that it is not known before an epoch is over. */
  readonly watches?: boolean;
  factor(args: ArgsOf<P>, now: ScheduleMoment): number;
}

/** What becomes of gradients that are too large, before the optimizer sees them. */
export interface ClippingDeclaration<P extends Parameters = Parameters> extends Declared<P> {
  readonly kind: 'clipping';
  /** `gradients` are those of all parameters of the model, each of its parameter's shape; answers as many of the same shapes. */
  clip(args: ArgsOf<P>, gradients: readonly Tensor[]): readonly Tensor[];
}

/** What a weighting is given in a step. A task without labels in the batch has `present` 0 and must not influence the others. */
export interface WeightingStep {
  /** [tasks]. */
  readonly losses: Tensor;
  /** [tasks], 0 or 1. */
  readonly present: Tensor;
  /** By name, each [tasks]. */
  readonly kept: Readonly<Record<string, Tensor>>;
  /** Uniform numbers in [0, 1), new in every step. */
  random(name: string, shape: Shape): Tensor;
}

interface AnyWeighting<P extends Parameters> extends Declared<P> {
  readonly kind: 'weighting';
  /** Fewest tasks that it makes sense for. */
  readonly tasks: number;
  /** Most tasks that it can weigh; absent where that is no matter. */
  readonly most?: number;
  /** True where every loss must be above zero (logarithms, ratios, products). */
  readonly positive?: boolean;
  /** Numbers per task that change only between epochs, by name, and where they start. */
  readonly kept?: Readonly<Record<string, number>>;
  /** New `kept` numbers from the mean losses of the epochs so far, oldest first. */
  afterEpoch?(
    args: ArgsOf<P>,
    epochs: readonly (readonly number[])[],
  ): Readonly<Record<string, readonly number[]>>;
}

/** A weighting that is an objective of the losses, whose gradient everything goes along. */
export interface LossWeighting<P extends Parameters = Parameters> extends AnyWeighting<P> {
  readonly needs: 'losses';
  /** Numbers per task that the optimizer trains with the model, by name, and where they start. */
  readonly learned?: Readonly<Record<string, number>>;
  /**
   * `objective` is the scalar to descend; `weights` [tasks] are what multiplies each loss in the total that is shown
   * (for a product of losses, the effective weights).
   */
  build(
    args: ArgsOf<P>,
    step: WeightingStep & { readonly learned: Readonly<Record<string, Tensor>> },
  ): { readonly objective: Tensor; readonly weights: Tensor };
}

/**
 * A weighting that combines the gradients of the tasks: parameters that several tasks reach go along d = sum_i w_i g_i, where g_i is the
 * gradient of task i over all of them; what belongs to one task alone goes along that task's own gradient.
 */
export interface GradientWeighting<P extends Parameters = Parameters> extends AnyWeighting<P> {
  readonly needs: 'gramian';
  /** Numbers that every step moves on, by name: one for each task or for each pair of tasks, and where they start. */
  readonly moved?: Readonly<Record<string, { readonly each: 'task' | 'pair'; readonly start: number }>>;
  /**
   * `gramian` is G = J J^T [tasks, tasks] of the rows g_i; those of tasks without labels are zero. Answers the weights w [tasks] and what
   * is `moved`, as it is after the step. Weights of tasks without labels are of no consequence.
   */
  combine(
    args: ArgsOf<P>,
    step: WeightingStep & { readonly gramian: Tensor; readonly moved: Readonly<Record<string, Tensor>> },
  ): { readonly weights: Tensor; readonly moved?: Readonly<Record<string, Tensor>> };
}

/** How task losses become one update. `needs` says what of a step the method works on; shared code switches on it, never on a name. */
export type WeightingDeclaration<P extends Parameters = Parameters> = LossWeighting<P> | GradientWeighting<P>;
