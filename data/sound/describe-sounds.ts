/** What is known of recordings without decoding any: kinds, rates and lengths, as the heads of their files say, of some of them where there are many. */
import type { SoundFacts } from '../../contract/media';
import { inTurns } from '../in-turns';
import type { MediaReader } from '../media/media-reader';
import { spread } from '../media/spread';
import { formatOfSound } from './decode-sound';
import type { SoundFormat } from './sound';

/** A head is soon read. */
const mostLooked = 512;
/** What stands before the samples; pictures of covers and the like may be longer, and such files are not understood. */
const headBytes = 4096;

/** Undefined where none can be read: who trains on them is told why. */
export async function describeSounds(
  { head }: MediaReader,
  names: readonly string[],
): Promise<SoundFacts | undefined> {
  if (!head) return undefined;
  const chosen = spread(names, mostLooked);
  const formats: SoundFormat[] = [];
  await inTurns(chosen, async (name) => {
    const found = await head(name, headBytes).catch(() => undefined);
    const format = found && formatOfSound(found.bytes, found.size);
    if (format && 'value' in format) formats.push(format.value);
  });
  const seconds = formats
    .flatMap(({ frames, rate }) => (frames === null ? [] : [frames / rate]))
    .toSorted((a, b) => a - b);
  if (seconds.length === 0) return undefined;
  return {
    looked: formats.length,
    unreadable: chosen.length - formats.length,
    kinds: different(formats.map(({ kind }) => kind)).toSorted(),
    rates: different(formats.map(({ rate }) => rate)).toSorted((a, b) => a - b),
    channels: different(formats.map(({ channels }) => channels)).toSorted((a, b) => a - b),
    seconds: [seconds[0]!, seconds[(seconds.length - 1) >> 1]!, seconds.at(-1)!],
  };
}

const different = <T>(values: readonly T[]): T[] => [...new Set(values)];
