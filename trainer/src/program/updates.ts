/** The update of everything that is trained: parameters, and what the optimizer keeps beside them. */
import { lookUp } from '../../../catalog';
import type { Call } from '../../../contract/plan';
import { add, constant, greater, state, where } from '../../../graph';
import type { Program } from '../../../graph/program';
import { sizeOf, type Shape, type Tensor } from '../../../graph/tensor';
import type { NamedValues } from '../executors/executor';

/** A trained tensor, its gradient, and the labels that must be there for it to change. */
export interface Trained {
  readonly name: string;
  readonly source: Tensor;
  readonly gradient: Tensor;
  /**
   * float32, broadcast to the tensor: above 0 where it may change. Null where it changes in every step. Tensors with one
   * `group` share it, and count their updates together.
   */
  readonly present: Tensor | null;
  readonly group: string;
}

export interface Updates {
  readonly states: Program['states'];
  /** Of the states that the optimizer adds, slots and counts of updates, as they are before the first one. */
  start(): NamedValues;
}

/**
 * Nothing of a tensor moves in a step without a label for it: momentum would push it on even with a gradient of zero.
 * The optimizer's `step` counts the updates that a tensor has had, not the steps of the run.
 */
export function buildUpdates(call: Call, trained: readonly Trained[], rate: Tensor): Updates {
  const optimizer = lookUp('optimizers', call.name);
  if (!optimizer) throw new Error(`the catalog has no optimizer ${call.name}`);
  const states: Record<string, Program['states'][string]> = {};
  const added = new Map<string, Shape>();
  const counts = new Map<string, Tensor>();

  for (const { name, source, gradient, present, group } of trained) {
    const step = counts.get(group) ?? addCount(group, present);
    counts.set(group, step);
    const slotNames = optimizer.slots.map((slot) => [slot, `optimizer/${slot}/${name}`] as const);
    const slots = Object.fromEntries(slotNames.map(([slot, full]) => [slot, addState(full, source.shape)]));
    const updated = optimizer.update(call.args, { parameter: source, gradient, slots, rate, step });
    const changes = present && greater(present, constant(0));
    const settle = (next: Tensor, before: Tensor) => (changes ? where(changes, next, before) : next);
    states[name] = { source, next: settle(updated.parameter, source) };
    for (const [slot, full] of slotNames) {
      const before = slots[slot]!;
      states[full] = { source: before, next: settle(updated.slots[slot]!, before) };
    }
  }
  // Made anew each time: zeros as many as the model has parameters are not kept for a whole run.
  const start = () =>
    Object.fromEntries(Array.from(added, ([name, shape]) => [name, new Float32Array(sizeOf(shape))]));
  return { states, start };

  function addState(name: string, shape: Shape): Tensor {
    added.set(name, shape);
    return state(name, shape);
  }

  /** Answers the number of this update, from 1. */
  function addCount(group: string, present: Tensor | null): Tensor {
    const name = `optimizer/updates/${group}`;
    const before = addState(name, present?.shape ?? []);
    const next = add(before, constant(1));
    const settled = present ? where(greater(present, constant(0)), next, before) : next;
    states[name] = { source: before, next: settled };
    return next;
  }
}
