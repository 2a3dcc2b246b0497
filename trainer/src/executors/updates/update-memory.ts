/** The memory in which kernels work: arrays for the states that they move and for what they are given in every step. */
import { compileKernels, type CompiledKernel } from './compile-kernels';
import type { Kernel } from './kernel';
import { scalarsOutput, type Source, type Update } from './split-program';
import { Memory, type WasmMemory } from './web-assembly';

/** Kernels take four float32 at a time. */
const lanes = 4;
const stride = lanes * Float32Array.BYTES_PER_ELEMENT;
const pageSize = 2 ** 16;
/** The most that a memory of 32-bit addresses holds. */
const mostPages = 2 ** 16;

/** Float32 arrays that lie in the memory by the name of what they hold: what is written there is what kernels read. */
type Arrays = ReadonlyMap<string, Float32Array>;

export class UpdateMemory {
  readonly states: Arrays;
  readonly outputs: Arrays;
  readonly #calls: readonly Call[];
  readonly #add: (to: Float32Array, from: Float32Array) => void;

  private constructor(
    states: Arrays,
    outputs: Arrays,
    calls: readonly Call[],
    add: (to: Float32Array, from: Float32Array) => void,
  ) {
    this.states = states;
    this.outputs = outputs;
    this.#calls = calls;
    this.#add = add;
  }

  /** `scalars` is the size of the output that has all scalars. Undefined where the arrays are too many for one memory. */
  static allocate(updates: readonly Update[], scalars: number): UpdateMemory | undefined {
    const { places, bytes, largest } = layOut(updates, scalars);
    const pages = Math.ceil((bytes + largest) / pageSize);
    if (pages > mostPages) return undefined;
    const memory = new Memory({ initial: pages, maximum: pages });
    const arraysOf = (kind: Source['kind']): Arrays =>
      new Map(
        [...places.values()]
          .filter(({ source }) => source.kind === kind)
          .map(({ source, address, size }) => [source.name, new Float32Array(memory.buffer, address, size)]),
      );
    const outputs = arraysOf('output');
    const numbers = outputs.get(scalarsOutput) ?? new Float32Array();
    const kernels = compileOnce(updates, memory);
    const calls = updates.map((update, index): Call => {
      const addresses = update.arrays.map((source) => places.get(keyOf(source))!.address);
      const run = kernels[index]!;
      return (part) => {
        const [from, to] = elementsOf(update.size, part);
        const start = from * Float32Array.BYTES_PER_ELEMENT;
        const values = update.scalars.map((place) => numbers[place]!);
        if (to > from)
          run(
            paddedBytes(to) - start,
            addresses.map((address) => address + start),
            values,
          );
      };
    });
    const addend = new Float32Array(memory.buffer, bytes, largest / Float32Array.BYTES_PER_ELEMENT);
    const [addUp] = compileKernels([sum], memory) as [CompiledKernel];
    const add = (to: Float32Array, from: Float32Array): void => {
      addend.set(from);
      if (from.length > 0) addUp(paddedBytes(from.length), [to.byteOffset, bytes], []);
    };
    return new UpdateMemory(arraysOf('state'), outputs, calls, add);
  }

  /** Adds numbers to a part of an array of this memory, which begins and ends as `elementsOf` says. */
  add(to: Float32Array, from: Float32Array): void {
    this.#add(to, from);
  }

  /** Moves the states on by one step, or a part of each of them. */
  update(part: Part = whole): void {
    for (const call of this.#calls) call(part);
  }
}

/** One of `count` parts of everything; `index` counts from 0. */
export interface Part {
  readonly count: number;
  readonly index: number;
}

type Call = (part: Part) => void;

const whole: Part = { count: 1, index: 0 };

/** Where the part of an array begins and ends: in whole vectors, as kernels take them. */
export function elementsOf(size: number, { count, index }: Part): readonly [from: number, to: number] {
  const vectors = Math.ceil(size / lanes);
  const border = (at: number) => Math.min(size, Math.floor((vectors * at) / count) * lanes);
  return [border(index), border(index + 1)];
}

/** The first array and the second one. */
const sum: Kernel = {
  arrays: 2,
  scalars: 0,
  instructions: [
    { kind: 'load', array: 0 },
    { kind: 'load', array: 1 },
    { kind: 'op', op: 'add', operands: [0, 1] },
  ],
  stores: [{ array: 0, value: 2 }],
};

interface Place {
  readonly source: Source;
  /** Elements. */
  readonly size: number;
  /** In bytes. */
  readonly address: number;
}

/** The arrays one after the other, each from a multiple of the stride on. */
function layOut(
  updates: readonly Update[],
  scalars: number,
): {
  readonly places: ReadonlyMap<string, Place>;
  readonly bytes: number;
  /** Bytes of the largest array. */
  readonly largest: number;
} {
  const places = new Map<string, Place>();
  let bytes = 0;
  const put = (source: Source, size: number): void => {
    if (places.has(keyOf(source))) return;
    places.set(keyOf(source), { source, size, address: bytes });
    bytes += paddedBytes(size);
  };
  for (const { arrays, size } of updates) for (const source of arrays) put(source, size);
  if (scalars > 0) put({ kind: 'output', name: scalarsOutput }, scalars);
  const largest = Math.max(0, ...Array.from(places.values(), ({ size }) => paddedBytes(size)));
  return { places, bytes, largest };
}

const keyOf = ({ kind, name }: Source): string => `${kind} ${name}`;

const paddedBytes = (size: number): number =>
  Math.ceil((size * Float32Array.BYTES_PER_ELEMENT) / stride) * stride;

/** The kernel of each update; tensors that are updated alike share one. */
function compileOnce(updates: readonly Update[], memory: WasmMemory): readonly CompiledKernel[] {
  const keys = updates.map(({ kernel }) => JSON.stringify(kernel));
  const different = [...new Set(keys)];
  const kernels = different.map((key) => updates[keys.indexOf(key)]!.kernel);
  const compiled = compileKernels(kernels, memory);
  return keys.map((key) => compiled[different.indexOf(key)]!);
}
