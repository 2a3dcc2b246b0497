/**
 * Writes WebAssembly modules in their binary format, as far as kernels need it: functions over one imported memory.
 * WebAssembly Core Specification 2.0, chapter 5.
 */

export interface WasmFunction {
  /** `i32` for addresses and counts, `f32` for numbers. */
  readonly parameters: readonly ('i32' | 'f32')[];
  /** Locals after the parameters. */
  readonly locals: readonly ('i32' | 'v128')[];
  /** What the body leaves on the stack. */
  readonly results: readonly 'f64'[];
  /** Instructions, without the final `end`. */
  readonly body: readonly number[];
}

const valueTypes = { i32: 0x7f, f32: 0x7d, f64: 0x7c, v128: 0x7b } as const;

/** Imports the memory `kernels.memory`, exports the functions as `0`, `1`, …. */
export function writeModule(functions: readonly WasmFunction[]): Uint8Array<ArrayBuffer> {
  const types = functions.map(({ parameters, results }) => [
    0x60,
    ...vector(parameters.map((type) => [valueTypes[type]])),
    ...vector(results.map((type) => [valueTypes[type]])),
  ]);
  const memory = [...text('kernels'), ...text('memory'), 0x02, 0x00, ...unsigned(1)];
  const exported = functions.map((_, index) => [...text(String(index)), 0x00, ...unsigned(index)]);
  const code = functions.map(({ locals, body }) => {
    const content = [
      ...vector(locals.map((type) => [...unsigned(1), valueTypes[type]])),
      ...body,
      instructions.end,
    ];
    return [...unsigned(content.length), ...content];
  });
  return Uint8Array.from([
    ...magic,
    ...section(1, vector(types)),
    ...section(2, vector([memory])),
    ...section(3, vector(functions.map((_, index) => unsigned(index)))),
    ...section(7, vector(exported)),
    ...section(10, vector(code)),
  ]);
}

/** `\0asm`, and the version. */
const magic = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];

/** Instructions by name; those on vectors have a prefix. */
export const instructions = {
  loop: 0x03,
  end: 0x0b,
  branchIf: 0x0d,
  localGet: 0x20,
  localSet: 0x21,
  localTee: 0x22,
  i32Const: 0x41,
  i32LessUnsigned: 0x49,
  i32Add: 0x6a,
  f64Add: 0xa0,
  /** The type of a block without a result. */
  noResult: 0x40,
} as const;

const vectorOpcodes = {
  load: 0,
  store: 11,
  constant: 12,
  shuffle: 13,
  splatCount: 17,
  splat: 19,
  extractDouble: 33,
  lessCount: 58,
  equal: 65,
  notEqual: 66,
  less: 67,
  greater: 68,
  lessEqual: 69,
  greaterEqual: 70,
  not: 77,
  and: 78,
  or: 80,
  select: 82,
  toDoubles: 95,
  floor: 104,
  addCounts: 174,
  abs: 224,
  negate: 225,
  sqrt: 227,
  add: 228,
  subtract: 229,
  multiply: 230,
  divide: 231,
  minimum: 232,
  maximum: 233,
  addDoubles: 240,
} as const;

/** Those that are followed by more than their operands. */
type WithImmediates = 'load' | 'store' | 'constant' | 'shuffle' | 'extractDouble';

export type VectorInstruction = Exclude<keyof typeof vectorOpcodes, WithImmediates>;

/** On four float32 or counts at once, on the truths that comparisons make of them, or on two float64: `toDoubles` takes the first two. */
export const vectorOp = (name: VectorInstruction): readonly number[] => [
  0xfd,
  ...unsigned(vectorOpcodes[name]),
];

/** Loads from, or stores to, an address that is a multiple of 16. */
export const vectorAccess = (name: 'load' | 'store'): readonly number[] => [
  0xfd,
  ...unsigned(vectorOpcodes[name]),
  4,
  0,
];

/** Four counts. */
export const vectorConst = (values: readonly [number, number, number, number]): readonly number[] => [
  0xfd,
  ...unsigned(vectorOpcodes.constant),
  ...new Uint8Array(Uint32Array.from(values).buffer),
];

/** The last two of four float32 in front. The vector is on the stack twice. */
export const lastInFront: readonly number[] = [
  0xfd,
  ...unsigned(vectorOpcodes.shuffle),
  ...Array.from({ length: 16 }, (_, byte) => (byte + 8) % 16),
];

export const extractDouble = (lane: 0 | 1): readonly number[] => [
  0xfd,
  ...unsigned(vectorOpcodes.extractDouble),
  lane,
];

export const f32Const = (value: number): readonly number[] => [
  0x43,
  ...new Uint8Array(Float32Array.of(value).buffer),
];

/** Locals are numbered from the first parameter on. */
export const get = (local: number): readonly number[] => [instructions.localGet, ...unsigned(local)];
export const set = (local: number): readonly number[] => [instructions.localSet, ...unsigned(local)];
export const tee = (local: number): readonly number[] => [instructions.localTee, ...unsigned(local)];

/** Of a number from 0 to 63, which needs one byte. */
export const i32Const = (value: number): readonly number[] => [instructions.i32Const, value];

/** LEB128. */
function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let left = value;
  while (left >= 0x80) {
    bytes.push((left % 0x80) | 0x80);
    left = Math.floor(left / 0x80);
  }
  return [...bytes, left];
}

const vector = (items: readonly (readonly number[])[]): number[] => [
  ...unsigned(items.length),
  ...items.flat(),
];

const text = (value: string): number[] => vector([...new TextEncoder().encode(value)].map((byte) => [byte]));

const section = (id: number, content: readonly number[]): number[] => [
  id,
  ...unsigned(content.length),
  ...content,
];
