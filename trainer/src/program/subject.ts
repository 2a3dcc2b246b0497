/** Whose predictions are measured: those of a task, or of one of the networks that a task stands on. */
import { lookUp } from '../../../catalog';
import { factorsOfRows } from '../../../catalog/common/class-weights';
import type { LossDeclaration, MetricInput } from '../../../catalog/declaration';
import type { ModelHead } from '../../../catalog/model/model';
import type { Call, TaskPlan } from '../../../contract/plan';
import { add, constant, feed, multiply } from '../../../graph';
import type { Tensor } from '../../../graph/tensor';
import type { TaskEncoding } from '../rows/training-rows';
import { maskOfPlaces, meanOfPlaces, placesAsRows, placesOf, rowsWithPlaces, type Places } from './places';

export interface Subject {
  readonly task: TaskPlan;
  /** Null for the task as a whole. */
  readonly network: string | null;
  readonly heads: readonly ModelHead[];
  readonly rows: TaskEncoding;
  readonly feeds: LabelFeeds;
  /** Those of each head, where networks are taught apart; the mask of `feeds` is 1 where one of theirs is. */
  readonly own?: readonly LabelFeeds[];
  /** What becomes of the losses where networks teach each other in every step. */
  readonly taught?: Taught;
  /** Of a target with a class for each step or pixel; absent where there is one prediction a row. */
  readonly places?: Places;
}

export interface Taught {
  /** Of each head, what is descended for each row [rows]. */
  readonly losses: readonly Tensor[];
  /** A scalar that is added to the mean loss of the labelled rows. */
  readonly extra?: Tensor;
}

/** Labels as a program is given them: `label` [rows, width], and `mask` [rows], which is 1 where a row counts. */
export interface LabelFeeds {
  readonly label: Tensor;
  readonly mask: Tensor;
}

/** Names of feeds; inputs are named by the model. With `network` they are those of a network that is taught apart from others. */
export const labelFeed = (task: string, network?: string): string =>
  network === undefined ? `label/${task}` : `label/${task}/${network}`;
/** 1 for each row of a batch, 0 for what fills it up: [rows]. */
export const countedFeed = 'counted';
/** 1 for each row that has an input which some data set does not feed: [rows]. */
export const fedFeed = (input: string): string => `fed/${input}`;
export const maskFeed = (task: string, network?: string): string =>
  network === undefined ? `mask/${task}` : `mask/${task}/${network}`;

/** What there is a subject for, beside one for each task. */
export interface SubjectOptions {
  /** One more for each of several networks of a task. */
  readonly networks?: boolean;
  /** Names of the tasks whose networks have labels of their own. */
  readonly apart?: ReadonlySet<string>;
}

export function collectSubjects(
  tasks: readonly TaskPlan[],
  heads: readonly ModelHead[],
  labels: readonly TaskEncoding[],
  rows: number,
  { networks = false, apart }: SubjectOptions = {},
): readonly Subject[] {
  return tasks.flatMap((task, index) => {
    const own = heads.filter((head) => head.task === task.name);
    const feedsOf = (network?: string): LabelFeeds => ({
      label: feed(labelFeed(task.name, network), [rows, labels[index]!.width]),
      mask: feed(maskFeed(task.name, network), [rows]),
    });
    const { label, mask } = feedsOf();
    const taught = apart?.has(task.name) ? { own: own.map(({ network }) => feedsOf(network!)) } : {};
    const known = { task, network: null, heads: own, rows: labels[index]!, ...taught };
    const whole: Subject = hasPlaces(own)
      ? withPlaces(known, label, mask)
      : { ...known, feeds: { label, mask } };
    if (!networks || own.length < 2) return [whole];
    return [whole, ...own.map((head) => ({ ...whole, network: head.network, heads: [head] }))];
  });
}

/** Loss of each row [rows]. That of several networks is the sum of theirs, so that each learns as it would alone. */
export function rowLosses(subject: Subject): Tensor {
  const each = (subject.taught?.losses ?? headLosses(subject)).reduce(add);
  return subject.places ? meanOfPlaces(subject.places, each) : each;
}

/** Of each head, the loss of each row or place [rows]; 0 for a row without a label of the head's own. */
export function headLosses({ task, heads, feeds, own, places }: Subject): readonly Tensor[] {
  const loss = lookUp('losses', task.loss.name);
  if (!loss) throw new Error(`the catalog has no loss ${task.loss.name}`);
  const factors = factorsOfClasses(loss, task.loss);
  const lossOf = (output: Tensor, label: Tensor) => {
    const each = loss.build(task.loss.args, output, label);
    return factors ? multiply(each, factorsOfRows(factors, label)) : each;
  };
  return heads.map(({ output }, k) => {
    if (own) return multiply(lossOf(output, own[k]!.label), own[k]!.mask);
    return places ? lossOf(placesAsRows(output), places.label) : lossOf(output, feeds.label);
  });
}

/** One for each class; undefined where all count the same. */
function factorsOfClasses({ weighs }: LossDeclaration, { name, args }: Call): readonly number[] | undefined {
  const weights = weighs === undefined ? 'equal' : args[weighs];
  if (weights === 'equal') return undefined;
  if (Array.isArray(weights)) return weights as readonly number[];
  throw new Error(`the loss ${name} is to be built with weights that were not counted`);
}

/** What a metric reads, but for the way back to the unit of the data. */
export function measured({ heads, feeds, places }: Subject): Omit<MetricInput, 'original' | 'centre'> {
  const prediction = meanPrediction(heads);
  if (!places) return { prediction, ...feeds };
  return {
    prediction: placesAsRows(prediction),
    label: places.label,
    mask: maskOfPlaces(places, feeds.mask),
  };
}

const hasPlaces = (heads: readonly ModelHead[]): boolean =>
  heads.some(({ output }) => output.shape.length > 2);

/** A row without a place that counts does not count. */
function withPlaces(known: Omit<Subject, 'feeds'>, label: Tensor, mask: Tensor): Subject {
  const places = placesOf(label, known.heads);
  return { ...known, feeds: { label, mask: multiply(mask, rowsWithPlaces(places)) }, places };
}

/** The mean of the heads' predictions [rows, width]. */
export function meanPrediction(heads: readonly ModelHead[]): Tensor {
  const total = heads.map(({ prediction }) => prediction).reduce(add);
  return heads.length === 1 ? total : multiply(total, constant(1 / heads.length));
}

/** Standardised numbers back in the unit of the data; the identity for targets that are not scaled. */
export function inDataUnit(values: Tensor, { scaling }: TaskEncoding): Tensor {
  if (!scaling) return values;
  const scale = constant([...scaling.scale], [scaling.scale.length]);
  const shift = constant([...scaling.shift], [scaling.shift.length]);
  return add(multiply(values, scale), shift);
}

/** The mean of the training rows as labels have it; 0 for targets that are no numbers. */
export function centreOf({ scaling }: TaskEncoding): Tensor {
  if (!scaling) return constant(0);
  const { fill, shift, scale } = scaling;
  const means = Array.from(fill, (mean, index) => (mean - shift[index]!) / scale[index]!);
  return constant(means, [means.length]);
}
