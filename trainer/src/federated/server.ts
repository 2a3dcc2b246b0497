/** What lies with nobody: the model that all participants begin a round with, and what the federation keeps beside it. */
import { lookUp } from '../../../catalog';
import type { FederationDeclaration } from '../../../catalog/declaration';
import type { Call } from '../../../contract/plan';
import type { NamedValues } from '../executors/executor';
import type { Travelling } from '../program/training-program';

export class Server {
  readonly #declared: FederationDeclaration;
  readonly #args: Call['args'];
  readonly #travelling: readonly Travelling[];
  #model: NamedValues;
  #slots: Readonly<Record<string, Float64Array>>;

  /** `states` hold the model among others. */
  constructor(
    { name, args }: Call,
    travelling: readonly Travelling[],
    states: NamedValues,
    slots?: Readonly<Record<string, Float64Array>>,
  ) {
    const declared = lookUp('federations', name);
    if (!declared) throw new Error(`the catalog has no federation ${name}`);
    this.#declared = declared;
    this.#args = args;
    this.#travelling = travelling;
    this.#model = Object.fromEntries(travelling.map((one) => [one.name, states[one.name]!]));
    this.#slots = slots ?? emptySlots(declared, travelling, states);
  }

  get model(): NamedValues {
    return this.#model;
  }

  get slots(): Readonly<Record<string, Float64Array>> {
    return this.#slots;
  }

  /** By the mean changes of a round. What layers gather is no matter of the federation: it takes the mean. */
  move(means: Readonly<Record<string, Float64Array>>): void {
    const moved = this.#travelling.map(({ name, isTrained }) => {
      const [before, mean] = [this.#model[name]!, means[name]!];
      const values = Float32Array.from(before, Number);
      const slots = this.#slots[name]!.slice();
      const each = this.#declared.slots;
      for (let i = 0; i < values.length; i++) {
        if (!isTrained) values[i]! += mean[i]!;
        else {
          const kept = slots.subarray(i * each, (i + 1) * each);
          const [by, ...next] = this.#declared.move(this.#args as never, mean[i]!, [...kept]);
          values[i]! += by!;
          kept.set(next);
        }
      }
      return { name, values, slots };
    });
    this.#model = Object.fromEntries(moved.map(({ name, values }) => [name, values]));
    this.#slots = Object.fromEntries(moved.map(({ name, slots }) => [name, slots]));
  }
}

const emptySlots = (
  { slots }: FederationDeclaration,
  travelling: readonly Travelling[],
  states: NamedValues,
): Readonly<Record<string, Float64Array>> =>
  Object.fromEntries(travelling.map(({ name }) => [name, new Float64Array(slots * states[name]!.length)]));
