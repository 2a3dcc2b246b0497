/** A session that runs its program step by step, in this thread or in several that share each step. */
import type { Program } from '../../../../../graph';
import { checkFeeds, checkStates } from '../../check-values';
import { ExecutorError, type NamedValues, type Session } from '../../executor';
import { guard } from '../runtime';

/** Who runs the steps. */
export interface Steps {
  /** Answers what steps report; `stepped` is called behind each of them with the number of those that are left. */
  run(feeds: NamedValues, steps: number, stepped: (left: number) => void): Promise<NamedValues>;
  /** Copies of these states as they are now. */
  read(names: readonly string[]): Promise<NamedValues>;
  write(values: NamedValues): Promise<void>;
  dispose(): Promise<void>;
}

export class SteppingSession implements Session {
  readonly #name: string;
  readonly #program: Program;
  readonly #steps: Steps;
  /** States that were never written. */
  readonly #missing: Set<string>;
  /** Steps of a call were done, and the call is not over. */
  #isWithin = false;

  /** `name` is the executor's. */
  constructor(name: string, program: Program, steps: Steps) {
    this.#name = name;
    this.#program = program;
    this.#steps = steps;
    this.#missing = new Set(Object.keys(program.states));
  }

  async run(feeds: NamedValues, steps: number): Promise<NamedValues> {
    checkFeeds(this.#name, feeds, this.#program.feeds, steps);
    for (const state of this.#missing)
      throw new ExecutorError(this.#name, `the state ${state} was never written`);
    const stepped = (left: number) => void (this.#isWithin = left > 0);
    return guard(this.#name, 'cannot run the program', () => this.#steps.run(feeds, steps, stepped));
  }

  async readStates(): Promise<NamedValues> {
    if (this.#isWithin) throw new ExecutorError(this.#name, 'failed in the midst of some steps');
    const written = Object.keys(this.#program.states).filter((state) => !this.#missing.has(state));
    return guard(this.#name, 'cannot read the states', () => this.#steps.read(written));
  }

  async writeStates(values: NamedValues): Promise<void> {
    checkStates(this.#name, values, this.#program.states);
    await guard(this.#name, 'cannot write the states', () => this.#steps.write(values));
    for (const state of Object.keys(values)) this.#missing.delete(state);
  }

  dispose(): Promise<void> {
    return this.#steps.dispose();
  }
}
