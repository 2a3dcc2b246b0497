/**
 * What columns of inputs and tasks may have in common, as far as their names and counts tell. Everything is asked for at every key: what a pair of
 * lists of columns has in common is kept with them, and pairs are told by name until one of them turns out to be alike.
 */
import type { Column } from '../../../../contract/schema';
import { foundationsBehind } from '../resolve/foundations-behind';
import type { Symbols } from '../resolve/symbols';
import type { FileNames } from '../resolve/file-names';
import { columnSetOf, compareColumns, mayBeSame, type ColumnSet } from './column-sets';
import type { ReadColumns } from './columns';
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

/** What is found without knowing what the parts say; plain data, which holds wherever inputs and tasks are moved to. */
export interface Facts {
  readonly leaks: readonly Leak[];
  /** Names of columns that may be copies of each other: of a target first. */
  readonly alike: readonly (readonly [string, string])[];
  /** Columns whose values are the classes of a target, where all of them are known. */
  readonly classes: readonly ClassColumn[];
  /** The names of these, each once. */
  readonly classNames: readonly string[];
}

/** Places in the lists of tasks and inputs, and of columns in those. */
interface Leak {
  readonly task: number;
  readonly target: number;
  readonly input: number;
  readonly column: number;
}

interface ClassColumn {
  readonly task: number;
  readonly target: number;
}

/** Facts, and what they were found of: a list of columns is the same while nobody changes the input or task that reads it. */
export interface KeptSuspicions {
  readonly names: FileNames;
  readonly columns: readonly (ReadColumns['known'] | null)[];
  /** For each task the indices of the inputs that it reads. */
  readonly read: readonly (readonly number[])[];
  readonly facts: Facts;
}

export class Suspicions {
  readonly #inputs: readonly CheckedInput[];
  readonly #tasks: readonly CheckedTask[];
  readonly #read: KeptSuspicions['read'];
  readonly facts: Facts;

  constructor(
    { memory, symbols }: CheckContext,
    inputs: readonly CheckedInput[],
    tasks: readonly CheckedTask[],
  ) {
    this.#inputs = inputs;
    this.#tasks = tasks;
    const { names } = symbols;
    const last = memory?.suspicions?.names === names ? memory.suspicions : undefined;
    const columns = [
      ...inputs.map((input) => input.columns?.known ?? null),
      ...tasks.map(({ target }) => target?.columns?.known ?? null),
    ];
    this.#read = last?.read ?? inputsOfTasks(symbols, inputs, tasks);
    const isKnown = last && columns.every((known, index) => known === last.columns[index]);
    this.facts = isKnown ? last.facts : this.#find();
    if (memory) memory.suspicions = { names, columns, read: this.#read, facts: this.facts };
  }

  /** Columns that a task predicts and is shown: nothing needs to be read to see it. */
  leaks(): readonly Shown[] {
    return this.facts.leaks.map(({ task, target, input, column }) => ({
      target: this.#targetAt(task, target),
      column: this.#columnAt(input, column),
    }));
  }

  classes(): readonly Place<CheckedTask>[] {
    return this.facts.classes.map(({ task, target }) => this.#targetAt(task, target));
  }

  #find(): Facts {
    const classes = this.#findClasses();
    const classNames = classes.map(({ task, target }) => this.#targetAt(task, target).name);
    return {
      leaks: this.#findLeaks(),
      alike: this.#findAlike(),
      classes,
      classNames: [...new Set(classNames)],
    };
  }

  #findLeaks(): Facts['leaks'] {
    const found: Leak[] = [];
    this.#each((task, input, targets, columns) => {
      const { leaked } = compareColumns(targets, columns);
      // Who predicts a whole input of many columns wants it back, as an autoencoder does.
      if (leaked.length > 1 && leaked.length === columns.placeOf.size) return;
      for (const target of leaked)
        found.push({ task, target, input, column: columns.placeOf.get(targets.names[target]!)! });
    });
    return found;
  }

  #findAlike(): Facts['alike'] {
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

  #findClasses(): Facts['classes'] {
    return this.#tasks.flatMap(({ target: predicted }, task) => {
      const reads = predicted?.declaration.reads;
      if (reads !== 'class' && reads !== 'truth') return [];
      return (predicted!.columns?.known ?? []).flatMap((column, target) =>
        column?.values && column.distinct > 1 ? [{ task, target }] : [],
      );
    });
  }

  /** Columns that a task is shown and that are copies of what it predicts. */
  targetCopies(areSame: (target: string, column: string) => boolean): readonly Shown[] {
    const found: Shown[] = [];
    this.#each((task, input, targets, columns) => {
      for (const [index, place] of compareColumns(targets, columns).alike) {
        const [target, column] = [this.#targetAt(task, index), this.#columnAt(input, place)];
        if (areSame(target.name, column.name)) found.push({ target, column });
      }
    });
    return found;
  }

  /** Columns of inputs that are copies of earlier ones. */
  copies(areSame: (column: string, earlier: string) => boolean): readonly Copy[] {
    return [...this.#copies()].filter(({ column, earlier }) => areSame(column.name, earlier.name));
  }

  #targetAt(task: number, index: number): Place<CheckedTask> {
    const of = this.#tasks[task]!;
    return { of, index, name: columnSetOf(of.target!.columns).names[index]! };
  }
  #columnAt(input: number, index: number): Place<CheckedInput> {
    const of = this.#inputs[input]!;
    return { of, index, name: columnSetOf(of.columns).names[index]! };
  }

  /** Calls with each task and each input that it reads, by their places. */
  #each(look: (task: number, input: number, targets: ColumnSet, columns: ColumnSet) => void): void {
    for (const [task, { target }] of this.#tasks.entries()) {
      const targets = columnSetOf(target?.columns ?? null);
      for (const input of this.#read[task]!)
        look(task, input, targets, columnSetOf(this.#inputs[input]!.columns));
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
