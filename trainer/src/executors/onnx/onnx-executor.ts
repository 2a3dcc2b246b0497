/** Runs programs with ONNX Runtime: with its native kernels on the processor, or with those of another provider. */
import { join } from 'node:path';
import type * as Runtime from 'onnxruntime-node';
import { orderNodes, type Program } from '../../../../graph';
import { loopOverRows } from '../../../../graph/rewrites/loop-over-rows';
import { checkFeeds, checkProgram, checkStates } from '../check-values';
import { ExecutorError, type Executor, type NamedValues, type Session, type Values } from '../executor';
import { splitProgram } from '../updates/split-program';
import { findChannelBlock } from './channel-block';
import type { Engine } from './engine';
import { createProcessorForms } from './forms';
import { explainLibrary, processor, requireProvider } from './provider';
import { guard, loadRuntime, runtimeVersion, sessionOptions, type OnnxRuntime } from './runtime';
import { openSteps } from './open-steps';
import { isLarge } from './stepping/find-blocked-matrices';
import { SteppingSession } from './stepping/stepping-session';
import { modelNames, writeModel } from './write-model';
import { isKept } from './write-step';

const name = 'onnxruntime';

/** The program of threads that share steps, beside the bundle that this is part of. */
const besideBundle = join(__dirname, 'shard.cjs');

/**
 * Programs whose updates move at least `elements` numbers in a step run step by step, with updates by kernels of our own;
 * smaller ones run many steps in a native call, because there the calls take longer than the updates.
 */
export const createOnnxExecutor = (
  elements: number,
  provider = processor,
  shardFile = besideBundle,
): Executor => ({
  name,
  version: () => runtimeVersion(name),
  async prepare(program, { threads, profile }) {
    checkProgram(name, program);
    const runtime = await loadRuntime(name);
    requireProvider(name, provider, runtime);
    const create = (model: Uint8Array, own = threads) => {
      const options = { ...sessionOptions([provider.name], own, profile), ...provider.options };
      return guard(name, 'cannot prepare the program', () =>
        runtime.InferenceSession.create(model, options).catch((error: unknown) =>
          explainLibrary(name, provider, error),
        ),
      );
    };
    const fitting = provider === processor ? await fitProcessor(runtime, program) : plain;
    const split = splitProgram(program);
    const moved = split?.work.updates.reduce((total, { size }) => total + size, 0) ?? 0;
    const engine = { name, runtime, create, ...fitting };
    const steps =
      split && moved >= elements
        ? await openSteps(engine, program, split, {
            count: threads,
            file: provider === processor ? shardFile : undefined,
          })
        : undefined;
    return steps
      ? new SteppingSession(name, program, steps)
      : openSession(runtime, await create(writeModel(fitting.fit(program, threads), fitting.forms)), program);
  },
});

export const onnxExecutor = createOnnxExecutor(2 ** 16);

/** CUDA has a loop of its own, so that states stay on the card through a group of steps. */
export const cudaExecutor = createOnnxExecutor(Infinity, { name: 'cuda', device: 'cuda' });

/** Neither of these two has a loop: steps are run one by one. DirectML refuses memory that is planned in advance. */
export const directmlExecutor = createOnnxExecutor(0, {
  name: 'dml',
  device: 'directml',
  options: { enableMemPattern: false },
});
export const coremlExecutor = createOnnxExecutor(0, { name: 'coreml', device: 'coreml' });

/** How ops are said to an engine, and what it is given instead of a program. */
type Fitting = Pick<Engine, 'forms' | 'fit' | 'block'>;

const plain: Fitting = { forms: undefined, fit: (program) => program };

/** Images stay in blocks of channels as long as no loop takes them apart by rows. */
async function fitProcessor(runtime: OnnxRuntime, program: Program): Promise<Fitting> {
  const targets = [
    ...Object.values(program.states).map(({ next }) => next),
    ...Object.values(program.outputs),
  ];
  const kinds = new Set(orderNodes(targets).map(({ op }) => op));
  const asks = kinds.has('conv2d') || kinds.has('scan') || Object.values(program.states).some(isLarge);
  const block = asks ? await findChannelBlock(runtime, sessionOptions([processor.name], 1)) : undefined;
  const hasImages = kinds.has('conv2d') && block !== undefined;
  return {
    forms: createProcessorForms(block),
    ...(block !== undefined && { block }),
    fit: hasImages ? plain.fit : loopOverRows,
  };
}

function openSession(runtime: OnnxRuntime, native: Runtime.InferenceSession, program: Program): Session {
  const states = Object.entries(program.states);
  /** What the next run starts from; the tensors that a run answers are handed to the next one as they are. */
  const now = new Map<string, Runtime.Tensor>();

  return {
    async run(feeds, steps) {
      checkFeeds(name, feeds, program.feeds, steps);
      const missing = states.find(([state]) => !now.has(state));
      if (missing) throw new ExecutorError(name, `the state ${missing[0]} was never written`);

      const inputs: Record<string, Runtime.Tensor> = {
        [modelNames.steps]: new runtime.Tensor('float32', new Float32Array(steps), [steps]),
      };
      for (const [state] of states) inputs[modelNames.before(state)] = now.get(state)!;
      for (const [feed, { dtype, shape }] of Object.entries(program.feeds)) {
        inputs[modelNames.feed(feed)] = new runtime.Tensor(dtype, feeds[feed]!, [steps, ...shape]);
      }
      const results = await guard(name, 'cannot run the program', () => native.run(inputs));
      for (const [state, is] of states) {
        if (!isKept(is)) now.set(state, results[modelNames.after(state)]!);
      }
      const outputs = Object.keys(program.outputs).map(
        (output) => [output, results[modelNames.output(output)]!.data as Values] as const,
      );
      return Object.fromEntries(outputs);
    },

    async readStates(): Promise<NamedValues> {
      const copies = states.flatMap(([state]) => {
        const values = now.get(state)?.data as Values | undefined;
        return values ? [[state, values.slice()] as const] : [];
      });
      return Object.fromEntries(copies);
    },

    async writeStates(values) {
      checkStates(name, values, program.states);
      for (const [state, given] of Object.entries(values)) {
        const { dtype, shape } = program.states[state]!.source;
        now.set(state, new runtime.Tensor(dtype, given.slice(), [...shape]));
      }
    },

    async dispose() {
      now.clear();
      await native.release();
    },
  };
}
