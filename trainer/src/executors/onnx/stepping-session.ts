/**
 * Runs a program step by step: ONNX Runtime computes everything but the updates, kernels move the parameters where they lie.
 * The engine reads parameters from the kernels' memory and writes gradients into it, so that nothing is copied.
 */
import type * as Runtime from 'onnxruntime-node';
import { sizeOf, type Program, type Tensor } from '../../../../graph';
import { arrayOf, checkFeeds, checkStates } from '../check-values';
import { ExecutorError, type NamedValues, type Session, type Values } from '../executor';
import type { SplitProgram } from '../updates/split-program';
import type { UpdateMemory } from '../updates/update-memory';
import type { FormTable } from './forms';
import { runInPlace } from './in-place';
import { guard } from './runtime';
import { modelNames } from './write-model';
import { writeStepModel, type StepModel } from './write-step-model';

/** What a session needs of the engine that it runs on. */
export interface Engine {
  readonly name: string;
  readonly runtime: typeof Runtime;
  readonly forms: FormTable | undefined;
  create(model: Uint8Array): Promise<Runtime.InferenceSession>;
}

export async function openSteppingSession(
  engine: Engine,
  program: Program,
  split: SplitProgram,
  memory: UpdateMemory,
): Promise<Session> {
  const model = writeStepModel(split.rest, engine.forms, { inPlace: true });
  const native = await engine.create(model.bytes);
  return new SteppingSession(engine, program, split, memory, model, native);
}

class SteppingSession implements Session {
  readonly #engine: Engine;
  readonly #program: Program;
  readonly #split: SplitProgram;
  readonly #memory: UpdateMemory;
  readonly #model: StepModel;
  readonly #native: Runtime.InferenceSession;
  /** States that kernels do not move, as they are now. */
  readonly #others = new Map<string, Runtime.Tensor>();
  /** States that were never written. */
  readonly #missing: Set<string>;

  /** Steps of a call were done, and the call is not over. */
  #isWithin = false;

  constructor(
    engine: Engine,
    program: Program,
    split: SplitProgram,
    memory: UpdateMemory,
    model: StepModel,
    native: Runtime.InferenceSession,
  ) {
    this.#engine = engine;
    this.#program = program;
    this.#split = split;
    this.#memory = memory;
    this.#model = model;
    this.#native = native;
    this.#missing = new Set(Object.keys(program.states));
  }

  async run(feeds: NamedValues, steps: number): Promise<NamedValues> {
    const { name } = this.#engine;
    checkFeeds(name, feeds, this.#program.feeds, steps);
    for (const state of this.#missing) throw new ExecutorError(name, `the state ${state} was never written`);

    const inputs = this.#inputs();
    const places = this.#places();
    const outputs = Object.entries(this.#program.outputs).map(([output, tensor]) => {
      const values = emptyFor(tensor, steps);
      return { native: this.#model.output[output]!, name: output, tensor, values };
    });
    for (let step = 0; step < steps; step++) {
      for (const [feed, tensor] of Object.entries(this.#program.feeds)) {
        inputs[modelNames.feed(feed)] = this.#tensor(tensor, stepOf(feeds[feed]!, tensor, step));
      }
      for (const { native, tensor, values } of outputs) {
        places[native] = this.#tensor(tensor, stepOf(values, tensor, step));
      }
      await guard(name, 'cannot run the program', () => runInPlace(this.#native, inputs, places));
      for (const [state, after] of Object.entries(this.#model.after)) {
        // What the step has read makes room for what the next one writes.
        const [before, next] = [inputs[modelNames.before(state)]!, places[after]!];
        inputs[modelNames.before(state)] = next;
        places[after] = before;
        this.#others.set(state, next);
      }
      this.#memory.update();
      this.#isWithin = step + 1 < steps;
    }
    return Object.fromEntries(outputs.map((output) => [output.name, output.values]));
  }

  async readStates(): Promise<NamedValues> {
    if (this.#isWithin) throw new ExecutorError(this.#engine.name, 'failed in the midst of some steps');
    const read = Object.keys(this.#program.states).flatMap((state) => {
      const values = this.#memory.states.get(state) ?? (this.#others.get(state)?.data as Values | undefined);
      return this.#missing.has(state) || !values ? [] : [[state, values.slice()] as const];
    });
    return Object.fromEntries(read);
  }

  async writeStates(values: NamedValues): Promise<void> {
    checkStates(this.#engine.name, values, this.#program.states);
    for (const [state, given] of Object.entries(values)) {
      const place = this.#memory.states.get(state);
      if (place) place.set(given as Float32Array);
      else this.#others.set(state, this.#tensor(this.#program.states[state]!.source, given.slice()));
      this.#missing.delete(state);
    }
  }

  async dispose(): Promise<void> {
    this.#others.clear();
    await this.#native.release();
  }

  /** What stays the same from step to step: where parameters lie, and states that do not change. */
  #inputs(): Record<string, Runtime.Tensor> {
    const inputs = Object.entries(this.#split.rest.states).map(([state, { source }]) => {
      const place = this.#memory.states.get(state);
      const tensor = place ? this.#tensor(source, place) : this.#others.get(state)!;
      return [modelNames.before(state), tensor] as const;
    });
    return Object.fromEntries(inputs);
  }

  /** Where results go: into the kernels' memory, and states that kernels do not move beside where they are now. */
  #places(): Record<string, Runtime.Tensor> {
    const given = [...this.#memory.outputs].map(([output, values]) => {
      return [this.#model.output[output]!, this.#tensor(this.#split.rest.outputs[output]!, values)] as const;
    });
    const states = Object.entries(this.#model.after).map(([state, after]) => {
      const { source } = this.#program.states[state]!;
      return [after, this.#tensor(source, emptyFor(source, 1))] as const;
    });
    return Object.fromEntries([...given, ...states]);
  }

  #tensor({ dtype, shape }: Tensor, values: Values): Runtime.Tensor {
    return new this.#engine.runtime.Tensor(dtype, values, [...shape]);
  }
}

const emptyFor = ({ dtype, shape }: Tensor, steps: number): Values =>
  new arrayOf[dtype](steps * sizeOf(shape));

/** Values of one step out of several. */
const stepOf = (values: Values, { shape }: Tensor, step: number): Values =>
  values.subarray(step * sizeOf(shape), (step + 1) * sizeOf(shape));
