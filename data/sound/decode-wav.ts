/** Reads WAV files: PCM of 8 to 32 bits and floating point of 32 or 64, in the RIFF form and in that for large files, RF64. */
import { text } from '../../contract/text';
import { mostChannels, rates, SoundFault, type Sound, type SoundFormat } from './sound';

/** `most` is how many samples of a channel are wanted. */
export function decodeWav(file: Buffer, most = Infinity): Sound {
  const { rate, channels, width, read, data } = readWav(file);
  const frames = Math.min(Math.floor(data.length / (width * channels)), most);
  const samples = new Float32Array(frames);
  for (let frame = 0, place = 0; frame < frames; frame++) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel++, place += width) sum += read(data, place);
    samples[frame] = sum / channels;
  }
  return { rate, samples };
}

/** Needs what stands before the samples alone, where `size` is that of the whole file. */
export function formatOfWav(head: Buffer, size: number): SoundFormat {
  const { rate, channels, width, bytes } = readWav(head, size);
  return { kind: 'WAV', rate, channels, frames: Math.floor(bytes / (width * channels)) };
}

export const isWav = (file: Buffer): boolean =>
  ['RIFF', 'RF64', 'BW64'].includes(file.toString('latin1', 0, 4)) &&
  file.toString('latin1', 8, 12) === 'WAVE';

interface Wav extends Coding {
  readonly rate: number;
  readonly channels: number;
  /** As far as they are in `file`. */
  readonly data: Buffer;
  readonly bytes: number;
}

/** How a sample is written: bytes, and the number from -1 to 1 that they are. */
interface Coding {
  readonly width: number;
  read(data: Buffer, place: number): number;
}

/** Writers that do not know how long a recording will be, such as the end of a pipe, put a size here or above, or none. */
const openEnd = 0x7fff_0000;

function readWav(file: Buffer, size = file.length): Wav {
  let format: Buffer | undefined;
  let large: number | undefined;
  for (let place = 12; place + 8 <= file.length;) {
    const name = file.toString('latin1', place, place + 4);
    const length = file.readUInt32LE(place + 4);
    const start = place + 8;
    if (name === 'ds64' && start + 16 <= file.length) large = Number(file.readBigUInt64LE(start + 8));
    if (name === 'fmt ') format = file.subarray(start, start + length);
    if (name === 'data') {
      if (!format) throw new SoundFault(text('it has samples before it says how they are written'));
      const isOpen = large === undefined && (length >= openEnd || length === 0);
      const bytes = isOpen ? size - start : (large ?? length);
      if (start + bytes > size)
        throw new SoundFault(
          text('it is cut off: it says that it has {bytes} bytes of samples and has {there}', {
            bytes,
            there: size - start,
          }),
        );
      return { ...readFormat(format), data: file.subarray(start, start + bytes), bytes };
    }
    // Chunks begin at even places.
    place = start + length + (length % 2);
  }
  throw new SoundFault(text('it holds no samples'));
}

function readFormat(format: Buffer): Coding & { readonly rate: number; readonly channels: number } {
  if (format.length < 16) throw new SoundFault(text('it does not say how its samples are written'));
  const [given, channels, rate, frame, bits] = [
    format.readUInt16LE(0),
    format.readUInt16LE(2),
    format.readUInt32LE(4),
    format.readUInt16LE(12),
    format.readUInt16LE(14),
  ];
  // The extensible form says the kind in the first bytes of an identifier.
  const kind = given === 0xfffe && format.length >= 40 ? format.readUInt16LE(24) : given;
  checkFormat(rate, channels);
  // Samples of 12 or 20 bits fill whole bytes from the top.
  const width = frame / channels;
  const coding = width * 8 - bits < 8 ? codings[kind]?.[width] : undefined;
  if (!coding)
    throw new SoundFault(
      text('it is a WAV file of a kind that is not read (format {kind}, {bits} {bits|bit|bits})', {
        kind,
        bits,
      }),
    );
  return { rate, channels, width, read: coding };
}

export function checkFormat(rate: number, channels: number): void {
  if (rate < rates.least || rate > rates.most)
    throw new SoundFault(text('it says that it has {rate} samples a second', { rate }));
  if (channels < 1 || channels > mostChannels)
    throw new SoundFault(text('it says that it has {channels} {channels|channel|channels}', { channels }));
}

const [pcm, float] = [1, 3] as const;

/** By kind and bytes of a sample. */
const codings: Readonly<Record<number, Readonly<Record<number, Coding['read']>>>> = {
  [pcm]: {
    1: (data, place) => (data[place]! - 0x80) / 0x80,
    2: (data, place) => data.readInt16LE(place) / 2 ** 15,
    3: (data, place) => data.readIntLE(place, 3) / 2 ** 23,
    4: (data, place) => data.readInt32LE(place) / 2 ** 31,
  },
  [float]: {
    4: (data, place) => data.readFloatLE(place),
    8: (data, place) => data.readDoubleLE(place),
  },
};
