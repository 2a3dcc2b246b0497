/**
 * What columns of one data set may have in common, as far as their names and counts tell. It is asked for at every key, and found anew where a
 * list of columns says something else; pairs are told by name until one of them turns out to be alike.
 */
import type { Column } from '../../../../contract/schema';
import type { Facts, KeptSuspicions, Leak, Seen } from './column-facts';
import { compareColumns, haveSame, mayBeSame, type ColumnSet } from './column-sets';
import type { CheckedAll } from './checked-all';
import type { CheckedInput } from './inputs';
import type { CheckedTask } from './checked-task';

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

/** A column that is written by its name. */
interface OwnColumn {
  readonly input: number;
  readonly index: number;
  readonly name: string;
  readonly counts: Column;
}

export class Suspicions {
  readonly #inputs: CheckedAll<CheckedInput>;
  readonly #tasks: CheckedAll<CheckedTask>;
  readonly #seen: Seen;
  readonly facts: Facts;

  /** `last`: those of the last text. */
  constructor(
    inputs: CheckedAll<CheckedInput>,
    tasks: CheckedAll<CheckedTask>,
    seen: Seen,
    last: KeptSuspicions | undefined,
  ) {
    this.#inputs = inputs;
    this.#tasks = tasks;
    this.#seen = seen;
    this.facts = last && seesTheSame(seen, last) ? last.facts : this.#find();
  }

  /** What the next text may go on from. */
  get kept(): KeptSuspicions {
    return { ...this.#seen, facts: this.facts };
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
    const classNames = classes.map(({ task, target }) => this.#seen.targets[task]!.names[target]!);
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
    for (const [column, earlier] of this.#copies()) {
      if (found.length >= mostPairs) break;
      found.push([column.name, earlier.name]);
    }
    return found.slice(0, mostPairs);
  }

  #findClasses(): Facts['classes'] {
    return this.#seen.targets.flatMap(({ classes }, task) => classes.map((target) => ({ task, target })));
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
    return [...this.#copies()]
      .filter(([column, earlier]) => areSame(column.name, earlier.name))
      .map(([column, earlier]) => ({
        column: this.#columnAt(column.input, column.index),
        earlier: this.#columnAt(earlier.input, earlier.index),
      }));
  }

  #targetAt(task: number, index: number): Place<CheckedTask> {
    return { of: this.#tasks.at(task), index, name: this.#seen.targets[task]!.names[index]! };
  }
  #columnAt(input: number, index: number): Place<CheckedInput> {
    return { of: this.#inputs.at(input), index, name: this.#seen.inputs[input]!.names[index]! };
  }

  /** Calls with each task and each input that it reads, by their places. */
  #each(look: (task: number, input: number, targets: ColumnSet, columns: ColumnSet) => void): void {
    const { inputs, targets, read } = this.#seen;
    for (const [task, predicted] of targets.entries())
      for (const input of read[task]!) look(task, input, predicted, inputs[input]!);
  }

  /** The pixels of an image or the steps of a sequence may well be the same; columns that are written by name hardly. */
  *#copies(): Generator<readonly [column: OwnColumn, earlier: OwnColumn]> {
    const alike = new Map<string, OwnColumn[]>();
    for (const [input, { own, known, names }] of this.#seen.inputs.entries()) {
      for (const index of own) {
        const counts = known[index]!;
        const column = { input, index, name: names[index]!, counts };
        const key = `${counts.distinct} ${counts.missing} ${counts.min} ${counts.max}`;
        const others = alike.get(key) ?? [];
        for (const earlier of others)
          if (earlier.name !== column.name && mayBeSame(earlier.counts, counts)) yield [column, earlier];
        others.push(column);
        alike.set(key, others);
      }
    }
  }
}

/** Whether tasks and inputs of the same columns stand in the same places, whatever they are called. */
const seesTheSame = (now: Seen, last: Seen): boolean =>
  (now.inputs === last.inputs || haveSame(now.inputs, last.inputs)) &&
  (now.targets === last.targets || haveSame(now.targets, last.targets)) &&
  (now.read === last.read || now.read.every((inputs, task) => haveSame(inputs, last.read[task]!)));
