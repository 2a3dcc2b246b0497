/** The memory in which kernels work: arrays for the states that they move and for what they are given in every step. */
import { compileKernels, type CompiledKernel } from './compile-kernels';
import type { Kernel } from './kernel';
import type { KernelCall, KernelWork, Source } from './kernel-work';
import { scalarsOutput } from './split-program';
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
  /** The totals of each round, as kernels read them. */
  readonly totals: readonly Float64Array[];
  readonly #calls: Calls;
  readonly #add: (to: Float32Array, from: Float32Array) => void;

  private constructor(
    { states, outputs, totals }: Pick<UpdateMemory, 'states' | 'outputs' | 'totals'>,
    calls: Calls,
    add: (to: Float32Array, from: Float32Array) => void,
  ) {
    this.states = states;
    this.outputs = outputs;
    this.totals = totals;
    this.#calls = calls;
    this.#add = add;
  }

  /** `scalars` is the size of the output that has all scalars. Undefined where the arrays are too many for one memory. */
  static allocate(work: KernelWork, scalars: number): UpdateMemory | undefined {
    const { places, bytes, largest } = layOut(work, scalars);
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
    const totals = work.totals.map((round) => new Float64Array(round.length));
    const compile = compilerOf(callsOf(work), memory);
    const prepare = ({ kernel, size, arrays, scalars: sources }: KernelCall): Call => {
      const addresses = arrays.map((source) => places.get(keyOf(source))!.address);
      const run = compile(kernel);
      return (part) => {
        const [from, to] = elementsOf(size, part);
        if (to === from) return 0;
        const start = from * Float32Array.BYTES_PER_ELEMENT;
        return run(
          (to - from) * Float32Array.BYTES_PER_ELEMENT,
          addresses.map((address) => address + start),
          sources.map((scalar) =>
            scalar.kind === 'total' ? totals[scalar.round]![scalar.place]! : numbers[scalar.place]!,
          ),
        );
      };
    };
    const calls = {
      totals: work.totals.map((round) => round.map((total) => total.map(prepare))),
      updates: work.updates.map(prepare),
    };
    const addend = new Float32Array(memory.buffer, bytes, largest / Float32Array.BYTES_PER_ELEMENT);
    const [addUp] = compileKernels([sum], memory) as [CompiledKernel];
    const add = (to: Float32Array, from: Float32Array): void => {
      addend.set(from);
      if (from.length > 0) addUp(from.byteLength, [to.byteOffset, bytes], []);
    };
    return new UpdateMemory({ states: arraysOf('state'), outputs, totals }, calls, add);
  }

  /** Adds numbers to a part of an array of this memory, which begins and ends as `elementsOf` says. */
  add(to: Float32Array, from: Float32Array): void {
    this.#add(to, from);
  }

  /** Takes the totals of a round over a part of all arrays; who has parts adds them up before the next round. */
  takeTotals(round: number, part: Part = whole): void {
    for (const [place, calls] of this.#calls.totals[round]!.entries())
      this.totals[round]![place] = calls.reduce((total, call) => total + call(part), 0);
  }

  /** Moves the states on by one step, or a part of each of them. All totals are there. */
  update(part: Part = whole): void {
    for (const call of this.#calls.updates) call(part);
  }

  /** A step of everything. */
  moveOn(): void {
    for (const round of this.totals.keys()) this.takeTotals(round);
    this.update();
  }
}

/** One of `count` parts of everything; `index` counts from 0. */
export interface Part {
  readonly count: number;
  readonly index: number;
}

/** Answers the total of a kernel that has one. */
type Call = (part: Part) => number;

/** The same with calls that can be made. */
interface Calls {
  readonly totals: readonly (readonly (readonly Call[])[])[];
  readonly updates: readonly Call[];
}

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
  work: KernelWork,
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
  for (const { arrays, size } of callsOf(work)) for (const source of arrays) put(source, size);
  if (scalars > 0) put({ kind: 'output', name: scalarsOutput }, scalars);
  const largest = Math.max(0, ...Array.from(places.values(), ({ size }) => paddedBytes(size)));
  return { places, bytes, largest };
}

const keyOf = ({ kind, name }: Source): string => `${kind} ${name}`;

const paddedBytes = (size: number): number =>
  Math.ceil((size * Float32Array.BYTES_PER_ELEMENT) / stride) * stride;

const callsOf = ({ totals, updates }: KernelWork): readonly KernelCall[] => [...totals.flat(2), ...updates];

/** Compiles the kernels of all calls, of which those that are alike share one. */
function compilerOf(calls: readonly KernelCall[], memory: WasmMemory): (kernel: Kernel) => CompiledKernel {
  const different = new Map(calls.map(({ kernel }) => [JSON.stringify(kernel), kernel]));
  const compiled = compileKernels([...different.values()], memory);
  const byKey = new Map([...different.keys()].map((key, at) => [key, compiled[at]!]));
  return (kernel) => byKey.get(JSON.stringify(kernel))!;
}
