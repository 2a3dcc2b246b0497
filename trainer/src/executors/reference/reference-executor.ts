/** Runs programs with the interpreter: slow, but it needs nothing native and every number can be looked into. */
import { VERSION } from '../../../../contract/version';
import { sizeOf, type Program, type Tensor, type TensorType } from '../../../../graph';
import { arrayOf, checkFeeds, checkProgram, checkStates } from '../check-values';
import { ExecutorError, type Executor, type NamedValues, type Session, type Values } from '../executor';
import { allocate, createInterpreter, type Precision } from './interpreter';
import type { Numbers } from './kernel';

const name = 'reference';

/** `precision` is that of the numbers between the ops; what goes in and comes out is float32 in both cases. */
export const createReferenceExecutor = (precision: Precision): Executor => ({
  name,
  version: async () => VERSION,
  async prepare(program) {
    checkProgram(name, program);
    return openSession(program, precision);
  },
});

export const referenceExecutor: Executor = createReferenceExecutor('float32');

function openSession(program: Program, precision: Precision): Session {
  const states = Object.entries(program.states);
  const outputs = Object.entries(program.outputs);
  const interpret = createInterpreter(
    [...states.map(([, state]) => state.next), ...outputs.map(([, output]) => output)],
    precision,
  );
  const now = new Map<string, Numbers>();

  const runStep = (feeds: NamedValues, step: number): readonly Numbers[] => {
    const sources = new Map<Tensor, Numbers>();
    for (const [state, { source }] of states) sources.set(source, now.get(state)!);
    for (const [feed, tensor] of Object.entries(program.feeds)) {
      const size = sizeOf(tensor.shape);
      sources.set(tensor, decode(feeds[feed]!.slice(step * size, (step + 1) * size), tensor, precision));
    }
    try {
      return interpret(sources);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new ExecutorError(name, `cannot run the program: ${reason}`, { cause: error });
    }
  };

  return {
    async run(feeds, steps) {
      checkFeeds(name, feeds, program.feeds, steps);
      const missing = states.find(([state]) => !now.has(state));
      if (missing) throw new ExecutorError(name, `the state ${missing[0]} was never written`);
      const reported = outputs.map(([output, tensor]) => {
        return [output, new arrayOf[tensor.dtype](sizeOf(tensor.shape) * steps)] as const;
      });
      const before = [...now];
      try {
        for (let step = 0; step < steps; step++) {
          const results = runStep(feeds, step);
          for (const [at, [state]] of states.entries()) now.set(state, results[at]!);
          for (const [at, [, values]] of reported.entries()) {
            encode(results[states.length + at]!, values, step);
          }
        }
      } catch (error) {
        for (const [state, values] of before) now.set(state, values);
        throw error;
      }
      return Object.fromEntries(reported);
    },

    async readStates() {
      const copies = states.flatMap(([state, { source }]) => {
        const values = now.get(state);
        if (values === undefined) return [];
        const copy = new arrayOf[source.dtype](values.length);
        encode(values, copy, 0);
        return [[state, copy] as const];
      });
      return Object.fromEntries(copies);
    },

    async writeStates(values) {
      checkStates(name, values, program.states);
      for (const [state, given] of Object.entries(values)) {
        now.set(state, decode(given, program.states[state]!.source, precision));
      }
    },

    async dispose() {
      now.clear();
    },
  };
}

/** A copy as the interpreter's own numbers. */
function decode(values: Values, type: TensorType, precision: Precision): Numbers {
  const numbers = allocate(type, precision);
  for (const [at, value] of values.entries()) numbers[at] = Number(value);
  return numbers;
}

/** Puts the numbers of one step into the values of many. */
function encode(numbers: Numbers, into: Values, step: number): void {
  const start = step * numbers.length;
  if (into instanceof BigInt64Array) into.set(Array.from(numbers, BigInt), start);
  else into.set(numbers, start);
}
