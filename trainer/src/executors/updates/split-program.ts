/**
 * Splits a program in two: what an engine computes, and the updates of states that kernels do in place, element by element.
 * An optimizer's chain of ten ops would take an engine ten passes over every parameter; a kernel takes one.
 */
import { cast, concat, orderNodes, reshape, sizeOf, type Program, type Tensor } from '../../../../graph';
import { buildKernel, isElementwise, statesBehind, type KernelUse } from './build-kernel';

export interface SplitProgram {
  /**
   * Computes everything but the updates. Of the states that they move it has those that it reads, unchanged. Its outputs are
   * those of the whole program, one for each array that updates are given, and a vector of what is the same for all elements.
   */
  readonly rest: Program;
  readonly updates: readonly Update[];
}

/** One use of a kernel in every step. */
export interface Update extends Omit<KernelUse, 'arrays' | 'scalars'> {
  /** What each array of the kernel is: a state of the program, or an output of the rest. */
  readonly arrays: readonly Source[];
  /** The place of each scalar of the kernel in the output `scalars`. */
  readonly scalars: readonly number[];
}

export interface Source {
  readonly kind: 'state' | 'output';
  readonly name: string;
}

export const scalarsOutput = 'updates/scalars';

/** Undefined where no state has an update that a kernel can do. */
export function splitProgram(program: Program): SplitProgram | undefined {
  const groups = groupStates(program);
  if (groups.length === 0) return undefined;
  const moved = new Map(groups.flat().map((name) => [program.states[name]!.source, name]));
  const given = new Numbering<Tensor>();
  const scalars = new Numbering<Tensor>();
  const source = (tensor: Tensor): Source => {
    const name = moved.get(tensor);
    return name === undefined
      ? { kind: 'output', name: givenOutput(given.placeOf(tensor)) }
      : { kind: 'state', name };
  };
  const updates = groups.map((group): Update => {
    const states = group.map((name) => program.states[name]!);
    const use = buildKernel(states, (tensor) => moved.has(tensor));
    return {
      ...use,
      arrays: use.arrays.map(source),
      scalars: use.scalars.map((scalar) => scalars.placeOf(scalar)),
    };
  });

  const arrays = given.all.map((tensor, place) => [givenOutput(place), asNumbers(tensor)] as const);
  const vector = scalars.all.map((scalar) => reshape(asNumbers(scalar), [1]));
  const outputs = {
    ...program.outputs,
    ...Object.fromEntries(arrays),
    ...(vector.length > 0 && { [scalarsOutput]: concat(vector, 0) }),
  };
  const others = Object.entries(program.states).filter(([, { source }]) => !moved.has(source));
  const read = new Set(orderNodes([...Object.values(outputs), ...others.map(([, { next }]) => next)]));
  const kept = [...moved].flatMap(([tensor, name]) =>
    read.has(tensor.node) ? [[name, { source: tensor, next: tensor }] as const] : [],
  );
  const states = Object.fromEntries([...others, ...kept]);
  return { rest: { feeds: program.feeds, states, outputs }, updates };
}

const givenOutput = (place: number): string => `updates/given/${place}`;

const asNumbers = (x: Tensor): Tensor => (x.dtype === 'float32' ? x : cast(x, 'float32'));

/** Things in the order in which they were first asked for. */
class Numbering<T> {
  readonly #places = new Map<T, number>();

  placeOf(thing: T): number {
    const place = this.#places.get(thing) ?? this.#places.size;
    this.#places.set(thing, place);
    return place;
  }

  get all(): readonly T[] {
    return [...this.#places.keys()];
  }
}

/** Names of the states that kernels can move, each with those that it reads: a kernel reads everything before it writes. */
function groupStates({ states }: Program): readonly (readonly string[])[] {
  const groups = new Map<Tensor, Set<string>>();
  for (const [name, { source, next }] of Object.entries(states)) {
    const isVector = source.dtype === 'float32' && sizeOf(source.shape) > 1;
    if (source !== next && isVector && isElementwise(next, source.shape)) groups.set(source, new Set([name]));
  }
  for (const { source, next } of Object.values(states)) {
    if (!groups.has(source)) continue;
    for (const read of statesBehind(next, source.shape, (tensor) => groups.has(tensor))) {
      const [own, other] = [groups.get(source)!, groups.get(read)!];
      if (other === own) continue;
      for (const member of other) groups.set(states[member]!.source, own.add(member));
    }
  }
  return [...new Set(groups.values())].map((group) => [...group]);
}
