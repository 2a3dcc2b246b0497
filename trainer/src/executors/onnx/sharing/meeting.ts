/** Where threads wait for each other: nobody goes on before all have come. */

/** Words of the shared memory: who has come, how often all have met, and whether somebody cannot come any more. */
const places = { arrived: 0, round: 1, broken: 2 } as const;

/** Threads that share a step come within such a time of each other, in milliseconds; who waits longer sleeps. */
const patience = 0.1;

/** Somebody else has failed, and says why. */
export class BrokenMeeting extends Error {
  override readonly name = 'BrokenMeeting';
}

export const meetingMemory = (): SharedArrayBuffer =>
  new SharedArrayBuffer(Object.keys(places).length * Int32Array.BYTES_PER_ELEMENT);

export class Meeting {
  readonly #words: Int32Array<SharedArrayBuffer>;
  readonly #count: number;

  /** The memory is that of `meetingMemory`, the same for all `count` threads. */
  constructor(memory: SharedArrayBuffer, count: number) {
    this.#words = new Int32Array(memory);
    this.#count = count;
  }

  /** Rejects with a BrokenMeeting where not all can come. */
  async meet(): Promise<void> {
    const words = this.#words;
    const round = Atomics.load(words, places.round);
    // Whoever leaves later than this begins another round.
    this.#requireAll();
    if (Atomics.add(words, places.arrived, 1) + 1 === this.#count) {
      Atomics.store(words, places.arrived, 0);
      this.#goOn();
    } else {
      const late = performance.now() + patience;
      while (Atomics.load(words, places.round) === round && performance.now() < late);
      // A call that comes late may be meant for those who met before, and this one has gone to sleep again.
      while (Atomics.load(words, places.round) === round)
        await Atomics.waitAsync(words, places.round, round).value;
    }
    this.#requireAll();
  }

  /** Nobody waits any more. */
  breakUp(): void {
    Atomics.store(this.#words, places.broken, 1);
    this.#goOn();
  }

  #requireAll(): void {
    if (Atomics.load(this.#words, places.broken) !== 0) throw new BrokenMeeting('another thread has failed');
  }

  #goOn(): void {
    Atomics.add(this.#words, places.round, 1);
    Atomics.notify(this.#words, places.round);
  }
}
