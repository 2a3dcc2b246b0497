/** Reads a file of sound, whatever of the known kinds it is: what is in it tells, not its name. */
import { text, type Text } from '../../contract/text';
import { decodeFlac, formatOfFlac, isFlac } from './decode-flac';
import { decodeWav, formatOfWav, isWav } from './decode-wav';
import { resample } from './resample';
import { SoundFault, type Sound, type SoundFormat } from './sound';

export type Decoded<T> = { readonly value: T } | { readonly fault: Text };

/** The first `samples` samples at `rate` of a second, fewer where the recording is shorter. The fault is said in words that follow “cannot be read:”. */
export function decodeSound(file: Buffer, rate: number, samples = Infinity): Decoded<Float32Array> {
  return attempt(() => {
    const kind = kindOf(file);
    const { rate: own, samples: all } = kind.decode(file, samplesNeeded(file, kind, rate, samples));
    if (all.length === 0) throw new SoundFault(text('it holds no samples'));
    if (!all.every(Number.isFinite)) throw new SoundFault(text('it holds samples that are no numbers'));
    return resample(all, own, rate, samples);
  });
}

/** What the first bytes of a file of `size` bytes say. */
export const formatOfSound = (head: Buffer, size: number): Decoded<SoundFormat> =>
  attempt(() => kindOf(head).format(head, size));

interface Kind {
  is(file: Buffer): boolean;
  decode(file: Buffer, most: number): Sound;
  format(head: Buffer, size: number): SoundFormat;
}

const kinds: readonly Kind[] = [
  { is: isWav, decode: decodeWav, format: formatOfWav },
  { is: isFlac, decode: decodeFlac, format: formatOfFlac },
];

function kindOf(file: Buffer): Kind {
  if (file.length === 0) throw new SoundFault(text('it is empty'));
  const found = kinds.find((kind) => kind.is(file));
  if (!found) throw new SoundFault(text('it is neither a WAV nor a FLAC file'));
  return found;
}

/** A second more than is kept, for the filter of another rate to reach into. */
function samplesNeeded(file: Buffer, kind: Kind, rate: number, samples: number): number {
  const own = kind.format(file, file.length).rate;
  return own === rate ? samples : Math.ceil((samples / rate + 1) * own);
}

function attempt<T>(decode: () => T): Decoded<T> {
  try {
    return { value: decode() };
  } catch (error) {
    if (error instanceof SoundFault) return { fault: error.reason };
    throw error;
  }
}
