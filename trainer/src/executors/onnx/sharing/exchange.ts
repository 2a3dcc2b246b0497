/**
 * How threads that share a step update together: each is given what the others have of the gradients for its part of the parameters, moves
 * that part on, and gives it to the others.
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
  };
}

const bytesOf = (names: readonly string[], of: ReadonlyMap<string, Float32Array>): number =>
  names.reduce((total, name) => total + of.get(name)!.byteLength, 0);

/** An array of a thread's own, and the same in the memory of all. */
interface Twin<Shared> {
  readonly own: Float32Array;
  readonly shared: Shared;
}

export class Exchange {
  readonly #meeting: Meeting;
  readonly #memory: UpdateMemory;
  readonly #part: Part;
  /** Of sums, what each thread has. */
  readonly #sums: readonly Twin<readonly Float32Array[]>[];
  readonly #states: readonly Twin<Float32Array>[];

  constructor({ summed, states }: Exchanged, shared: SharedMemory, memory: UpdateMemory, part: Part) {
    this.#meeting = new Meeting(shared.meeting, part.count);
    this.#memory = memory;
    this.#part = part;
    const sums = new Cutter(shared.sums);
    this.#sums = summed.map((name) => {
      const own = memory.outputs.get(name)!;
      return { own, shared: Array.from({ length: part.count }, () => sums.next(own.length)) };
    });
    const all = new Cutter(shared.states);
    this.#states = states.map((name) => {
      const own = memory.states.get(name)!;
      return { own, shared: all.next(own.length) };
    });
  }

  /** Moves the states on by one step, for which all threads have to come. */
  async update(): Promise<void> {
    const part = this.#part;
    for (const { own, shared } of this.#sums) copyOthers(shared[part.index]!, own, part);
    await this.#meeting.meet();
    for (const { own, shared } of this.#sums) addOthers(this.#memory, own, shared, part);
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
class Cutter {
  readonly #memory: SharedArrayBuffer;
  #at = 0;

  constructor(memory: SharedArrayBuffer) {
    this.#memory = memory;
  }

  next(length: number): Float32Array {
    const array = new Float32Array(this.#memory, this.#at, length);
    this.#at += array.byteLength;
    return array;
  }
}

/** Everything but the part. */
function copyOthers(to: Float32Array, from: Float32Array, part: Part): void {
  const [start, end] = elementsOf(from.length, part);
  to.set(from.subarray(0, start));
  to.set(from.subarray(end), end);
}

/** Adds to the part what the other threads have of it, always in the same order. */
function addOthers(memory: UpdateMemory, own: Float32Array, all: readonly Float32Array[], part: Part): void {
  const [start, end] = elementsOf(own.length, part);
  const sum = own.subarray(start, end);
  for (const [index, other] of all.entries())
    if (index !== part.index) memory.add(sum, other.subarray(start, end));
}
