/** Reads FLAC files, which hold samples without loss (RFC 9639). */
import { text } from '../../contract/text';
import { BitReader } from './bit-reader';
import { checkFormat } from './decode-wav';
import { readSubframe } from './flac-subframe';
import { SoundFault, type Sound, type SoundFormat } from './sound';

/** `most` is how many samples of a channel are wanted. */
export function decodeFlac(file: Buffer, most = Infinity): Sound {
  const info = readInfo(file);
  const wanted = Math.min(most, info.frames ?? Infinity);
  const parts: Float32Array[] = [];
  let count = 0;
  for (let place = info.end; count < wanted && place < file.length;) {
    const frame = readFrame(file, place, info);
    parts.push(frame.samples);
    count += frame.samples.length;
    place = frame.end;
  }
  if (info.frames !== null && count < wanted)
    throw new SoundFault(
      text('it is cut off: it says that it has {frames} samples and has {there}', {
        frames: info.frames,
        there: count,
      }),
    );
  const samples = new Float32Array(Math.min(count, wanted));
  let start = 0;
  for (const part of parts) {
    samples.set(part.subarray(0, samples.length - start), start);
    start += part.length;
  }
  return { rate: info.rate, samples };
}

/** Needs the first bytes of a file alone. */
export function formatOfFlac(head: Buffer): SoundFormat {
  const { rate, channels, frames } = readInfo(head, false);
  return { kind: 'FLAC', rate, channels, frames };
}

export const isFlac = (file: Buffer): boolean => {
  const start = startOf(file);
  return file.toString('latin1', start, start + 4) === 'fLaC';
};

interface Info extends Omit<SoundFormat, 'kind'> {
  readonly bits: number;
  /** Where the samples begin. */
  readonly end: number;
}

/** Behind the tags of a player, which some put before the file. */
function startOf(file: Buffer): number {
  if (file.toString('latin1', 0, 3) !== 'ID3' || file.length < 10) return 0;
  return 10 + file.subarray(6, 10).reduce((size, byte) => size * 128 + (byte & 127), 0);
}

function readInfo(file: Buffer, isWhole = true): Info {
  const start = startOf(file) + 4;
  const reader = new BitReader(file, start);
  reader.read(8);
  reader.read(24);
  if ((file[start]! & 127) !== 0) throw new SoundFault(text('it does not say how its samples are written'));
  // The sizes of blocks and frames, which frames say themselves.
  for (const bits of [16, 16, 24, 24]) reader.read(bits);
  const rate = reader.read(20);
  const channels = reader.read(3) + 1;
  const bits = reader.read(5) + 1;
  const frames = reader.read(36);
  checkFormat(rate, channels);
  const end = isWhole ? endOfBlocks(file, start) : start;
  return { rate, channels, bits, frames: frames === 0 ? null : frames, end };
}

/** Blocks of what a player shows follow; the last one is marked. */
function endOfBlocks(file: Buffer, start: number): number {
  for (let place = start; place + 4 <= file.length;) {
    const isLast = (file[place]! & 128) !== 0;
    place += 4 + file.readUIntBE(place + 1, 3);
    if (isLast) return place;
  }
  throw new SoundFault(text('it is cut off'));
}

interface Frame {
  readonly samples: Float32Array;
  readonly end: number;
}

function readFrame(file: Buffer, start: number, info: Info): Frame {
  const reader = new BitReader(file, start);
  const isFrame = reader.read(15) === 0x7ffc;
  reader.read(1);
  const [sizeCode, rateCode, channelCode, bitsCode] = [4, 4, 4, 3].map((bits) => reader.read(bits)) as [
    number,
    number,
    number,
    number,
  ];
  reader.read(1);
  if (!isFrame || sizeCode === 0 || rateCode === 15 || channelCode > 10 || bitsCode === 3) throw broken();
  // The number of the frame, one more byte for each leading 1 of the first.
  for (let more = Math.max(1, Math.clz32(~(reader.read(8) << 24))); more > 1; more--) reader.read(8);
  const size = sizeOf(sizeCode, reader);
  if (rateCode === 12) reader.read(8);
  else if (rateCode > 12) reader.read(16);
  reader.read(8);
  const bits = bitsCode === 0 ? info.bits : [0, 8, 12, 0, 16, 20, 24, 32][bitsCode]!;
  const channels = channelCode < 8 ? channelCode + 1 : 2;
  if (channels !== info.channels) throw broken();
  const numbers = Array.from({ length: channels }, (_, channel) =>
    readSubframe(reader, size, bits + (channel === differenceIn[channelCode] ? 1 : 0)),
  );
  const end = reader.place + 2;
  if (end > file.length) throw new SoundFault(text('it is cut off'));
  if (checksum(file.subarray(start, end)) !== 0) throw broken();
  return { samples: mix(numbers, channelCode, size, bits), end };
}

const broken = () => new SoundFault(text('it is damaged'));

function sizeOf(code: number, reader: BitReader): number {
  if (code === 1) return 192;
  if (code < 6) return 576 * 2 ** (code - 2);
  if (code === 6) return reader.read(8) + 1;
  if (code === 7) return reader.read(16) + 1;
  return 2 ** code;
}

/** Two channels may be written as one of them and the difference: which of the two is the difference, by code. */
const differenceIn: Readonly<Record<number, number>> = { 8: 1, 9: 0, 10: 1 };

/** The mean of all channels, full scale being 1. */
function mix(numbers: readonly Float64Array[], code: number, size: number, bits: number): Float32Array {
  const samples = new Float32Array(size);
  const full = numbers.length * 2 ** (bits - 1);
  const [first, second] = numbers as [Float64Array, Float64Array];
  for (let n = 0; n < size; n++) {
    let sum = 0;
    if (code === 8) sum = 2 * first[n]! - second[n]!;
    else if (code === 9) sum = first[n]! + 2 * second[n]!;
    // The sum of both lost its last bit, which is that of the difference.
    else if (code === 10) sum = 2 * first[n]! + Math.abs(second[n]! % 2);
    else for (const channel of numbers) sum += channel[n]!;
    samples[n] = sum / full;
  }
  return samples;
}

/** 0 for bytes that end with their own: x^16 + x^15 + x^2 + 1. */
function checksum(bytes: Uint8Array): number {
  let sum = 0;
  for (const byte of bytes) sum = ((sum << 8) & 0xffff) ^ checksums[(sum >> 8) ^ byte]!;
  return sum;
}

const checksums = Uint16Array.from({ length: 256 }, (_, byte) => {
  let sum = byte << 8;
  for (let bit = 0; bit < 8; bit++) sum = sum & 0x8000 ? (sum << 1) ^ 0x8005 : sum << 1;
  return sum & 0xffff;
});
