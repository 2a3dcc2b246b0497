/**
 * Runs steps in this thread: ONNX Runtime computes everything but the updates, kernels move the parameters where they lie. The engine reads
 * parameters from the kernels' memory and writes gradients into it, so that nothing is copied.
 */
import type * as Runtime from 'onnxruntime-node';
import { sizeOf, type TensorType } from '../../../../../graph';
import { arrayOf } from '../../check-values';
import type { NamedValues, Values } from '../../executor';
import type { UpdateMemory } from '../../updates/update-memory';
import { modelNames } from '../write-model';
import { runInPlace } from './in-place';
import type { StepPlan } from './step-plan';

export class Stepper {
  readonly memory: UpdateMemory;
  readonly #runtime: typeof Runtime;
  readonly #native: Runtime.InferenceSession;
  readonly #plan: StepPlan;
  /** States that kernels do not move, as they are now. */
  readonly #others = new Map<string, Runtime.Tensor>();

  constructor(
    runtime: typeof Runtime,
    native: Runtime.InferenceSession,
    plan: StepPlan,
    memory: UpdateMemory,
  ) {
    this.#runtime = runtime;
    this.#native = native;
    this.#plan = plan;
    this.memory = memory;
  }

  /** Answers what steps report. `finish` is called behind each of them with the number of those that are left, and moves the states on. */
  async run(
    feeds: NamedValues,
    steps: number,
    finish: (left: number) => void | Promise<void>,
  ): Promise<NamedValues> {
    const { model, feeds: expected } = this.#plan;
    const inputs = this.#inputs();
    const places = this.#places();
    const reported = Object.entries(this.#plan.outputs).filter(([name]) => !this.memory.outputs.has(name));
    const outputs = reported.map(([name, type]) => {
      return { native: model.output[name]!, name, type, values: emptyFor(type, steps) };
    });
    for (let step = 0; step < steps; step++) {
      for (const [feed, type] of Object.entries(expected)) {
        inputs[modelNames.feed(feed)] = this.#tensor(type, stepOf(feeds[feed]!, type, step));
      }
      for (const { native, type, values } of outputs) {
        places[native] = this.#tensor(type, stepOf(values, type, step));
      }
      await runInPlace(this.#native, inputs, places);
      for (const [state, after] of Object.entries(model.after)) {
        // What the step has read makes room for what the next one writes.
        const [before, next] = [inputs[modelNames.before(state)]!, places[after]!];
        inputs[modelNames.before(state)] = next;
        places[after] = before;
        this.#others.set(state, next);
      }
      await finish(steps - step - 1);
    }
    return Object.fromEntries(outputs.map((output) => [output.name, output.values]));
  }

  /** The state as it is now, not a copy; undefined where it was never written. */
  state(name: string): Values | undefined {
    return this.memory.states.get(name) ?? (this.#others.get(name)?.data as Values | undefined);
  }

  write(name: string, values: Values): void {
    const place = this.memory.states.get(name);
    if (place) place.set(values as Float32Array);
    else this.#others.set(name, this.#tensor(this.#plan.states[name]!, values.slice()));
  }

  async dispose(): Promise<void> {
    this.#others.clear();
    await this.#native.release();
  }

  /** What stays the same from step to step: where parameters lie, and states that do not change. */
  #inputs(): Record<string, Runtime.Tensor> {
    const inputs = Object.entries(this.#plan.read).map(([state, type]) => {
      const place = this.memory.states.get(state);
      return [
        modelNames.before(state),
        place ? this.#tensor(type, place) : this.#others.get(state)!,
      ] as const;
    });
    return Object.fromEntries(inputs);
  }

  /** Where results go: into the kernels' memory, and states that kernels do not move beside where they are now. */
  #places(): Record<string, Runtime.Tensor> {
    const { model, outputs, states } = this.#plan;
    const given = [...this.memory.outputs].map(([output, values]) => {
      return [model.output[output]!, this.#tensor(outputs[output]!, values)] as const;
    });
    const changed = Object.entries(model.after).map(([state, after]) => {
      return [after, this.#tensor(states[state]!, emptyFor(states[state]!, 1))] as const;
    });
    return Object.fromEntries([...given, ...changed]);
  }

  #tensor({ dtype, shape }: TensorType, values: Values): Runtime.Tensor {
    return new this.#runtime.Tensor(dtype, values, [...shape]);
  }
}

const emptyFor = ({ dtype, shape }: TensorType, steps: number): Values =>
  new arrayOf[dtype](steps * sizeOf(shape));

/** Values of one step out of several. */
const stepOf = (values: Values, { shape }: TensorType, step: number): Values =>
  values.subarray(step * sizeOf(shape), (step + 1) * sizeOf(shape));
