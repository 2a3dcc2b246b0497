/**
 * The plan: everything that training needs to know of an experiment, as plain data that a person can read.
 * The language lowers a text without errors to a plan; the trainer needs nothing else. All names are resolved,
 * all defaults are filled in, all counts are known.
 */
import type { Position } from './problem';
import type { MediaType } from './media';

export const PLAN_VERSION = 1;

/** A value of a parameter. `null` says that an optional parameter was left out and has no default. */
export type Argument = number | string | boolean | null | Call | readonly Argument[];

/** A use of a catalog declaration: its name, every one of its parameters, and where it was written. */
export interface Call {
  readonly name: string;
  readonly args: Readonly<Record<string, Argument>>;
  readonly at?: Position;
}

/** A layer; one that wraps others (`residual { … }`) holds them in `layers`. */
export interface LayerCall extends Call {
  readonly layers?: readonly LayerCall[];
}

export interface Plan {
  readonly version: typeof PLAN_VERSION;
  readonly title: string;
  /** Absolute path of the folder that relative data sources start from. */
  readonly directory: string;
  /** Name of the file in that folder which the run was started from; absent where nobody said. */
  readonly file?: string;
  /** Every data set that an input or a task reads, in the order in which they are used first. */
  readonly data: readonly DataPlan[];
  readonly inputs: readonly InputPlan[];
  /** Shared blocks and networks, each after the blocks that it stands on. */
  readonly blocks: readonly BlockPlan[];
  readonly tasks: readonly TaskPlan[];
  readonly cotrain: readonly CotrainPlan[];
  readonly train: TrainPlan;
}

export interface DataPlan {
  readonly name: string;
  /** Files, globs or absolute paths, as written. */
  readonly source: readonly string[];
  /** How the files become rows where they are no tables; absent for tables. */
  readonly form?: SourceForm;
  /** SQL over the table `source`; null takes its rows as they are. */
  readonly query: string | null;
  readonly split: SplitPlan;
  readonly seed: number;
  /** Rows that are written to the files while the run learns are read as they come; absent where they end with the files. */
  readonly follow?: true;
  /** The column whose equal values are rows of one participant of federated training; absent where the data set is one participant. */
  readonly client?: string;
  readonly at?: Position;
}

/** Files that are rows: one for each picture or recording of the folders `source`, or one for each picture in a file of the idx format. */
export interface SourceForm {
  readonly kind: 'images' | 'audio' | 'idx';
  /** What a row is labelled with: the folder of its file, right below `source`; null without. Of `idx`, labels are a file of their own. */
  readonly label: 'folder' | null;
}

/**
 * How rows fall into train, validation and test: by `fractions` that add up to 1 (drawn with the data's seed,
 * `stratify` keeps the classes of that column in proportion, `group` keeps rows of one value together), or by a
 * `column` that holds the words `train`, `validation`, `test`.
 */
export type SplitPlan =
  | {
      readonly by: 'fractions';
      readonly fractions: readonly [train: number, validation: number, test: number];
      readonly stratify: string | null;
      readonly group: string | null;
    }
  | { readonly by: 'column'; readonly column: string };

/** Columns of one data set, in order, ranges expanded. */
export interface ColumnsPlan {
  readonly data: string;
  readonly columns: readonly string[];
}

export interface InputPlan {
  readonly name: string;
  /** One entry for each data set that feeds the input. */
  readonly from: readonly ColumnsPlan[];
  /** A use of catalog/inputs: `numbers`, `image`, … */
  readonly type: Call;
  /** Its one column names files of this kind, and what they hold is read; absent where the columns are. */
  readonly opens?: MediaType;
  readonly at?: Position;
}

/** Layers with parameters of their own: `shared` by several tasks, or the private trunk of one `network`. */
export interface BlockPlan {
  readonly name: string;
  readonly kind: 'shared' | 'network';
  /** Inputs or earlier blocks. */
  readonly on: readonly string[];
  readonly layers: readonly LayerCall[];
  /** How the tasks share the block: a use of catalog/sharings. */
  readonly sharing: Call;
  /** The run whose trained parameters the block starts from; absent where it starts from random ones. */
  readonly from?: string;
  /** Layers whose parameters stay as they are: all of them, or so many of the first ones; absent where all learn. */
  readonly freeze?: 'all' | number;
  /** The data set whose labelled rows a network may learn from; absent where it may from all. */
  readonly data?: string;
  readonly at?: Position;
}

export interface TaskPlan {
  readonly name: string;
  /** The blocks (or inputs) it stands on. Several networks get a head each, and predictions are averaged. */
  readonly on: readonly string[];
  /** Private layers before the output layer, which follows from the target. */
  readonly layers: readonly LayerCall[];
  readonly predict: ColumnsPlan;
  /** The same in other data sets, whose rows have labels there; absent where only rows of one data set have labels. */
  readonly alsoFrom?: readonly ColumnsPlan[];
  /** A use of catalog/targets, counts known. */
  readonly target: Call;
  readonly loss: Call;
  readonly metrics: readonly Call[];
  /** Static factor of the loss, before the weighting. */
  readonly weight: number;
  readonly at?: Position;
}

export interface CotrainPlan {
  /** At least two networks. */
  readonly networks: readonly string[];
  readonly task: string;
  /** A use of catalog/cotraining. */
  readonly method: Call;
  /** What the networks share: a use of catalog/exchanges, or null. */
  readonly share: Call | null;
  readonly rounds: number;
  /** Ends before `rounds` when nothing changes for `rounds` of this; null never does. */
  readonly until: { readonly name: 'stable'; readonly rounds: number } | null;
  readonly at?: Position;
}

export interface TrainPlan {
  readonly optimizer: Call;
  readonly schedule: Call;
  /** A use of catalog/clippings; absent where gradients stay as they are. */
  readonly clip?: Call;
  readonly weighting: Call;
  /** How often rows of each data set come; a use of catalog/samplings, absent where they come as often as there are of them. */
  readonly sampling?: Call;
  /** How rows are gone through: a use of catalog/modes, absent where it is epoch after epoch. */
  readonly mode?: Call;
  /** Participants learn apart, and what they have learned is put together round after round: a use of catalog/federations; absent where all rows are in one place. */
  readonly federated?: Call;
  /** What of a participant's rows may show in the model: a use of catalog/privacies; absent where nothing is protected. */
  readonly privacy?: Call;
  readonly batch: number;
  readonly epochs: number;
  readonly stop: StopPlan | null;
  readonly seed: number;
  readonly device: string;
}

/** Stop when `watch` has not improved on validation rows for `patience` epochs, and go back to the best epoch. */
export interface StopPlan {
  readonly name: 'plateau';
  readonly watch: { readonly task: string; readonly metric: string };
  readonly patience: number;
}
