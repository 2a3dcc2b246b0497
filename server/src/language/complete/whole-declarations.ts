/** Declarations that the file could have next, whole: tasks for columns that nothing reads, inputs of the rest, pairs, training. */
import { usualNames } from '../../../../catalog/usual';
import type { Analysis } from '../analyse';
import { dataSetsFeeding, inputsFeeding } from '../check/feeding';
import { columnText } from '../check/find-column';
import { columnItems } from '../draft/column-list';
import { guessColumns, targetOf } from '../draft/guess-columns';
import { newName, plainName } from '../edits/free-name';
import { declarationForms } from '../grammar/declarations';
import type { DeclarationKind } from '../grammar/forms';
import { untaughtTasks } from '../resolve/untaught-tasks';
import { columnsReadOf } from './columns-read';

export interface WholeDeclaration {
  readonly kind: DeclarationKind;
  /** What tells it from others of its kind. */
  readonly about: string;
  readonly written: string;
}

/** More columns than these are better chosen after `predict:`. */
const mostTasks = 12;

export function wholeDeclarations(analysis: Analysis): readonly WholeDeclaration[] {
  return [...fromColumns(analysis), ...pairs(analysis), ...training(analysis)];
}

function fromColumns(analysis: Analysis): readonly WholeDeclaration[] {
  const { symbols, tree } = analysis;
  const foundations = [
    ...symbols.ofKind('shared').toReversed(),
    ...symbols.ofKind('network', 'input').toReversed(),
  ];
  return [...analysis.data].flatMap(([data, { schema }]): readonly WholeDeclaration[] => {
    if (!schema) return [];
    const on = foundations.find(({ name }) => isFed(analysis, name, data));
    const read = columnsReadOf(tree, data);
    const free = schema.columns.filter(({ name }) => !read.has(name));
    const guessed = guessColumns({ ...schema, columns: free });
    // What nothing but itself could be predicted from may be predicted from what is read already.
    const columns = guessed
      ? [guessed.target, ...guessed.categories, ...guessed.numbers]
      : free.filter(({ distinct, type }) => distinct > 1 && type !== 'time' && type !== 'other');
    const tasks = columns.slice(0, mostTasks).map((column): WholeDeclaration => {
      const predict = `${columnText(data, column.name)} as ${targetOf(column, schema.rows)}`;
      const name = newName(tree.tokens, plainName(column.name));
      return {
        kind: 'task',
        about: column.name,
        written: `task ${name}(${on?.name}) {\n  predict: ${predict}\n}`,
      };
    });
    const numbers = guessed?.numbers ?? [];
    const list = columnItems(numbers.map(({ name }) => name)).join(', ');
    const input: WholeDeclaration = {
      kind: 'input',
      about: list,
      written: `input ${newName(tree.tokens, 'numbers')} = ${data}[${list}] as numbers`,
    };
    return [...(on ? tasks : []), ...(numbers.length > 0 ? [input] : [])];
  });
}

/** Whether rows of the data set have all that something reads; what reads nothing yet may read anything. */
function isFed({ symbols, inputs }: Analysis, name: string, data: string): boolean {
  const feeding = inputsFeeding(symbols, inputs, name);
  return feeding.length === 0 || dataSetsFeeding(feeding).includes(data);
}

const pairs = (analysis: Analysis): readonly WholeDeclaration[] =>
  untaughtTasks(analysis).map(({ task, networks }) => ({
    kind: 'cotrain',
    about: task,
    written: `cotrain ${networks.join(' <-> ')} {\n  task: ${task}\n}`,
  }));

/** Everything that has a default, to be changed. */
function training({ symbols, tree }: Analysis): readonly WholeDeclaration[] {
  const [task, ...others] = symbols.ofKind('task');
  if (!task || tree.file.declarations.some(({ kind }) => kind === 'train')) return [];
  const { properties } = declarationForms.train;
  const lines = [
    `optimizer: ${properties['optimizer']!.example}`,
    ...(others.length > 0 ? [`weighting: ${usualNames.weighting}`] : []),
    'batch: 32',
    'epochs: 10',
    `stop: plateau(${task.name}.loss, patience: 5)`,
    'seed: 1',
  ];
  return [
    { kind: 'train', about: task.name, written: `train {\n${lines.map((line) => `  ${line}\n`).join('')}}` },
  ];
}
