/**
 * The safetensors format: the length of a JSON header as a little-endian uint64, the header, then all values. The header
 * names each tensor's type, shape and place; `__metadata__` holds texts. (https://github.com/huggingface/safetensors)
 */
import type { Shape } from '../../../graph/tensor';
import type { Values } from '../executors/executor';

export interface SavedTensor {
  readonly shape: Shape;
  readonly values: Values | Float64Array;
}

export interface SavedTensors {
  readonly tensors: Readonly<Record<string, SavedTensor>>;
  readonly metadata: Readonly<Record<string, string>>;
}

export function writeSafetensors({ tensors, metadata }: SavedTensors): Uint8Array {
  const header: Record<string, unknown> = { __metadata__: metadata };
  const chunks: Uint8Array[] = [];
  let offset = 0;
  // Wider types first keep every tensor aligned to the size of its elements.
  const ordered = Object.entries(tensors).toSorted(([, a], [, b]) => elementSize(b) - elementSize(a));
  for (const [name, { shape, values }] of ordered) {
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    header[name] = { dtype: typeOf(values), shape, data_offsets: [offset, offset + bytes.length] };
    chunks.push(bytes);
    offset += bytes.length;
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  // The header is padded with spaces, so that the values after it are aligned too.
  const padded = Math.ceil(text.length / 8) * 8;
  const file = new Uint8Array(8 + padded + offset).fill(0x20, 8, 8 + padded);
  new DataView(file.buffer).setBigUint64(0, BigInt(padded), true);
  file.set(text, 8);
  let place = 8 + padded;
  for (const chunk of chunks) {
    file.set(chunk, place);
    place += chunk.length;
  }
  return file;
}

/** Throws a RangeError that says what is wrong with bytes that are no such file. */
export function readSafetensors(file: Uint8Array): SavedTensors {
  if (file.length < 8) throw new RangeError('it is shorter than its first number');
  const length = new DataView(file.buffer, file.byteOffset).getBigUint64(0, true);
  if (length > BigInt(file.length - 8)) throw new RangeError('it ends within its header');
  const start = 8 + Number(length);
  const header = parseHeader(file.subarray(8, start));
  const tensors: Record<string, SavedTensor> = {};
  for (const [name, entry] of Object.entries(header)) {
    if (name === '__metadata__') continue;
    tensors[name] = readTensor(name, entry, file.subarray(start));
  }
  return { tensors, metadata: (header['__metadata__'] ?? {}) as Readonly<Record<string, string>> };
}

type Constructor = typeof Float32Array | typeof Float64Array | typeof BigInt64Array | typeof Uint8Array;

const types = {
  F32: Float32Array,
  F64: Float64Array,
  I64: BigInt64Array,
  BOOL: Uint8Array,
} as const satisfies Record<string, Constructor>;

function typeOf(values: SavedTensor['values']): keyof typeof types {
  if (values instanceof Float32Array) return 'F32';
  if (values instanceof Float64Array) return 'F64';
  return values instanceof BigInt64Array ? 'I64' : 'BOOL';
}

const elementSize = ({ values }: SavedTensor): number => values.BYTES_PER_ELEMENT;

interface Entry {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

function parseHeader(bytes: Uint8Array): Readonly<Record<string, Entry>> {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as Record<string, Entry>;
  } catch {
    throw new RangeError('its header is not JSON');
  }
}

function readTensor(name: string, entry: Entry, data: Uint8Array): SavedTensor {
  const { dtype, shape } = entry;
  const [from, to] = entry.data_offsets;
  if (!Object.hasOwn(types, dtype)) throw new RangeError(`${name} is of type ${dtype}`);
  const type = types[dtype as keyof typeof types];
  const count = shape.reduce((product, size) => product * size, 1);
  if (to > data.length || to - from !== count * type.BYTES_PER_ELEMENT) {
    throw new RangeError(`${name} is cut off`);
  }
  // A copy of its own starts at a multiple of every element's size.
  const bytes = Uint8Array.from(data.subarray(from, to));
  return { shape, values: new type(bytes.buffer, 0, count) };
}
