/**
 * The kinds of declarations. One value per file says everything about a layer, loss, weighting, …: completion,
 * hover, range checks, `mtl explain` and the program itself are derived from it and never written by hand.
 */
import type { FileFacts, MediaType } from '../contract/media';
import type { SoundForm } from '../contract/sound-form';
import type { Tensor, Shape } from '../graph/tensor';
import type { ArgsOf, Parameters } from './parameter';
import type { Draw, Strength } from './common/distortions';
import type { CotrainingDeclaration, RoundCotraining, StepCotraining } from './cotraining-declarations';
import type { Declared, Misfit } from './declared';
import type { ExchangeDeclaration, FeatureExchange, LayerExchange } from './exchange-declarations';
import type { FederationDeclaration, PrivacyDeclaration } from './federation-declarations';
import type { Flow } from './model/flow';
import type { Scope } from './scope';
import type { SharedBlock } from './shared-block';
import type { SoundDeclaration } from './sound-declarations';
import type {
  ClippingDeclaration,
  ModeDeclaration,
  OptimizerDeclaration,
  SamplingDeclaration,
  ScheduleDeclaration,
} from './training-declarations';
import type {
  CoordinateWeighting,
  GradientWeighting,
  LossWeighting,
  NormWeighting,
  WeightingDeclaration,
} from './weighting-declarations';

export { allFit, isMisfit, type Misfit } from './declared';
export type { Initial, Scope, Statistic } from './scope';
export type * from './cotraining-declarations';
export type * from './exchange-declarations';
export type * from './federation-declarations';
export type * from './sound-declarations';
export type * from './training-declarations';
export type * from './weighting-declarations';

/** An input type: which columns it takes and how a row of them becomes a tensor. */
export interface InputDeclaration<P extends Parameters = Parameters> extends Declared<P> {
  readonly kind: 'input';
  /**
   * What the columns hold. `numbers` are scaled by the training part as the argument `scale` says, and so is each feature of the
   * `steps` of a sequence. `categories` become ids from 1 (0: missing or unseen), and the words of a `text` ids from 2 (1: unknown,
   * 0: fills the text up); the most frequent ones of the training part have one. `files`: nothing but what it `opens`.
   */
  readonly reads: 'numbers' | 'steps' | 'categories' | 'text' | 'files';
  /** What it makes of the files that a single column names, instead of reading columns. Absent: it reads no files. */
  readonly opens?: FileReading<P>;
  /** Parameter that counts the different values of the columns, which the data can tell, if any. */
  readonly counts?: keyof P & string;
  /** Shape of one row, channels first, or why these columns do not fit. */
  shape(args: ArgsOf<P>, columns: number): Shape | Misfit;
  /**
   * Puts the columns as they are listed, fed as float32 [rows, …shape], in the order and type that layers read: ids are int64.
   * Absent: they are in it.
   */
  arrange?(args: ArgsOf<P>, columns: Tensor): Tensor;
  /**
   * The columns as they are fed, some of each row's distorted at random, for methods that ask networks to say the same of both. `draw` gives uniform
   * numbers in [0, 1), new in every step.
   */
  distort(args: ArgsOf<P>, columns: Tensor, strength: Strength, draw: Draw): Tensor;
  /** How many steps a row is filled up to, for a type whose rows are sequences: the first axis of what layers read. */
  steps?(args: ArgsOf<P>): number;
  /** How many ids there are, 0 included, for a type that makes ids of words or categories. */
  vocabulary?(args: ArgsOf<P>): number;
}

/** How what a file holds becomes a row, as if its numbers were columns. */
export interface FileReading<P extends Parameters = Parameters> {
  /** The type of the column that names such files. */
  readonly type: MediaType;
  /** How many numbers a file becomes, or why none can become them. */
  numbers(args: ArgsOf<P>): number | Misfit;
  /** A use of the type for such a column. */
  readonly example: string;
  /** How recordings become numbers, for files of that type: each feature is scaled by the true steps of the training rows. */
  sound?(args: ArgsOf<P>): SoundForm;
  /** The parameter that says how many seconds of a recording are read. */
  readonly lasts?: keyof P & string;
  /** A use for these files, where what is known of them tells one. */
  usual?(files: FileFacts): string | undefined;
}

/** The layers that another one wraps, one after the other. `path` keeps the names of one use apart from those of another. */
export type Inner = (x: Tensor, path?: string) => Tensor | Misfit;

