/** The memory in which kernels work: arrays for the states that they move and for what they are given in every step. */
import { sizeOf } from '../../../../graph';
import { compileKernels, type CompiledKernel } from './compile-kernels';
import { scalarsOutput, type Source, type SplitProgram, type Update } from './split-program';
import { Memory, type WasmMemory } from './web-assembly';

/** Kernels take four float32 at a time. */
const stride = 16;
const pageSize = 2 ** 16;
/** The most that a memory of 32-bit addresses holds. */
const mostPages = 2 ** 16;

/** Float32 arrays that lie in the memory by the name of what they hold: what is written there is what kernels read. */
type Arrays = ReadonlyMap<string, Float32Array>;

export class UpdateMemory {
  readonly states: Arrays;
  readonly outputs: Arrays;
  readonly #calls: readonly (() => void)[];

  private constructor(states: Arrays, outputs: Arrays, calls: readonly (() => void)[]) {
    this.states = states;
    this.outputs = outputs;
    this.#calls = calls;
  }

  /** Undefined where the arrays are too many for one memory. */
  static allocate(split: SplitProgram): UpdateMemory | undefined {
    const { places, bytes } = layOut(split);
    const pages = Math.ceil(bytes / pageSize);
    if (pages > mostPages) return undefined;
    const memory = new Memory({ initial: pages, maximum: pages });
    const arraysOf = (kind: Source['kind']): Arrays =>
      new Map(
        [...places.values()]
          .filter(({ source }) => source.kind === kind)
          .map(({ source, address, size }) => [source.name, new Float32Array(memory.buffer, address, size)]),
      );
    const outputs = arraysOf('output');
    const scalars = outputs.get(scalarsOutput) ?? new Float32Array();
    const kernels = compileOnce(split.updates, memory);
    const calls = split.updates.map((update, index) => {
      const addresses = update.arrays.map((source) => places.get(keyOf(source))!.address);
      const [run, length] = [kernels[index]!, paddedBytes(update.size)];
      return () => {
        const values = update.scalars.map((place) => scalars[place]!);
        run(length, addresses, values);
      };
    });
    return new UpdateMemory(arraysOf('state'), outputs, calls);
  }

  /** Moves the states on by one step. */
  update(): void {
    for (const call of this.#calls) call();
  }
}

interface Place {
  readonly source: Source;
  /** Elements. */
  readonly size: number;
  /** In bytes. */
  readonly address: number;
}

/** The arrays one after the other, each from a multiple of the stride on. */
function layOut({ rest, updates }: SplitProgram): {
  readonly places: ReadonlyMap<string, Place>;
  readonly bytes: number;
} {
  const places = new Map<string, Place>();
  let bytes = 0;
  const put = (source: Source, size: number): void => {
    if (places.has(keyOf(source))) return;
    places.set(keyOf(source), { source, size, address: bytes });
    bytes += paddedBytes(size);
  };
  for (const { arrays, size } of updates) for (const source of arrays) put(source, size);
  const scalars = rest.outputs[scalarsOutput];
  if (scalars) put({ kind: 'output', name: scalarsOutput }, sizeOf(scalars.shape));
  return { places, bytes };
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
