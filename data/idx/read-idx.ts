/** Reads a file of the IDX format, in which MNIST and its kin are published: numbers of one type and their dimensions, compressed with gzip or not. */
import { constants } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Outcome } from '../../contract/problem';
import { reasonOf } from '../attempt';
import { memoryBudget } from '../memory-budget';
import { notPermitted } from '../problems';
import { idxCutOff, notIdx, packedBadly } from './idx-problems';

export interface IdxFile {
  readonly path: string;
  readonly dimensions: readonly number[];
  /** Those of `count` numbers from the one numbered `first`, in the order of the file. Bytes are not copied. */
  numbers(first: number, count: number): Uint8Array | Float64Array;
}

/** Cyril Goutte's and Yann LeCun's types: how many bytes, and how they are read. */
const types: Readonly<Record<number, { readonly size: number; read(view: DataView, at: number): number }>> = {
  0x08: { size: 1, read: (view, at) => view.getUint8(at) },
  0x09: { size: 1, read: (view, at) => view.getInt8(at) },
  0x0b: { size: 2, read: (view, at) => view.getInt16(at) },
  0x0c: { size: 4, read: (view, at) => view.getInt32(at) },
  0x0d: { size: 4, read: (view, at) => view.getFloat32(at) },
  0x0e: { size: 8, read: (view, at) => view.getFloat64(at) },
};
const unsignedByte = 0x08;

/** Reports what is no such file, what is cut off, and what cannot be unpacked. */
export async function readIdx(path: string): Promise<Outcome<IdxFile>> {
  const packed = await readFile(path).catch(() => undefined);
  if (!packed) return { problems: [notPermitted(path)] };
  const { value: bytes, problems } = await unpack(path, packed);
  if (!bytes) return { problems };
  const kind = bytes.length >= 4 && bytes.readUInt16BE(0) === 0 ? types[bytes[2]!] : undefined;
  const rank = bytes[3]!;
  if (!kind || rank === 0) return { problems: [notIdx(path)] };
  const start = 4 + 4 * rank;
  if (bytes.length < start) return { problems: [idxCutOff(path, start, bytes.length)] };
  const dimensions = Array.from({ length: rank }, (_, axis) => bytes.readUInt32BE(4 + 4 * axis));
  const count = dimensions.reduce((product, length) => product * length, 1);
  const whole = start + count * kind.size;
  if (bytes.length !== whole) return { problems: [idxCutOff(path, whole, bytes.length)] };
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, count * kind.size);
  const isBytes = bytes[2] === unsignedByte;
  return {
    value: {
      path,
      dimensions,
      numbers: (first, wanted) =>
        isBytes
          ? bytes.subarray(start + first, start + first + wanted)
          : Float64Array.from({ length: wanted }, (_, index) => kind.read(view, (first + index) * kind.size)),
    },
    problems: [],
  };
}

/** What gzip packs begins with two bytes that no IDX file begins with. */
async function unpack(path: string, bytes: Buffer): Promise<Outcome<Buffer>> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return { value: bytes, problems: [] };
  try {
    return {
      value: await promisify(gunzip)(bytes, {
        maxOutputLength: Math.min(memoryBudget(), constants.MAX_LENGTH),
      }),
      problems: [],
    };
  } catch (error) {
    return { problems: [packedBadly(path, reasonOf(error))] };
  }
}
