/**
 * What columns of inputs and tasks may have in common, as far as their names and counts tell. Everything is asked for at every key: what a pair of
 * lists of columns has in common is kept with them, and pairs are told by name until one of them turns out to be alike.
 */
import type { Column } from '../../../../contract/schema';
import { foundationsBehind } from '../resolve/foundations-behind';
import type { Symbols } from '../resolve/symbols';
import { isBlockDeclaration } from '../syntax/nodes';
import { columnSetOf, compareColumns, mayBeSame, type ColumnSet } from './column-sets';
import type { CheckContext } from './context';
import type { CheckedInput } from './inputs';
import type { CheckedTask } from './tasks';

/** More pairs of columns that could be copies are not looked at. */
const mostPairs = 200;

/** A column of an input or of a target, by its place in it. */
export interface Place<Of extends CheckedInput | CheckedTask> {
  readonly of: Of;
  readonly index: number;
  readonly name: string;
}

/** A target, and a column that its task is shown. */
export interface Shown {
  readonly target: Place<CheckedTask>;
  readonly column: Place<CheckedInput>;
}

/** Two columns of inputs, of which the one that is written later may be a copy. */
export interface Copy {
  readonly column: Place<CheckedInput>;
  readonly earlier: Place<CheckedInput>;
}

export class Suspicions {
  readonly #inputs: readonly CheckedInput[];
  readonly #tasks: readonly CheckedTask[];
  /** For each task the indices of the inputs that it reads. */
  readonly #read: readonly (readonly number[])[];

  constructor(
    { memory, symbols }: CheckContext,
    inputs: readonly CheckedInput[],
    tasks: readonly CheckedTask[],
  ) {
    this.#inputs = inputs;
    this.#tasks = tasks;
    const find = (): readonly (readonly number[])[] => inputsOfTasks(symbols, inputs, tasks);
    this.#read = memory ? memory.inputsOfTasks(foundationsIn(symbols, inputs, tasks), find) : find();
  }

  /** Columns that a task predicts and is shown: nothing needs to be read to see it. */
  leaks(): readonly Shown[] {
    const found: Shown[] = [];
    this.#each((task, input, targets, columns) => {
      const { leaked } = compareColumns(targets, columns);
      // Who predicts a whole input of many columns wants it back, as an autoencoder does.
      if (leaked.length > 1 && leaked.length === columns.placeOf.size) return;
      for (const index of leaked) {
        const name = targets.names[index]!;
        const place = columns.placeOf.get(name)!;
        found.push({ target: { of: task, index, name }, column: { of: input, index: place, name } });
      }
    });
    return found;
  }

  /** Names of columns that may be copies of each other: of a target first. */
  alike(): readonly (readonly [string, string])[] {
    const found: (readonly [string, string])[] = [];
    this.#each((_task, _input, targets, columns) => {
      if (found.length < mostPairs) found.push(...compareColumns(targets, columns).alikeNames);
    });
    for (const { column, earlier } of this.#copies()) {
      if (found.length >= mostPairs) break;
      found.push([column.name, earlier.name]);
    }
    return found.slice(0, mostPairs);
  }

  /** Columns that a task is shown and that are copies of what it predicts. */
  targetCopies(areSame: (target: string, column: string) => boolean): readonly Shown[] {
    const found: Shown[] = [];
    this.#each((task, input, targets, columns) => {
      for (const [index, place] of compareColumns(targets, columns).alike) {
        const target = { of: task, index, name: targets.names[index]! };
        const column = { of: input, index: place, name: columns.names[place]! };
        if (areSame(target.name, column.name)) found.push({ target, column });
      }
    });
    return found;
  }

  /** Columns of inputs that are copies of earlier ones. */
  copies(areSame: (column: string, earlier: string) => boolean): readonly Copy[] {
    return [...this.#copies()].filter(({ column, earlier }) => areSame(column.name, earlier.name));
  }

  /** Columns whose values are the classes of a target, where all of them are known. */
  classes(): readonly Place<CheckedTask>[] {
    return this.#tasks.flatMap((of) => {
      const reads = of.target?.declaration.reads;
      if (reads !== 'class' && reads !== 'truth') return [];
      return (of.target!.columns?.known ?? []).flatMap((column, index) =>
        column?.values && column.distinct > 1 ? [{ of, index, name: column.name }] : [],
      );
    });
  }

  #each(
    look: (task: CheckedTask, input: CheckedInput, targets: ColumnSet, columns: ColumnSet) => void,
  ): void {
    for (const [index, task] of this.#tasks.entries()) {
      const targets = columnSetOf(task.target?.columns ?? null);
      for (const place of this.#read[index]!) {
        const input = this.#inputs[place]!;
        look(task, input, targets, columnSetOf(input.columns));
      }
    }
  }

  /** The pixels of an image or the steps of a sequence may well be the same; columns that are written by name hardly. */
  *#copies(): Generator<Copy> {
    const alike = new Map<string, { place: Place<CheckedInput>; counts: Column }[]>();
    for (const of of this.#inputs) {
      const { own, names, known } = columnSetOf(of.columns);
      for (const index of own) {
        const column = { of, index, name: names[index]! };
        const counts = known[index]!;
        const key = `${counts.distinct} ${counts.missing} ${counts.min} ${counts.max}`;
        const others = alike.get(key) ?? [];
        for (const { place: earlier, counts: of } of others)
          if (earlier.name !== column.name && mayBeSame(of, counts)) yield { column, earlier };
        others.push({ place: column, counts });
        alike.set(key, others);
      }
    }
  }
}

/** What tasks and blocks stand on: who reads which input follows from it. */
function foundationsIn(
  symbols: Symbols,
  inputs: readonly CheckedInput[],
  tasks: readonly CheckedTask[],
): readonly string[] {
  const names = [...inputs, ...tasks].map(({ symbol }) => symbol.name);
  for (const { name, declaration } of symbols.ofKind('shared', 'network', 'task')) {
    names.push('', name);
    if (isBlockDeclaration(declaration)) for (const below of declaration.on) names.push(below.text);
  }
  return names;
}

/** The indices of the inputs that each task reads, through whatever it stands on. */
function inputsOfTasks(
  symbols: Symbols,
  inputs: readonly CheckedInput[],
  tasks: readonly CheckedTask[],
): readonly (readonly number[])[] {
  const places = new Map(inputs.map(({ symbol }, index) => [symbol.name, index]));
  return tasks.map(({ symbol }) =>
    [...foundationsBehind(symbols, symbol.name)]
      .flatMap((name) => places.get(name) ?? [])
      .toSorted((a, b) => a - b),
  );
}
