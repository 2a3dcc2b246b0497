/** Runs programs inside libtensorflow, a group of steps in one native call. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { render } from '../../../../contract/text';
import type { DType, Program, Shape } from '../../../../graph';
import { checkFeeds, checkProgram, checkStates } from '../check-values';
import { ExecutorError, type Executor, type Session, type Values } from '../executor';
import { findTensorFlow, type FoundTensorFlow } from './find-tensorflow';
import {
  loadTensorFlow,
  type NamedTensors,
  type SavedModel,
  type TensorFlow,
  type TensorFlowTensor,
} from './load-tensorflow';
import { tensorflowMissing, tensorflowUnloadable } from './problems';
import { isKept, modelNames, signature, tag, writeModel } from './write-model';

const name = 'tensorflow';

export const tensorflowExecutor: Executor = {
  name,
  async version() {
    const { name: variant, version } = found();
    return `${variant} ${version}`;
  },
  async prepare(program, { threads }) {
    checkProgram(name, program);
    const tensorflow = load(threads);
    return openSession(tensorflow, await loadModel(tensorflow, writeModel(program)), program);
  },
};

function found(): FoundTensorFlow {
  const finding = findTensorFlow();
  if ('found' in finding) return finding.found;
  const problem = tensorflowMissing(finding);
  throw new ExecutorError(name, render(problem.message), { problem });
}

function load(threads: number): TensorFlow {
  try {
    return loadTensorFlow(found(), threads);
  } catch (error) {
    if (error instanceof ExecutorError) throw error;
    const reason = reasonOf(error);
    const problem = tensorflowUnloadable(reason);
    throw new ExecutorError(name, `cannot be loaded on this system: ${reason}`, { cause: error, problem });
  }
}

/** The package reads models from disk only. The file is gone as soon as it was read. */
async function loadModel(tensorflow: TensorFlow, model: Uint8Array): Promise<SavedModel> {
  const folder = await mkdtemp(join(tmpdir(), 'mtl-model-'));
  try {
    await writeFile(join(folder, 'saved_model.pb'), model);
    return await tensorflow.node.loadSavedModel(folder, [tag], signature);
  } catch (error) {
    throw failure('cannot prepare the program', error);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function openSession(tensorflow: TensorFlow, model: SavedModel, program: Program): Session {
  const states = Object.entries(program.states);
  /** What the next run starts from; the tensors that a run answers are handed to the next one as they are. */
  const now = new Map<string, TensorFlowTensor>();
  const make = (values: Values, dtype: DType, shape: Shape) => tensorOf(tensorflow, values, dtype, shape);

  return {
    async run(feeds, steps) {
      checkFeeds(name, feeds, program.feeds, steps);
      const missing = states.find(([state]) => !now.has(state));
      if (missing) throw new ExecutorError(name, `the state ${missing[0]} was never written`);

      const given: NamedTensors = {
        [modelNames.steps]: tensorflow.tensor(Int32Array.of(steps), [], 'int32'),
      };
      for (const [feed, { dtype, shape }] of Object.entries(program.feeds)) {
        given[modelNames.feed(feed)] = make(feeds[feed]!, dtype, [steps, ...shape]);
      }
      const before = Object.fromEntries(states.map(([state]) => [modelNames.before(state), now.get(state)!]));
      try {
        const results = guard('cannot run the program', () => model.predict({ ...given, ...before }));
        for (const [state, is] of states) {
          if (isKept(is)) continue;
          now.get(state)!.dispose();
          now.set(state, results[modelNames.after(state)]!);
        }
        const outputs = Object.entries(program.outputs).map(([output, { dtype }]) => {
          const tensor = results[modelNames.output(output)]!;
          const values = valuesOf(tensor, dtype);
          tensor.dispose();
          return [output, values] as const;
        });
        return Object.fromEntries(outputs);
      } finally {
        for (const tensor of Object.values(given)) tensor.dispose();
      }
    },

    async readStates() {
      const copies = states.flatMap(([state, { source }]) => {
        const tensor = now.get(state);
        return tensor ? [[state, valuesOf(tensor, source.dtype).slice()] as const] : [];
      });
      return Object.fromEntries(copies);
    },

    async writeStates(values) {
      checkStates(name, values, program.states);
      for (const [state, given] of Object.entries(values)) {
        const { dtype, shape } = program.states[state]!.source;
        now.get(state)?.dispose();
        now.set(state, make(given.slice(), dtype, shape));
      }
    },

    async dispose() {
      for (const tensor of now.values()) tensor.dispose();
      now.clear();
      model.dispose();
    },
  };
}

/** The tensor shares the memory of `values`. The package knows no int64: it gets pairs of int32. */
function tensorOf(tensorflow: TensorFlow, values: Values, dtype: DType, shape: Shape): TensorFlowTensor {
  if (!(values instanceof BigInt64Array)) return tensorflow.tensor(values, [...shape], dtype);
  const pairs = new Int32Array(values.buffer, values.byteOffset, values.length * 2);
  return tensorflow.tensor(pairs, [...shape, 2], 'int32');
}

function valuesOf(tensor: TensorFlowTensor, dtype: DType): Values {
  const values = tensor.dataSync();
  if (!(values instanceof Int32Array)) return values;
  if (dtype !== 'int64') throw new ExecutorError(name, `answers int32 where ${dtype} was asked for`);
  return new BigInt64Array(values.buffer, values.byteOffset, values.length / 2);
}

function guard<T>(what: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw failure(what, error);
  }
}

/** The engine's own words become the cause of an error that says whose they are. */
function failure(what: string, error: unknown): ExecutorError {
  return new ExecutorError(name, `${what}: ${reasonOf(error)}`, { cause: error });
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
