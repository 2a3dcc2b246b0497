/** Checks what is handed to an executor before anything native sees it: sources, names, lengths and element types. */
import { orderNodes, showShape, sizeOf, type DType, type Program, type Tensor } from '../../../graph';
import { ExecutorError, type NamedValues, type Values } from './executor';

/** Throws an ExecutorError that names the first source that the program does not list, or a state that changes its type. */
export function checkProgram(executor: string, { feeds, states, outputs }: Program): void {
  const listed = new Set([...Object.values(feeds), ...Object.values(states).map(({ source }) => source)]);
  const results = [...Object.values(states).map(({ next }) => next), ...Object.values(outputs)];
  for (const { op, attributes, outputs } of orderNodes(results)) {
    if ((op === 'feed' || op === 'state') && !listed.has(outputs[0]!)) {
      throw new ExecutorError(executor, `the program does not list its ${op} ${String(attributes.name)}`);
    }
  }
  for (const [name, { source, next }] of Object.entries(states)) {
    const [before, after] = [source, next].map(({ dtype, shape }) => `${dtype} ${showShape(shape)}`);
    if (before !== after)
      throw new ExecutorError(executor, `the state ${name} turns from ${before} into ${after}`);
  }
}

/** Throws an ExecutorError that names the first feed that is missing, unknown, or does not hold `steps` tensors. */
export function checkFeeds(
  executor: string,
  feeds: NamedValues,
  expected: Readonly<Record<string, Tensor>>,
  steps: number,
): void {
  if (!Number.isInteger(steps) || steps < 1)
    throw new ExecutorError(executor, `${steps} steps cannot be run; run at least one`);
  for (const [name, tensor] of Object.entries(expected)) {
    const values = feeds[name];
    if (values === undefined) throw new ExecutorError(executor, `the feed ${name} is missing`);
    checkValues(executor, `the feed ${name}`, values, tensor, steps);
  }
  rejectUnknown(executor, 'feed', feeds, expected);
}

/** Throws an ExecutorError that names the first state that is unknown or does not hold its tensor. */
export function checkStates(
  executor: string,
  states: NamedValues,
  expected: Readonly<Record<string, { readonly source: Tensor }>>,
): void {
  rejectUnknown(executor, 'state', states, expected);
  for (const [name, values] of Object.entries(states)) {
    checkValues(executor, `the state ${name}`, values, expected[name]!.source, 1);
  }
}

function rejectUnknown(executor: string, kind: string, given: object, expected: object): void {
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(expected, name))
      throw new ExecutorError(executor, `the program has no ${kind} ${name}`);
  }
}

function checkValues(executor: string, what: string, values: Values, tensor: Tensor, times: number): void {
  const type = arrayOf[tensor.dtype];
  if (!(values instanceof type))
    throw new ExecutorError(executor, `${what} is ${tensor.dtype}: it takes a ${type.name}`);
  const length = sizeOf(tensor.shape) * times;
  if (values.length !== length) {
    throw new ExecutorError(executor, `${what} takes ${length} values, but was given ${values.length}`);
  }
}

/** The typed array that holds values of a type. */
export const arrayOf = {
  float32: Float32Array,
  int64: BigInt64Array,
  bool: Uint8Array,
} as const satisfies Record<DType, unknown>;
