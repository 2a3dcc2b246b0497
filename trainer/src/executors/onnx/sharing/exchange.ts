/**
 * How threads that share a step update together: each is given what the others have of the gradients for its part of the parameters, tells
 * the others its share of totals over all of them, moves its part on, and gives it to the others.
 */
import { elementsOf, type Part, type UpdateMemory } from '../../updates/update-memory';
import { Meeting, meetingMemory } from './meeting';

/** Numbers by name: what is added up behind each step, and what all threads read of what is then moved. */
export interface Exchanged {
  readonly summed: readonly string[];
  readonly states: readonly string[];
}

/** The same for all threads. */
export interface SharedMemory {
  readonly meeting: SharedArrayBuffer;
  /** What each thread has of each sum, one after the other. */
  readonly sums: SharedArrayBuffer;
  readonly states: SharedArrayBuffer;
  /** What each thread has of the totals of each round. */
  readonly totals: SharedArrayBuffer;
}

/** `memory` is that of any of the threads. */
export function shareMemory(
  { summed, states }: Exchanged,
  memory: UpdateMemory,
  count: number,
): SharedMemory {
  return {
    meeting: meetingMemory(),
    sums: new SharedArrayBuffer(count * bytesOf(summed, memory.outputs)),
    states: new SharedArrayBuffer(bytesOf(states, memory.states)),
    totals: new SharedArrayBuffer(
      count * memory.totals.reduce((total, { byteLength }) => total + byteLength, 0),
    ),
  };
}

const bytesOf = (names: readonly string[], of: ReadonlyMap<string, Float32Array>): number =>
  names.reduce((total, name) => total + of.get(name)!.byteLength, 0);

/** An array of a thread's own, and the same in the memory of all. */
interface Twin<Own, Shared> {
  readonly own: Own;
  readonly shared: Shared;
}

export class Exchange {
  readonly #meeting: Meeting;
  readonly #memory: UpdateMemory;
  readonly #part: Part;
  /** Of sums, what each thread has. */
  readonly #sums: readonly Twin<Float32Array, readonly Float32Array[]>[];
  readonly #states: readonly Twin<Float32Array, Float32Array>[];
  /** Of the totals of each round, what each thread has. */
  readonly #totals: readonly Twin<Float64Array, readonly Float64Array[]>[];

  constructor({ summed, states }: Exchanged, shared: SharedMemory, memory: UpdateMemory, part: Part) {
    this.#meeting = new Meeting(shared.meeting, part.count);
    this.#memory = memory;
    this.#part = part;
    const sums = cutter(Float32Array, shared.sums);
    this.#sums = summed.map((name) => {
      const own = memory.outputs.get(name)!;
      return { own, shared: Array.from({ length: part.count }, () => sums(own.length)) };
    });
    const all = cutter(Float32Array, shared.states);
    this.#states = states.map((name) => {
      const own = memory.states.get(name)!;
      return { own, shared: all(own.length) };
    });
    const totals = cutter(Float64Array, shared.totals);
    this.#totals = memory.totals.map((own) => {
      return { own, shared: Array.from({ length: part.count }, () => totals(own.length)) };
    });
  }

  /** Moves the states on by one step, for which all threads have to come. */
  async update(): Promise<void> {
    const part = this.#part;
    for (const { own, shared } of this.#sums) copyOthers(shared[part.index]!, own, part);
    await this.#meeting.meet();
    for (const { own, shared } of this.#sums) addOthers(this.#memory, own, shared, part);
    for (const [round, { own, shared }] of this.#totals.entries()) {
      this.#memory.takeTotals(round, part);
      shared[part.index]!.set(own);
      await this.#meeting.meet();
      addAll(own, shared);
    }
    this.#memory.update(part);
    for (const { own, shared } of this.#states) {
      const [from, to] = elementsOf(own.length, part);
      shared.set(own.subarray(from, to), from);
    }
    await this.#meeting.meet();
    for (const { own, shared } of this.#states) copyOthers(own, shared, part);
  }

  /** This thread cannot go on: the others need not wait for it. */
  giveUp(): void {
    this.#meeting.breakUp();
  }
}

/** Arrays one after the other. */
function cutter<A extends Float32Array | Float64Array>(
  kind: new (memory: SharedArrayBuffer, start: number, length: number) => A,
  memory: SharedArrayBuffer,
): (length: number) => A {
  let start = 0;
  return (length) => {
    const array = new kind(memory, start, length);
    start += array.byteLength;
    return array;
  };
}

/** Everything but the part. */
function copyOthers(to: Float32Array, from: Float32Array, part: Part): void {
  const [start, end] = elementsOf(from.length, part);
  to.set(from.subarray(0, start));
  to.set(from.subarray(end), end);
}

/** The same in all threads, to the last bit. */
function addAll(sum: Float64Array, all: readonly Float64Array[]): void {
  sum.fill(0);
  for (const each of all) for (const [at, value] of each.entries()) sum[at]! += value;
}

/** Adds to the part what the other threads have of it, always in the same order. */
function addOthers(memory: UpdateMemory, own: Float32Array, all: readonly Float32Array[], part: Part): void {
  const [start, end] = elementsOf(own.length, part);
  const sum = own.subarray(start, end);
  for (const [index, other] of all.entries())
    if (index !== part.index) memory.add(sum, other.subarray(start, end));
}
