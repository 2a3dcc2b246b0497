/**
 * Runs programs on a graphics card through the runtime's own WebGPU provider. It has no loop of its own, so steps are run
 * one by one; states stay on the card from step to step, and what the steps of a group report is read back at its end.
 */
import type { InferenceSession, Tensor } from 'onnxruntime-node';
import { sizeOf, type Program, type Shape } from '../../../../../graph';
import { checkFeeds, checkProgram, checkStates } from '../../check-values';
import { ExecutorError, type Executor, type NamedValues, type Session, type Values } from '../../executor';
import { deviceMissing } from '../../problems';
import { requireProvider, type Provider } from '../provider';
import { guard, loadRuntime, runtimeVersion, sessionOptions, type OnnxRuntime } from '../runtime';
import { modelNames } from '../write-model';
import { writeStepModel, type StepModel } from '../stepping/write-step-model';
import { openCopies, type Copies } from './copies';
import { createWebgpuForms, ProcessorNodes } from './forms';
import { packed, packOutputs, type PackedProgram } from './pack-outputs';

const name = 'onnxruntime';

const provider: Provider = { name: 'webgpu', device: 'webgpu' };

export const webgpuExecutor: Executor = {
  name,
  version: () => runtimeVersion(name),
  async prepare(program, { threads }) {
    checkProgram(name, program);
    const runtime = await loadRuntime(name);
    requireProvider(name, provider, runtime);
    const pack = packOutputs(program);
    const processor = new ProcessorNodes();
    const model = writeStepModel(pack.program, createWebgpuForms(processor));
    const options = sessionOptions([provider.name], threads);
    return guard(name, 'cannot prepare the program', async () => {
      const native = await runtime.InferenceSession.create(model.bytes, {
        ...options,
        executionProviders: [{ name: provider.name, ...processor.option }],
        preferredOutputLocation: locationsOf(pack.program, model),
      }).catch(explainMissing);
      const copies = await openCopies(runtime, options);
      return openSession({ runtime, native, copies, program, pack, model });
    });
  },
};

/** The engine tells a machine without a graphics card by its words alone. */
function explainMissing(error: unknown): never {
  const reason = /Failed to get a WebGPU adapter: (.*)/.exec(String(error))?.[1];
  if (reason === undefined) throw error;
  const problem = deviceMissing('webgpu', reason);
  throw new ExecutorError(name, `there is no graphics card: ${reason}`, { cause: error, problem });
}

interface Opened {
  readonly runtime: OnnxRuntime;
  readonly native: InferenceSession;
  readonly copies: Copies;
  /** As it was given; `model` is that of the packed one. */
  readonly program: Program;
  readonly pack: PackedProgram;
  readonly model: StepModel;
}

/** What is fed back or read later stays on the card, for as far as there are kernels that take it from there. */
function locationsOf({ states, outputs }: Program, { after, output }: StepModel) {
  const named = [
    ...Object.entries(after).map(([state, result]) => [result, states[state]!.source] as const),
    ...Object.entries(output).map(([reported, result]) => [result, outputs[reported]!] as const),
  ];
  return Object.fromEntries(
    named.map(([result, { dtype }]) => [result, dtype === 'float32' ? 'gpu-buffer' : 'cpu'] as const),
  );
}

function openSession({ runtime, native, copies, program, pack, model }: Opened): Session {
  const states = Object.entries(program.states);
  const feeds = Object.entries(program.feeds);
  /** What the next step starts from. */
  const now = new Map<string, Tensor>();
  /** A device that has failed is not asked for its states: that can end the process, or never return. */
  let failed = false;

  async function runStep(given: NamedValues, step: number): Promise<Readonly<Record<string, Tensor>>> {
    const inputs: Record<string, Tensor> = {};
    for (const [state] of states) inputs[modelNames.before(state)] = now.get(state)!;
    for (const [feed, { dtype, shape }] of feeds) {
      inputs[modelNames.feed(feed)] = new runtime.Tensor(dtype, valuesOfStep(given[feed]!, shape, step), [
        ...shape,
      ]);
    }
    const results = await native.run(inputs);
    for (const [state, result] of Object.entries(model.after)) replace(state, results[result]!);
    return Object.fromEntries(
      Object.entries(model.output).map(([output, result]) => [output, results[result]!]),
    );
  }

  function replace(state: string, tensor: Tensor): void {
    now.get(state)?.dispose();
    now.set(state, tensor);
  }

  const read = async (tensor: Tensor): Promise<Values> =>
    (tensor.location === 'cpu' ? tensor : await copies.toHost(tensor)).data as Values;

  return {
    async run(given, steps) {
      checkFeeds(name, given, program.feeds, steps);
      const missing = states.find(([state]) => !now.has(state));
      if (missing) throw new ExecutorError(name, `the state ${missing[0]} was never written`);
      failed = true;
      const all = await guard(name, 'cannot run the program', async () => {
        const reports: Readonly<Record<string, Tensor>>[] = [];
        for (let step = 0; step < steps; step++) reports.push(await runStep(given, step));
        const all: Record<string, Values> = {};
        for (const output of Object.keys(model.output)) {
          const values: Values[] = [];
          for (const report of reports) values.push(await read(report[output]!));
          all[output] = joined(values);
        }
        for (const report of reports) for (const tensor of Object.values(report)) tensor.dispose();
        const { [packed]: vectors, ...others } = all;
        return vectors ? { ...others, ...pack.unpack(vectors as Float32Array, steps) } : others;
      });
      failed = false;
      return all;
    },

    async readStates() {
      if (failed) throw new ExecutorError(name, 'the device that held the states has failed');
      return guard(name, 'cannot read the states', async () => {
        const values: Record<string, Values> = {};
        for (const [state, tensor] of now) values[state] = (await read(tensor)).slice();
        return values;
      });
    },

    async writeStates(values) {
      checkStates(name, values, program.states);
      await guard(name, 'cannot write the states', async () => {
        for (const [state, given] of Object.entries(values)) {
          const { dtype, shape } = program.states[state]!.source;
          const tensor = new runtime.Tensor(dtype, given.slice(), [...shape]);
          replace(state, dtype === 'float32' ? await copies.toDevice(tensor) : tensor);
        }
      });
    },

    async dispose() {
      for (const tensor of now.values()) tensor.dispose();
      now.clear();
      await copies.dispose();
      await native.release();
    },
  };
}

/** Values of one step among those of many. */
function valuesOfStep(values: Values, shape: Shape, step: number): Values {
  const size = sizeOf(shape);
  return values.subarray(step * size, (step + 1) * size);
}

function joined(parts: readonly Values[]): Values {
  const [first] = parts as [Values];
  const whole = new (first.constructor as Float32ArrayConstructor)(first.length * parts.length);
  for (const [at, part] of parts.entries()) whole.set(part as Float32Array, at * first.length);
  return whole;
}
