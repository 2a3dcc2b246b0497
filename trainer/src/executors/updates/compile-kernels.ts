/** Compiles kernels to WebAssembly: a loop over the elements, four of them at a time, in any process that runs JavaScript. */
import type { Instruction, Kernel, KernelOp } from './kernel';
import { Instance, Module, type WasmMemory } from './web-assembly';
import {
  f32Const,
  get,
  i32Const,
  instructions as wasm,
  set,
  tee,
  vectorAccess,
  vectorOp,
  writeModule,
  type VectorInstruction,
  type WasmFunction,
} from './wasm-module';
import { writeTotal } from './write-total';

/**
 * Runs a kernel over arrays in the memory, and answers its total. `bytes` is their length; addresses are multiples of 16. What lies between the
 * end of an array and the next multiple is changed like the rest of it, and adds nothing to a total.
 */
export type CompiledKernel = (bytes: number, arrays: readonly number[], scalars: readonly number[]) => number;

export function compileKernels(kernels: readonly Kernel[], memory: WasmMemory): readonly CompiledKernel[] {
  const module = new Module(writeModule(kernels.map(writeKernel)));
  const { exports } = new Instance(module, { kernels: { memory } });
  return kernels.map((_, index) => {
    const run = exports[String(index)] as (...numbers: readonly number[]) => number | undefined;
    return (bytes, arrays, scalars) => run(bytes, ...arrays, ...scalars) ?? 0;
  });
}

/** Parameters are the length in bytes, the addresses, the scalars; locals the offset, a vector for each value, and two for a total. */
function writeKernel({ arrays, scalars, instructions, stores, total }: Kernel): WasmFunction {
  const [length, firstAddress, firstScalar] = [0, 1, 1 + arrays];
  const offset = firstScalar + scalars;
  const firstValue = offset + 1;
  const afterValues = firstValue + instructions.length;
  const invariant = findInvariant(instructions);
  const element = (array: number) => [...get(firstAddress + array), ...get(offset), wasm.i32Add];
  const value = (place: number) => get(firstValue + place);

  const make = (instruction: Instruction): readonly number[] => {
    switch (instruction.kind) {
      case 'load':
        return [...element(instruction.array), ...vectorAccess('load')];
      case 'scalar':
        return [...get(firstScalar + instruction.scalar), ...vectorOp('splat')];
      case 'number':
        return number(instruction.value);
      case 'op':
        return forms[instruction.op](instruction.operands.map(value));
    }
  };
  const define = (wanted: (place: number) => boolean) =>
    instructions.flatMap((instruction, place) =>
      wanted(place) ? [...make(instruction), ...set(firstValue + place)] : [],
    );
  const store = ({ array, value: place }: Kernel['stores'][number]) => [
    ...element(array),
    ...value(place),
    ...vectorAccess('store'),
  ];
  const goOn = [
    ...get(offset),
    ...i32Const(16),
    wasm.i32Add,
    ...tee(offset),
    ...get(length),
    wasm.i32LessUnsigned,
    wasm.branchIf,
    0,
  ];
  const sum =
    total === undefined
      ? undefined
      : writeTotal({ length, offset, value: firstValue + total, halves: [afterValues, afterValues + 1] });
  const loop = [
    ...define((place) => !invariant.has(place)),
    ...stores.flatMap(store),
    ...(sum?.pass ?? []),
    ...goOn,
  ];
  return {
    parameters: ['i32', ...Array<'i32'>(arrays).fill('i32'), ...Array<'f32'>(scalars).fill('f32')],
    locals: ['i32', ...Array<'v128'>(instructions.length + (sum ? 2 : 0)).fill('v128')],
    results: sum ? ['f64'] : [],
    body: [
      ...define((place) => invariant.has(place)),
      wasm.loop,
      wasm.noResult,
      ...loop,
      wasm.end,
      ...(sum?.answer ?? []),
    ],
  };
}

/** Places of what is the same for all elements, which is made before the loop. */
function findInvariant(instructions: readonly Instruction[]): ReadonlySet<number> {
  const found = new Set<number>();
  for (const [place, instruction] of instructions.entries()) {
    const { kind } = instruction;
    if (kind === 'op' ? instruction.operands.every((operand) => found.has(operand)) : kind !== 'load')
      found.add(place);
  }
  return found;
}

/** The code of an op from the codes that put its operands onto the stack. */
type Form = (operands: readonly (readonly number[])[]) => readonly number[];

const plain =
  (name: VectorInstruction): Form =>
  (operands) => [...operands.flat(), ...vectorOp(name)];

const number = (value: number): readonly number[] => [...f32Const(value), ...vectorOp('splat')];

const forms: { readonly [Op in KernelOp]: Form } = {
  add: plain('add'),
  subtract: plain('subtract'),
  multiply: plain('multiply'),
  divide: plain('divide'),
  maximum: plain('maximum'),
  minimum: plain('minimum'),
  negate: plain('negate'),
  abs: plain('abs'),
  sqrt: plain('sqrt'),
  square: ([x]) => [...x!, ...x!, ...vectorOp('multiply')],
  reciprocal: ([x]) => [...number(1), ...x!, ...vectorOp('divide')],
  relu: ([x]) => [...x!, ...number(0), ...vectorOp('maximum')],
  floor: plain('floor'),
  greater: plain('greater'),
  greaterEqual: plain('greaterEqual'),
  less: plain('less'),
  lessEqual: plain('lessEqual'),
  equal: plain('equal'),
  and: plain('and'),
  or: plain('or'),
  not: plain('not'),
  where: ([condition, a, b]) => [...a!, ...b!, ...condition!, ...vectorOp('select')],
  cast: ([truth]) => [...truth!, ...number(1), ...vectorOp('and')],
  stopGradient: ([x]) => x!,
  truth: ([x]) => [...x!, ...number(0), ...vectorOp('notEqual')],
};
