/** Steps that several threads share: this one and others, each with its own rows of the batch. */
import { sizeOf } from '../../../../../graph';
import type { ProgramShard } from '../../../../../graph/sharding/shard-program';
import type { NamedValues, Values } from '../../executor';
import { elementsOf, type Part } from '../../updates/update-memory';
import { BrokenMeeting } from './meeting';
import type { Shard } from './shard';
import type { ShardThread } from './shard-thread';
import type { Steps } from '../stepping/stepping-session';

/** All that share the steps; the first is this thread. */
export interface Sharers {
  readonly shards: readonly ProgramShard[];
  readonly own: Shard;
  readonly others: readonly ShardThread[];
  /** States of which every thread moves a part that no other one reads. */
  readonly scattered: ReadonlySet<string>;
}

export class SharedSteps implements Steps {
  readonly #sharers: Sharers;

  constructor(sharers: Sharers) {
    this.#sharers = sharers;
  }

  async run(feeds: NamedValues, steps: number, stepped: (left: number) => void): Promise<NamedValues> {
    const { shards, own, others } = this.#sharers;
    const given = shards.map((shard, index) => feedsOf(shard, { count: shards.length, index }, feeds, steps));
    const working = others.map((thread, at) => {
      const theirs = given[at + 1]!;
      const transfer = Object.values(theirs).map(({ buffer }) => buffer as ArrayBuffer);
      return thread.obey({ kind: 'run', feeds: theirs, steps }, transfer);
    });
    const results = await Promise.allSettled([own.run(given[0]!, steps, stepped), ...working]);
    const [first, ...rest] = results.map((result) => {
      if (result.status === 'fulfilled') return result.value;
      throw causeOf(results);
    });
    return Object.fromEntries(
      Object.entries(first!).map(([name, values]) => [
        name,
        shards[0]!.partial.has(name)
          ? rest.reduce<Values>((sum, other) => added(sum, other[name]!), values)
          : values,
      ]),
    );
  }

  async read(names: readonly string[]): Promise<NamedValues> {
    const { own, others, scattered } = this.#sharers;
    const parts = names.filter((name) => scattered.has(name));
    const answers = await Promise.all(others.map((thread) => thread.obey({ kind: 'read', states: parts })));
    const count = others.length + 1;
    return Object.fromEntries(
      names.map((name) => {
        const values = own.state(name).slice() as Float32Array;
        if (scattered.has(name))
          for (const [at, answer] of answers.entries()) {
            const [from] = elementsOf(values.length, { count, index: at + 1 });
            values.set(answer[name] as Float32Array, from);
          }
        return [name, values];
      }),
    );
  }

  async write(values: NamedValues): Promise<void> {
    const { own, others } = this.#sharers;
    own.write(values);
    await Promise.all(others.map((thread) => thread.obey({ kind: 'write', values })));
  }

  async dispose(): Promise<void> {
    const { own, others } = this.#sharers;
    await own.dispose();
    await Promise.allSettled(others.map((thread) => thread.obey({ kind: 'dispose' })));
    await Promise.all(others.map((thread) => thread.end()));
  }
}

/** The feeds of one thread, in arrays of their own: its rows of each step, and all of what it needs whole. */
function feedsOf(
  { program, rowsOf }: ProgramShard,
  { count, index }: Part,
  all: NamedValues,
  steps: number,
): NamedValues {
  return Object.fromEntries(
    Object.entries(program.feeds).map(([name, { shape }]) => {
      const from = rowsOf.get(name);
      if (from === undefined) return [name, all[name]!.slice()];
      const size = sizeOf(shape);
      const values = all[from]!;
      const own = new (values.constructor as Float32ArrayConstructor)(size * steps);
      for (let step = 0; step < steps; step++) {
        const start = (step * count + index) * size;
        own.set((values as Float32Array).subarray(start, start + size), step * size);
      }
      return [name, own];
    }),
  );
}

function added(sum: Values, other: Values): Values {
  if (sum instanceof BigInt64Array) return sum.map((value, at) => value + (other as BigInt64Array)[at]!);
  return (sum as Float32Array).map((value, at) => value + (other as Float32Array)[at]!);
}

/** Who failed, and not who was left waiting. */
function causeOf(results: readonly PromiseSettledResult<NamedValues>[]): Error {
  const reasons = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as Error] : []));
  return reasons.find((reason) => !(reason instanceof BrokenMeeting)) ?? reasons[0]!;
}