export interface LayerDeclaration<P extends Parameters = Parameters> extends Declared<P> {
  readonly kind: 'layer';
  /** True for `concat` and `add`, which start a block with several inputs. */
  readonly joins?: boolean;
  /** True for a layer that holds others in braces, as `residual { … }` does. They read what it reads. */
  readonly wraps?: boolean;
  /** Layers that it usually holds where it reads what has the shape of `x`, for one that `wraps`. Absent: those of its example. */
  usualInner?(x: Pick<Tensor, 'shape'>): readonly string[];
  /** `ids` for a layer that makes numbers of the ids of words or categories; all others read numbers. */
  readonly reads?: 'ids';
  /** What to use instead where nothing may be gathered from rows, for a layer that asks for statistics. */
  readonly ungathered?: string;
  /** True for a layer that makes one row of features of a sequence or an image: a row has no need of it. */
  readonly makesRow?: boolean;
  /**
   * `inputs` are [rows, …features]; exactly one unless `joins`. Answers [rows, …features]. `inner` applies the layers in the
   * braces; it is there for a layer that `wraps`, which uses it once, or with a path of its own each time.
   */
  build(args: ArgsOf<P>, inputs: readonly Tensor[], scope: Scope, inner?: Inner): Tensor | Misfit;
}

export interface ActivationDeclaration extends Declared<Record<string, never>> {
  readonly kind: 'activation';
  apply(x: Tensor): Tensor;
}

/**
 * What a task predicts. Labels reach the program as float32 [rows, labelWidth]; `classes` as the index of the class,
 * `labels` and `binary` as 0 or 1, numbers standardised by the training part, `places` as the index of the class of each step or
 * pixel, where -1 says that there is none.
 */
export interface TargetDeclaration<P extends Parameters = Parameters> extends Declared<P> {
  readonly kind: 'target';
  readonly reads: 'class' | 'truth' | 'numbers' | 'places';
  /** There is a class for each step or pixel of what the task stands on. Absent: there is one prediction a row. */
  readonly each?: 'step' | 'pixel';
  /** The target of each of its columns alone, where they are predictions of their own. */
  readonly alone?: string;
  /** Parameter that counts what the data can tell (`classes` without a number), if any. */
  readonly counts?: keyof P & string;
  /**
   * Width of label and output for this many columns, or why they do not fit. `args[counts]` may still be null. `places` are the steps
   * or pixels of a target that has a class for `each`, once they are known.
   */
  widths(
    args: ArgsOf<P>,
    columns: number,
    places?: number,
  ): { readonly label: number; readonly output: number } | Misfit;
  /** From the output layer's numbers [rows, output] or [rows, places, output] to what people read: probabilities, numbers. Same shape. */
  predict(args: ArgsOf<P>, output: Tensor): Tensor;
  /** Names in catalog/losses and catalog/metrics. */
  readonly defaultLoss: string;
  readonly defaultMetrics: readonly string[];
}

export interface LossDeclaration<P extends Parameters = Parameters> extends Declared<P> {
  readonly kind: 'loss';
  /** Names of the targets it can be used for. */
  readonly fits: readonly string[];
  /** Arguments that the target must have for the loss to mean anything: `{ scale: 'none' }`. */
  readonly requires?: Readonly<Record<string, string>>;
  /** Parameter (`common/class-weights.ts`) that says how much the class of a row counts. Shared code multiplies the losses by it. */
  readonly weighs?: keyof P & string;
  /**
   * Loss of each row [rows], from the output layer's numbers [rows, output] and labels [rows, labelWidth]. Of a target with a class
   * for each step or pixel, every place is a row here and in metrics.
   */
  build(args: ArgsOf<P>, output: Tensor, label: Tensor): Tensor;
}

export interface MetricInput {
  /** What `predict` of the target made: [rows, output]. */
  readonly prediction: Tensor;
  /** [rows, labelWidth]. */
  readonly label: Tensor;
  /** 1 where the row counts, 0 where it is padding or unlabelled: [rows]. */
  readonly mask: Tensor;
  /** Standardised numbers back in the unit of the data; the identity for other targets. */
  original(values: Tensor): Tensor;
  /** The mean label of the training rows, from which distances keep the digits that sums of large squares lose: [labelWidth]. */
  readonly centre: Tensor;
}

export interface MetricDeclaration<P extends Parameters = Parameters> extends Declared<P> {
  readonly kind: 'metric';
  readonly fits: readonly string[];
  readonly better: 'higher' | 'lower';
  /** Sums over the rows of a batch, [k]; they are added up over batches. */
  build(args: ArgsOf<P>, input: MetricInput): Tensor;
  /** The metric from the sums over all rows; NaN where it is not defined. */
  finish(args: ArgsOf<P>, sums: readonly number[]): number;
}

