/** Declarations of how networks teach each other: between rounds of learning, or in every step of it. */
import type { Tensor } from '../graph/tensor';
import type { Strength } from './common/distortions';
import type { Declared } from './declared';
import type { ArgsOf, Parameters } from './parameter';

/** What networks predict for rows, and how to compare it: class probabilities, or standardised numbers. */
export interface PoolPredictions {
  readonly reads: 'class' | 'truth' | 'numbers';
  readonly width: number;
  /** One for each network: [rows x width], row after row. */
  readonly networks: readonly Float32Array[];
}

/** What networks predict for rows whose labels are known: [rows x label width], row after row. */
export interface JudgedPredictions extends PoolPredictions {
  readonly labels: Float32Array;
}

/** What a method is given between two rounds of learning. */
export interface Round {
  /** Rows that labels can be passed on for. */
  readonly pool: PoolPredictions;
  /** For each row of the pool a number in [0, 1) that was drawn once: it is the same in every round. */
  readonly chances: Float64Array;
  /** For each network, 1 for each row of the pool that it was passed a label for, of a method that passes labels to `some`. */
  readonly known: readonly Uint8Array[];
  /** How many rows each network learns from. */
  readonly learned: readonly number[];
  /** Labels of the training rows that have one of their own: [rows x label width]. */
  readonly labels: Float32Array;
  /**
   * Rows by which a method that `judges` its networks can do so: validation rows, which none of them has learned, where those have
   * labels, else the training rows. Networks know what they have learned by heart.
   */
  readonly judged: JudgedPredictions;
  /** What the method knows from the rounds before. */
  readonly memory: readonly number[];
  /** The next of the random numbers in [0, 1) of this round. */
  random(): number;
  /** False asks for every row that the rule would accept (to measure its precision). */
  readonly limit: boolean;
}

/** Labels for rows of the pool: which row, its label in the form that the trainer feeds, and how sure. */
export interface Passed {
  readonly row: number;
  readonly label: readonly number[];
  readonly confidence: number;
  /** Numbers of the networks that it goes to, for a method that does not pass all labels to `all`. */
  readonly to?: readonly number[];
}

/** The labels of a round, surest first, and what to know in the next one; nothing where that is left out. */
export interface Passing {
  readonly passed: readonly Passed[];
  readonly memory?: readonly number[];
}

interface AnyCotraining<P extends Parameters> extends Declared<P> {
  readonly kind: 'cotraining';
  /** Names of the targets that networks can teach each other by it. */
  readonly fits: readonly string[];
  /** Fewest networks that it makes sense for, and most that it can do with; absent where that is no matter. */
  readonly least: number;
  readonly most?: number;
  /** It lives by networks that see different things, and err in different ways. */
  readonly apart: boolean;
  /** It has nothing to do where every row has a label. */
  readonly needsPool: boolean;
}

/** A co-training method that passes labels between rounds. The trainer adds them and trains on. */
export interface RoundCotraining<P extends Parameters = Parameters> extends AnyCotraining<P> {
  readonly acts: 'rounds';
  /**
   * Which networks learn a label that is passed on: `all` of them; `some`, as it says; or `some` that give back what they were passed before (`anew`).
   * A row with a label for all networks is not in the pool any more.
   */
  readonly passesTo: 'all' | 'some' | 'anew';
  /** True where it asks how often networks are right. */
  readonly judges?: boolean;
  /** The parameter that says how many labels are passed on in a round. */
  readonly takes?: keyof P & string;
  /** The parameter that says from how many rows of the pool, by chance, they are chosen. */
  readonly draws?: keyof P & string;
  /** What it knows before the first round; absent where it knows nothing. */
  start?(networks: number): readonly number[];
  pass(args: ArgsOf<P>, round: Round): Passing;
}

/** What networks make of the rows of a step. */
export interface Answers {
  /** Of each network, numbers whose softmax are the probabilities of the classes: [rows, classes]; of a truth those of no and yes. */
  readonly scores: readonly Tensor[];
  /** Of each network, the loss of each row [rows]; of no consequence for a row without a label. */
  readonly losses: readonly Tensor[];
}

/** What a method is given in a step, whose rows are those with labels and then those without, if it takes any. */
export interface TeachingStep extends Answers {
  /** [rows], 1 for each row with a label of the task that all of the networks learn, and for each row that does not only fill the batch up. */
  readonly labelled: Tensor;
  readonly counted: Tensor;
  /** [rows], 1 for each row with a label that only some of the networks learn; the loss of the others is 0 there. Absent where all learn the same labels. */
  readonly partly?: Tensor;
  /** Epochs since learning began that are over: a scalar. */
  readonly epoch: Tensor;
  /** What the inputs are given, by name: [rows, …]. */
  readonly inputs: Readonly<Record<string, Tensor>>;
  /**
   * The answers of the networks if some inputs were given something else, of the same shape; with `average`, if their parameters were the running
   * means that the method keeps.
   */
  on(inputs: Readonly<Record<string, Tensor>>, parameters?: 'own' | 'average'): Answers;
  /** All inputs distorted at random, in another way each time. */
  distort(strength: Strength): Readonly<Record<string, Tensor>>;
}

/** What becomes of the loss of a step. */
export interface Teaching {
  /** Of each network, what is descended for each labelled row [rows] in place of its loss. */
  readonly losses?: readonly Tensor[];
  /** A scalar that is added to the mean loss of the labelled rows. */
  readonly extra?: Tensor;
}

/** A co-training method by which networks teach each other in every step. Nothing changes between rounds. */
export interface StepCotraining<P extends Parameters = Parameters> extends AnyCotraining<P> {
  readonly acts: 'steps';
  /** Rows without a label that a step takes for each row of `batch`. */
  readonly unlabelled: number;
  /**
   * The parameter that says how much of the running mean of each parameter of the model stays in a step, of a method that keeps one. Predictions are made with the
   * means then.
   */
  readonly averages?: keyof P & string;
  teach(args: ArgsOf<P>, step: TeachingStep): Teaching;
}

/** How networks teach each other. `acts` says when; shared code switches on it, never on a name. */
export type CotrainingDeclaration<P extends Parameters = Parameters> = RoundCotraining<P> | StepCotraining<P>;
