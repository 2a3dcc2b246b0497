/** Writes a complete experiment for a data file: columns are guessed into inputs and a target, and guesses are called so. */
import { usualInput, usualJoins, usualLayers } from '../../../../catalog/usual';
import type { MediaType } from '../../../../contract/media';
import type { SourceForm } from '../../../../contract/plan';
import type { TableSchema } from '../../../../contract/schema';
import { text, type Text } from '../../../../contract/text';
import { columnText } from '../check/find-column';
import { writeSource } from '../grammar/write-source';
import { writeString } from '../syntax/string-literal';
import { columnItems } from './column-list';
import { guessColumns, targetOf, type GuessedColumns } from './guess-columns';

export interface DraftedFile {
  /** As it is to be written after `source:`, with `/` between folders. */
  readonly source: string;
  /** How it is read where it is no table. */
  readonly form?: SourceForm | undefined;
  readonly schema: TableSchema;
  /** In which language comments are. */
  say(sentence: Text): string;
}

/** Null where the file has no column to predict and another one to predict it from. */
export function draftExperiment({ source, form, schema, say }: DraftedFile): string | null {
  const columns = guessColumns(schema);
  if (!columns) return null;
  const names = createNames();
  const data = names.take(
    source
      .replace(/\/$/, '')
      .replace(/^.*\//, '')
      .replace(/\.\w+$/, ''),
    'rows',
  );
  const inputs = draftInputs(columns, data, names, schema.rows);
  const trunk = names.take('trunk', 'trunk');
  const task = names.take(columns.target.name, 'prediction');
  const guessed = say(
    text('Columns were guessed into inputs and a target from what they hold. Change what was not meant.'),
  );
  return [
    ...comment(guessed),
    `experiment ${writeString(say(text('{target} from {file}', { target: columns.target.name, file: source })))}`,
    '',
    ...dataBlock(data, writeSource([source], form), schema.rows, columns),
    '',
    ...leftOut(columns, say),
    ...inputs.flatMap(({ lines }) => lines),
    ...trunkBlocks(trunk, inputs, schema.rows, names),
    ...comment(say(text('A second task on `{trunk}` would share what this one learns.', { trunk }))),
    `task ${task}(${trunk}) {`,
    `  predict: ${columnText(data, columns.target.name)} as ${targetOf(columns.target, schema.rows)}`,
    '}',
    '',
    ...trainBlock(task, schema.rows, columns.parts?.values?.includes('validation') ?? true),
    '',
  ].join('\n');
}

/** Where there is no draft. */
export const nothingToLearn = (file: string): Text =>
  text('{file} has no column to predict and another one to predict it from.', { file });

type Names = ReturnType<typeof createNames>;

/** Names of a file are unique across kinds. */
function createNames() {
  const taken = new Set<string>();
  return {
    /** A plain name made of `wanted`, or of `otherwise` where nothing is left of that. */
    take(wanted: string, otherwise: string): string {
      const plain = wanted.replace(/[^\p{L}\p{N}\p{M}]+/gu, '_').replace(/^[\p{N}\p{M}_]+|_+$/gu, '');
      const stem = plain || otherwise;
      let name = stem;
      for (let number = 2; taken.has(name); number++) name = `${stem}${number}`;
      taken.add(name);
      return name;
    },
  };
}

function dataBlock(
  name: string,
  source: string,
  rows: number,
  { target, parts }: GuessedColumns,
): readonly string[] {
  const head = [`data ${name} {`, `  source: ${source}`];
  if (parts) return [...head, `  split: ${columnItems([parts.name])[0]!}`, '}'];
  // Proportions are those of classes, where there are rows enough for every part.
  const hasClasses = targetOf(target, rows).startsWith('classes');
  const canStratify = hasClasses && target.missing === 0 && rows >= fewRows;
  return [
    ...head,
    `  split: ${rows < fewRows ? '[70%, 30%, 0%]' : '[80%, 10%, 10%]'}`,
    ...(canStratify ? [`  stratify: ${columnItems([target.name])[0]!}`] : []),
    '  seed: 1',
    '}',
  ];
}

/** Below, there are too few for three parts that say something. */
const fewRows = 50;

interface DraftedInput {
  readonly name: string;
  readonly lines: readonly string[];
  readonly layers: readonly string[];
}

/** Numbers and categories in an input each, and one for every text and every column of files. */
function draftInputs(
  { numbers, categories, texts, files }: GuessedColumns,
  data: string,
  names: Names,
  rows: number,
): readonly DraftedInput[] {
  const inputs: DraftedInput[] = [];
  const add = (columns: readonly string[], wanted: string, type: string, layers: readonly string[]) => {
    if (columns.length === 0) return;
    const name = names.take(wanted, 'input');
    const list = wrap(columnItems(columns), `input ${name} = ${data}[`.length);
    inputs.push({ name, layers, lines: [`input ${name} = ${data}[${list}] as ${type}`] });
  };
  const side = sideOfImage(numbers);
  const all = numbers.map(({ name }) => name);
  if (side) add(all, 'pixels', `image(${side}, ${side})`, usualLayers.images(rows));
  else add(all, 'features', 'numbers', []);
  const words = categories.map(({ name }) => name);
  add(words, 'kinds', 'category', usualLayers.categories());
  for (const { name } of texts) add([name], `${name}_words`, 'tokens(length: 64)', usualLayers.texts());
  for (const column of files) {
    const name = names.take(column.name, 'input');
    const lines = [`input ${name} = ${columnText(data, column.name)} as ${usualInput(column)}`];
    inputs.push({ name, lines, layers: layersOfFiles[column.type as MediaType](rows) });
  }
  return inputs;
}

const layersOfFiles: Readonly<Record<MediaType, (rows: number) => readonly string[]>> = {
  image: usualLayers.images,
  audio: usualLayers.sounds,
};

/** Square pictures have a column of small whole numbers for each pixel, and nothing beside them. */
function sideOfImage(numbers: GuessedColumns['numbers']): number | undefined {
  const side = Math.sqrt(numbers.length);
  const isImage =
    Number.isInteger(side) &&
    side >= 8 &&
    columnItems(numbers.map(({ name }) => name)).length === 1 &&
    numbers.every(({ type, min = 0, max = 0 }) => type === 'integer' && min >= 0 && max <= 255);
  return isImage ? side : undefined;
}

/** Blocks that make features of each input where there are several, and the trunk over all. */
function trunkBlocks(
  trunk: string,
  inputs: readonly DraftedInput[],
  rows: number,
  names: Names,
): readonly string[] {
  const [only, ...others] = inputs;
  const last = usualLayers.numbers(rows);
  if (others.length === 0) {
    // Those of images end with such a layer already.
    const layers = only!.layers.at(-1) === last.at(-1) ? only!.layers : [...only!.layers, ...last];
    return ['', ...block(trunk, [only!.name], layers), ''];
  }
  const feet = inputs.map((input) => {
    if (input.layers.length === 0) return { name: input.name, lines: [] };
    const name = names.take(`${input.name}_features`, 'features');
    return { name, lines: ['', ...block(name, [input.name], input.layers)] };
  });
  const on = feet.map(({ name }) => name);
  return [...feet.flatMap(({ lines }) => lines), '', ...block(trunk, on, [usualJoins[0], ...last]), ''];
}

const block = (name: string, on: readonly string[], layers: readonly string[]): readonly string[] => [
  `shared ${name}(${on.join(', ')}) {`,
  ...layers.map((layer) => `  ${layer}`),
  '}',
];

/** About two thousand steps, which small models need; training ends before when the loss stands still. */
function trainBlock(task: string, rows: number, canStop: boolean): readonly string[] {
  const training = Math.floor(rows * (rows < fewRows ? 0.7 : 0.8));
  const batch = Math.max(1, Math.min(32, Math.floor(training / 4)));
  const epochs = Math.max(5, Math.min(200, Math.round((2000 * batch) / Math.max(1, training))));
  return [
    'train {',
    `  batch: ${batch}`,
    `  epochs: ${epochs}`,
    ...(canStop ? [`  stop: plateau(${task}.loss, patience: ${Math.max(3, Math.round(epochs / 5))})`] : []),
    '  seed: 1',
    '}',
  ];
}

function leftOut({ leftOut: columns }: GuessedColumns, say: DraftedFile['say']): readonly string[] {
  const shown = columns.slice(0, mostShown);
  const lines = shown.flatMap(({ column: { name }, why }) =>
    comment(say(text('`{name}` is left out: {why}.', { name, why: say(why) }))),
  );
  const more = columns.length - shown.length;
  return more > 0
    ? [...lines, ...comment(say(text('{more} more {more|is|are} left out.', { more })))]
    : lines;
}

const mostShown = 8;

/** A name may hold anything, so that it must not end the comment. */
const comment = (sentence: string): readonly string[] =>
  sentence.split(/[\r\n\u2028\u2029]+/).map((line) => `// ${line}`);

/** Items side by side while there is room in the line. */
function wrap(items: readonly string[], indent: number): string {
  let width = indent;
  return items
    .map((item, index) => {
      const breaks = index > 0 && width + item.length > longest;
      width = (breaks ? 2 : width) + item.length + 2;
      return `${index === 0 ? '' : breaks ? ',\n  ' : ', '}${item}`;
    })
    .join('');
}

const longest = 100;