/** How the layers of a block become what each of its tasks reads. */
export interface SharingDeclaration<P extends Parameters = Parameters> extends Declared<P> {
  readonly kind: 'sharing';
  /** Fewest tasks that it makes sense for; 1 where a block is the same for any number of them. */
  readonly tasks: number;
  /** True where features of one task reach others, so that all must read the same. */
  readonly mixes?: boolean;
  /** Answers a flow for each reader of the block; the same one where they read the same. */
  build(args: ArgsOf<P>, block: SharedBlock): readonly Flow[] | Misfit;
}

export type Declaration =
  | InputDeclaration
  | SoundDeclaration
  | LayerDeclaration
  | ActivationDeclaration
  | TargetDeclaration
  | LossDeclaration
  | MetricDeclaration
  | OptimizerDeclaration
  | ScheduleDeclaration
  | ClippingDeclaration
  | WeightingDeclaration
  | SamplingDeclaration
  | ModeDeclaration
  | FederationDeclaration
  | PrivacyDeclaration
  | SharingDeclaration
  | CotrainingDeclaration
  | ExchangeDeclaration;

/** Keeps the parameter types while the value is written; one function for every kind. */
const declare =
  <K extends Declaration['kind']>(kind: K) =>
  <const P extends Parameters>(is: Omit<Kinds<P>[K], 'kind'>): Kinds<P>[K] =>
    ({ kind, ...is }) as Kinds<P>[K];

interface Kinds<P extends Parameters> {
  input: InputDeclaration<P>;
  sound: SoundDeclaration<P>;
  layer: LayerDeclaration<P>;
  activation: ActivationDeclaration;
  target: TargetDeclaration<P>;
  loss: LossDeclaration<P>;
  metric: MetricDeclaration<P>;
  optimizer: OptimizerDeclaration<P>;
  schedule: ScheduleDeclaration<P>;
  clipping: ClippingDeclaration<P>;
  weighting: WeightingDeclaration<P>;
  sampling: SamplingDeclaration<P>;
  mode: ModeDeclaration<P>;
  federation: FederationDeclaration<P>;
  privacy: PrivacyDeclaration<P>;
  sharing: SharingDeclaration<P>;
  cotraining: CotrainingDeclaration<P>;
  exchange: ExchangeDeclaration<P>;
}

export const defineInput = declare('input');
export const defineSound = declare('sound');
export const defineLayer = declare('layer');
export const defineActivation = declare('activation');
export const defineTarget = declare('target');
export const defineLoss = declare('loss');
export const defineMetric = declare('metric');
export const defineOptimizer = declare('optimizer');
export const defineSchedule = declare('schedule');
export const defineClipping = declare('clipping');
/** As `declare`, for the kinds of weightings. */
const declareWeighting = <W extends WeightingDeclaration>(is: Omit<W, 'kind'>): W =>
  ({ kind: 'weighting', ...is }) as W;

export const defineWeighting = <const P extends Parameters>(is: Omit<LossWeighting<P>, 'kind'>) =>
  declareWeighting<LossWeighting<P>>(is);
export const defineNormWeighting = <const P extends Parameters>(is: Omit<NormWeighting<P>, 'kind'>) =>
  declareWeighting<NormWeighting<P>>(is);
export const defineGradientWeighting = <const P extends Parameters>(is: Omit<GradientWeighting<P>, 'kind'>) =>
  declareWeighting<GradientWeighting<P>>(is);
export const defineCoordinateWeighting = <const P extends Parameters>(
  is: Omit<CoordinateWeighting<P>, 'kind'>,
) => declareWeighting<CoordinateWeighting<P>>(is);
export const defineSampling = declare('sampling');
export const defineMode = declare('mode');
export const defineFederation = declare('federation');
export const definePrivacy = declare('privacy');
export const defineSharing = declare('sharing');
export const defineCotraining = <const P extends Parameters>(
  is: Omit<RoundCotraining<P>, 'kind' | 'acts'>,
): RoundCotraining<P> => ({ kind: 'cotraining', acts: 'rounds', ...is });
export const defineStepCotraining = <const P extends Parameters>(
  is: Omit<StepCotraining<P>, 'kind' | 'acts'>,
): StepCotraining<P> => ({ kind: 'cotraining', acts: 'steps', ...is });
export const defineFeatureExchange = <const P extends Parameters>(
  is: Omit<FeatureExchange<P>, 'kind' | 'shares'>,
): FeatureExchange<P> => ({ kind: 'exchange', shares: 'features', ...is });
export const defineLayerExchange = <const P extends Parameters>(
  is: Omit<LayerExchange<P>, 'kind' | 'shares'>,
): LayerExchange<P> => ({ kind: 'exchange', shares: 'layers', ...is });
