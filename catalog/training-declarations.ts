/** Declarations of how a step changes parameters, optimizers, schedules and clippings, and of which rows it sees: samplings and modes. */
import type { Tensor } from '../graph/tensor';
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
  /** True where the rate follows from how many steps there will be, so that there must be an end to them. */
  readonly needsEnd?: boolean;
  factor(args: ArgsOf<P>, now: ScheduleMoment): number;
}

/** What becomes of gradients that are too large, before the optimizer sees them. */
export interface ClippingDeclaration<P extends Parameters = Parameters> extends Declared<P> {
  readonly kind: 'clipping';
  /** `gradients` are those of all parameters of the model, each of its parameter's shape; answers as many of the same shapes. */
  clip(args: ArgsOf<P>, gradients: readonly Tensor[]): readonly Tensor[];
}

/** How often rows of each data set come. */
export interface SamplingDeclaration<P extends Parameters = Parameters> extends Declared<P> {
  readonly kind: 'sampling';
  /** True where each batch has rows of one data set only, and the data sets take turns. Absent: a batch has rows of all. */
  readonly apart?: boolean;
  /**
   * The part of an epoch's rows that each data set gives, from the `rows` that each has to learn from, at least one of them above zero.
   * Answers as many numbers, which add up to 1; a data set without rows gives none.
   */
  shares(args: ArgsOf<P>, rows: readonly number[]): readonly number[];
}

/** How rows are gone through where it is not epoch after epoch. Rows come in their order, each once, and are tested before they are trained on. */
export interface ModeDeclaration<P extends Parameters = Parameters> extends Declared<P> {
  readonly kind: 'mode';
  /** Rows after which results are told. */
  window(args: ArgsOf<P>): number;
  /** What watches the losses of each task; null where nothing does. */
  detector(args: ArgsOf<P>): ChangeDetector | null;
}

/** Notices where the numbers of a stream change for good. A state is plain data with finite numbers, so that a checkpoint holds it. */
export interface ChangeDetector<State = unknown> {
  readonly start: State;
  step(state: State, value: number): DetectorStep<State>;
}

export interface DetectorStep<State> {
  readonly state: State;
  /** Where numbers have changed: their means before and after, and how many of the latest ones come after. */
  readonly change?: { readonly before: number; readonly after: number; readonly since: number };
}
