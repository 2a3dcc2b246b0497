/** Reads the samples of one channel of a FLAC frame: what a prediction left over, and the prediction. */
import { text } from '../../contract/text';
import type { BitReader } from './bit-reader';
import { SoundFault } from './sound';

/** Whole numbers [size] of `bits` bits. */
export function readSubframe(reader: BitReader, size: number, bits: number): Float64Array {
  reader.read(1);
  const type = reader.read(6);
  const wasted = reader.read(1) === 1 ? reader.readUnary() + 1 : 0;
  const x = readSamples(reader, type, size, bits - wasted);
  if (wasted > 0) for (let n = 0; n < size; n++) x[n]! *= 2 ** wasted;
  return x;
}

function readSamples(reader: BitReader, type: number, size: number, bits: number): Float64Array {
  const x = new Float64Array(size);
  if (type === 0) return x.fill(reader.readSigned(bits));
  const order = orderOf(type);
  if (order > size || bits < 1) throw broken();
  for (let n = 0; n < (type === 1 ? size : order); n++) x[n] = reader.readSigned(bits);
  if (type === 1) return x;
  const { weights, shift } = type < 32 ? { weights: fixed[order]!, shift: 0 } : readWeights(reader, order);
  readResidual(reader, x, order);
  const unit = 2 ** shift;
  for (let n = order; n < size; n++) {
    let sum = 0;
    for (let k = 0; k < order; k++) sum += weights[k]! * x[n - 1 - k]!;
    x[n]! += Math.floor(sum / unit);
  }
  return x;
}

/** How many samples before tell the next. */
function orderOf(type: number): number {
  if (type === 1) return 0;
  if (type >= 8 && type <= 12) return type - 8;
  if (type >= 32) return type - 31;
  throw broken();
}

/** Polynomials through the last samples, by order. */
const fixed: readonly (readonly number[])[] = [[], [1], [2, -1], [3, -3, 1], [4, -6, 4, -1]];

function readWeights(reader: BitReader, order: number) {
  const bits = reader.read(4) + 1;
  const shift = reader.readSigned(5);
  if (bits === 16 || shift < 0) throw broken();
  return { weights: Array.from({ length: order }, () => reader.readSigned(bits)), shift };
}

/** Rice codes, in parts with a parameter of their own. */
function readResidual(reader: BitReader, x: Float64Array, order: number): void {
  const method = reader.read(2);
  if (method > 1) throw broken();
  const bits = 4 + method;
  const raw = 2 ** bits - 1;
  const parts = 2 ** reader.read(4);
  const length = x.length / parts;
  if (!Number.isInteger(length) || length < order) throw broken();
  for (let part = 0, n = order; part < parts; part++) {
    const end = (part + 1) * length;
    const parameter = reader.read(bits);
    if (parameter === raw) {
      const width = reader.read(5);
      for (; n < end; n++) x[n] = reader.readSigned(width);
      continue;
    }
    const unit = 2 ** parameter;
    for (; n < end; n++) {
      const code = reader.readUnary() * unit + reader.read(parameter);
      // Odd codes are negative numbers.
      x[n] = code % 2 === 0 ? code / 2 : -(code + 1) / 2;
    }
  }
}

const broken = () => new SoundFault(text('it is damaged'));
