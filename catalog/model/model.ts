/** The symbolic model of a plan: everything between the columns that go in and the predictions that come out. */
import type { LayerCall } from '../../contract/plan';
import type { Tensor } from '../../graph/tensor';
import type { Initial } from '../declaration';

export interface Model {
  /** Feeds named `input/NAME`, [rows, …shape of a row], by the name of the input. */
  readonly inputs: Readonly<Record<string, Tensor>>;
  /** Feeds named `length/NAME`, [rows]: how many steps of a row are true, by the name of each input that has steps. */
  readonly lengths: Readonly<Record<string, Tensor>>;
  /** Those that learn. */
  readonly parameters: readonly ModelParameter[];
  /** Those that stay as they are. */
  readonly frozen: readonly ModelParameter[];
  /** What layers gather beside their parameters. */
  readonly statistics: readonly ModelStatistic[];
  readonly blocks: readonly ModelBlock[];
  readonly heads: readonly ModelHead[];
  /** One for each entry of the plan's `cotrain` whose networks share their features. */
  readonly shares: readonly ModelShare[];
  /** Scalars that training makes small beside the losses of tasks. */
  readonly penalties: readonly Tensor[];
}

export interface ModelParameter {
  /** Unique: `trunk/1.dense/weight`, `numeral/output/weight`, `numeral/byOutline/output/weight`. */
  readonly name: string;
  /** A state source of the same name. */
  readonly tensor: Tensor;
  readonly initial: Initial;
  /** The block or task whose layers it belongs to; for what networks have in common all of these, as in `left <-> right`. */
  readonly block: string;
  /** Tasks whose losses reach it. */
  readonly tasks: readonly string[];
}

/** Numbers that a layer keeps between steps and no gradient trains. */
export interface ModelStatistic {
  /** Unique among parameters too: `trunk/2.batchNorm/mean`. */
  readonly name: string;
  /** A state source of the same name. */
  readonly tensor: Tensor;
  /** The value of every number before the first step. */
  readonly start: number;
  /** After a step of training; the tensor itself where predictions are made. */
  readonly next: Tensor;
  /** Tasks whose rows it is gathered from. */
  readonly tasks: readonly string[];
}

export interface ModelLayer {
  /** Absent for the output layer, which follows from the target. */
  readonly call?: LayerCall;
  /** Of one row, channels first. */
  readonly shape: readonly number[];
  /** Numbers of its parameters, in all copies. */
  readonly parameters: number;
  /** None of them learns. */
  readonly frozen?: true;
  /** How often a shared block has the layer, each time with parameters of its own; absent where there is one. */
  readonly copies?: number;
}

export interface ModelBlock {
  readonly name: string;
  /** What its first task reads, or what all do. */
  readonly output: Tensor;
  readonly layers: readonly ModelLayer[];
  /** Numbers of parameters of the sharing itself, such as those of gates. */
  readonly sharing: number;
}

/** The private layers of a task on one trunk, or on one of the networks whose predictions are averaged. */
export interface ModelHead {
  readonly task: string;
  /** Null unless the task stands on several networks. */
  readonly network: string | null;
  /** What losses read: [rows, width], or [rows, places, classes] of a target with a class for each step or pixel. */
  readonly output: Tensor;
  /** What people read: probabilities, or numbers as they are learned. Of the same shape; zero in steps that fill a row up. */
  readonly prediction: Tensor;
  /** 1 for each true step [rows, steps], of a target with a class for each; absent where every place counts. */
  readonly mask?: Tensor;
  /** The last one is the output layer. */
  readonly layers: readonly ModelLayer[];
}

export interface ModelShare {
  /** Index in the plan's `cotrain`. */
  readonly cotrain: number;
  readonly networks: readonly string[];
  /** Weights of the exchange, one for each network: [networks]. */
  readonly weights: Tensor;
}
