/**
 * What columns of inputs and tasks may have in common, as far as their counts tell. Places are numbers, so that what was found holds wherever the
 * declarations stand.
 */
import type { Symbols } from '../resolve/symbols';
import { isBlockDeclaration } from '../syntax/nodes';
import { columnSetOf, compareColumns, mayBeSame } from './column-sets';
import type { CheckContext } from './context';
import type { CheckedInput } from './inputs';
import type { CheckedTask } from './tasks';

/** More pairs of columns that could be copies are not looked at. */
const mostPairs = 200;

/** A column of an input or of a target. */
export interface Place {
  readonly name: string;
  /** The index of the input or task. */
  readonly of: number;
  /** The index of the column in it. */
  readonly index: number;
}

export interface Suspicions {
  /** Columns that a task predicts and is shown. */
  readonly leaks: readonly TargetShown[];
  /** Columns that a task is shown and that may be copies of what it predicts. */
  readonly targetCopies: readonly TargetShown[];
  /** Columns of inputs that may be copies of earlier ones. */
  readonly copies: readonly { readonly later: Place; readonly earlier: Place }[];
  /** Names of all that may be copies of each other. */
  readonly alike: readonly (readonly [string, string])[];
  /** Columns of tasks whose values are classes, where all of them are known. */
  readonly classes: readonly Place[];
}

export interface TargetShown {
  readonly target: Place;
  readonly shown: Place;
}

/** They are found anew when what they follow from is another than in the text before. */
export function findSuspicions(
  { memory, symbols }: CheckContext,
  inputs: readonly CheckedInput[],
  tasks: readonly CheckedTask[],
): Suspicions {
  const find = (): Suspicions => {
    const shown = tasks.map((task) => inputsOf(symbols, task, inputs));
    const targetCopies = tasks.flatMap((task, of) => targetCopiesOf(task, of, shown[of]!, inputs));
    const copies = copiesOf(inputs);
    const alike = [
      ...targetCopies.map(({ target, shown: { name } }) => [target.name, name] as const),
      ...copies.map(({ later, earlier }) => [later.name, earlier.name] as const),
    ];
    return {
      leaks: tasks.flatMap((task, of) => leaksOf(task, of, shown[of]!, inputs)),
      targetCopies,
      copies,
      alike: alike.slice(0, mostPairs),
      classes: tasks.flatMap(classesOf),
    };
  };
  return memory ? memory.suspicions(groundsOf(symbols, inputs, tasks), find) : find();
}

/** All that suspicions follow from. Columns that have only moved are known by the same list. */
function groundsOf(
  symbols: Symbols,
  inputs: readonly CheckedInput[],
  tasks: readonly CheckedTask[],
): readonly unknown[] {
  const grounds: unknown[] = [];
  for (const { symbol, columns } of inputs) grounds.push(symbol.name, columns?.known);
  for (const { target } of tasks) grounds.push(target?.declaration, target?.columns?.known);
  for (const { name, declaration } of symbols.ofKind('shared', 'network', 'task')) {
    grounds.push(name);
    if (isBlockDeclaration(declaration)) for (const below of declaration.on) grounds.push(below.text);
  }
  return grounds;
}

/** The indices of inputs that a task reads, through whatever it stands on. */
function inputsOf(symbols: Symbols, task: CheckedTask, inputs: readonly CheckedInput[]): readonly number[] {
  // What is added while the loop runs is passed by it too.
  const passed = new Set([task.symbol.name]);
  for (const name of passed) {
    const declaration = symbols.find(name)?.declaration;
    if (!declaration || !isBlockDeclaration(declaration)) continue;
    for (const below of declaration.on) passed.add(below.text);
  }
  return inputs.flatMap(({ symbol }, index) => (passed.has(symbol.name) ? [index] : []));
}

/** Nothing needs to be read to see that a task predicts a column that it is shown. */
function leaksOf(
  task: CheckedTask,
  of: number,
  shown: readonly number[],
  inputs: readonly CheckedInput[],
): readonly TargetShown[] {
  const targets = columnSetOf(task.target?.columns ?? null);
  return shown.flatMap((input) => {
    const columns = columnSetOf(inputs[input]!.columns);
    const { leaked } = compareColumns(targets, columns);
    // Who predicts a whole input of many columns wants it back, as an autoencoder does.
    if (leaked.length > 1 && leaked.length === columns.placeOf.size) return [];
    return leaked.map((index) => {
      const name = targets.names[index]!;
      const shownAt = columns.placeOf.get(name)!;
      return { target: { name, of, index }, shown: { name, of: input, index: shownAt } };
    });
  });
}

function targetCopiesOf(
  task: CheckedTask,
  of: number,
  shown: readonly number[],
  inputs: readonly CheckedInput[],
): readonly TargetShown[] {
  const targets = columnSetOf(task.target?.columns ?? null);
  const found = shown.flatMap((input) => {
    const columns = columnSetOf(inputs[input]!.columns);
    return compareColumns(targets, columns).alike.map(([target, other]) => ({
      target: { name: targets.names[target]!, of, index: target },
      shown: { name: columns.names[other]!, of: input, index: other },
    }));
  });
  return found.toSorted((a, b) => a.target.index - b.target.index);
}

/** The pixels of an image or the steps of a sequence may well be the same; columns that are written by name hardly. */
function copiesOf(inputs: readonly CheckedInput[]): Suspicions['copies'] {
  const all = inputs.flatMap(({ columns }, of) => {
    const { own, names, known } = columnSetOf(columns);
    return own.map((index) => ({ place: { name: names[index]!, of, index }, counts: known[index]! }));
  });
  return all.flatMap((later, index) =>
    all
      .slice(0, index)
      .filter(({ place, counts }) => place.name !== later.place.name && mayBeSame(counts, later.counts))
      .map(({ place }) => ({ later: later.place, earlier: place })),
  );
}

function classesOf({ target }: CheckedTask, of: number): readonly Place[] {
  const reads = target?.declaration.reads;
  if (reads !== 'class' && reads !== 'truth') return [];
  return (target!.columns?.known ?? []).flatMap((column, index) =>
    column?.values && column.distinct > 1 ? [{ name: column.name, of, index }] : [],
  );
}
