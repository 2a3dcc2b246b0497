/** A thread's share of every step. */
import type { NamedValues, Values } from '../../executor';
import { elementsOf, type Part } from '../../updates/update-memory';
import { processor } from '../provider';
import { loadRuntime, sessionOptions } from '../runtime';
import { memoryFor } from '../stepping/step-plan';
import { Stepper } from '../stepping/stepper';
import { Exchange } from './exchange';
import type { ShardOrder, ShardTask } from './shard-orders';

export class Shard {
  readonly #stepper: Stepper;
  readonly #exchange: Exchange;
  readonly #part: Part;

  constructor(stepper: Stepper, exchange: Exchange, part: Part) {
    this.#stepper = stepper;
    this.#exchange = exchange;
    this.#part = part;
  }

  /**
   * Runs steps together with all others that share them, and answers what this one reports. `stepped` is called behind each step with the
   * number of those that are left, and before what all do together, in which one of the others may fail.
   */
  async run(feeds: NamedValues, steps: number, stepped?: (left: number) => void): Promise<NamedValues> {
    try {
      return await this.#stepper.run(feeds, steps, async (left) => {
        stepped?.(left + 1);
        await this.#exchange.update();
        stepped?.(left);
      });
    } catch (error) {
      // The others need not wait for this one.
      this.#exchange.giveUp();
      throw error;
    }
  }

  /** The state as this thread has it, not a copy: of one that nothing but its update reads, the thread's part is up to date. */
  state(name: string): Values {
    return this.#stepper.state(name)!;
  }

  /** Copies of the parts of states that this thread moves. */
  read(states: readonly string[]): NamedValues {
    return Object.fromEntries(
      states.map((name) => {
        const values = this.state(name);
        return [name, values.slice(...elementsOf(values.length, this.#part))];
      }),
    );
  }

  write(values: NamedValues): void {
    for (const [name, given] of Object.entries(values)) this.#stepper.write(name, given);
  }

  dispose(): Promise<void> {
    return this.#stepper.dispose();
  }

  /** What the thread that this one works for asks. */
  async obey(order: ShardOrder): Promise<NamedValues> {
    switch (order.kind) {
      case 'run':
        return this.run(order.feeds, order.steps);
      case 'read':
        return this.read(order.states);
      case 'write':
        this.write(order.values);
        return {};
      case 'dispose':
        await this.dispose();
        return {};
    }
  }
}

/** The share of a thread that works for another one. */
export async function openShard({ executor, plan, exchanged, shared, part }: ShardTask): Promise<Shard> {
  const runtime = await loadRuntime(executor);
  const native = await runtime.InferenceSession.create(plan.model.bytes, sessionOptions([processor.name], 1));
  const stepper = new Stepper(runtime, native, plan, memoryFor(plan)!);
  return new Shard(stepper, new Exchange(exchanged, shared, stepper.memory, part), part);
}
