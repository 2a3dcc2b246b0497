/**
 * Splits a program in two: what an engine computes, and what kernels do behind each step: the updates of states in place, element by
 * element, with the totals over arrays that they need. An optimizer's chain of ten ops would take an engine ten passes over every parameter; a
 * kernel takes one.
 */
import { cast, concat, orderNodes, reshape, type Program, type Tensor } from '../../../../graph';
import { arraysBehind, isElementwise } from './build-kernel';
import { CallBuilder, givenOutput } from './call-builder';
import { findTotals } from './find-totals';
import type { KernelWork } from './kernel-work';

export interface SplitProgram {
  /**
   * Computes everything but what kernels do. Of the states that they move it has those that it reads, unchanged. Its outputs are
   * those of the whole program, one for each array that kernels are given, and a vector of what is the same for all elements.
   */
  readonly rest: Program;
  readonly work: KernelWork;
}

export const scalarsOutput = 'updates/scalars';

/** Undefined where no state has an update that a kernel can do. */
export function splitProgram(program: Program): SplitProgram | undefined {
  const groups = groupStates(program);
  if (groups.length === 0) return undefined;
  const statesOf = (names: readonly string[]) => names.map((name) => program.states[name]!);
  const moved = new Map(groups.flat().map((name) => [program.states[name]!.source, name]));
  const totals = findTotals(statesOf(groups.flat()), (tensor) => moved.has(tensor));
  const calls = new CallBuilder(moved, totals);
  const updates = groups.map((group) => calls.update(statesOf(group)));

  const arrays = calls.given.all.map((tensor, place) => [givenOutput(place), asNumbers(tensor)] as const);
  const vector = calls.scalars.all.map((scalar) => reshape(asNumbers(scalar), [1]));
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
  return { rest: { feeds: program.feeds, states, outputs }, work: { totals: calls.totals, updates } };
}

const asNumbers = (x: Tensor): Tensor => (x.dtype === 'float32' ? x : cast(x, 'float32'));

/** Names of the states that kernels can move, each with those that it reads: a kernel reads everything before it writes. */
function groupStates({ states }: Program): readonly (readonly string[])[] {
  const groups = new Map<Tensor, Set<string>>();
  for (const [name, { source, next }] of Object.entries(states)) {
    const isVector = source.dtype === 'float32' && source.shape.length > 0;
    if (source !== next && isVector && isElementwise(next, source.shape)) groups.set(source, new Set([name]));
  }
  for (const { source, next } of Object.values(states)) {
    if (!groups.has(source)) continue;
    for (const read of arraysBehind(next, source.shape, (tensor) => groups.has(tensor))) {
      const [own, other] = [groups.get(source)!, groups.get(read)];
      if (!other || other === own) continue;
      for (const member of other) groups.set(states[member]!.source, own.add(member));
    }
  }
  return [...new Set(groups.values())].map((group) => [...group]);
}
