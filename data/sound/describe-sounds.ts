/** What is known of recordings without decoding any: kinds, rates and lengths, as the heads of their files say. */
import type { SoundFacts } from '../../contract/schema';
import { inTurns } from '../in-turns';
import type { MediaReader } from '../media/media-reader';
import { formatOfSound } from './decode-sound';
import type { SoundFormat } from './sound';

/** What stands before the samples; pictures of covers and the like may be longer, and such files are not understood. */
const headBytes = 4096;

/** Undefined where no file could be looked into. */
export async function describeSounds(
  { head }: MediaReader,
  names: readonly string[],
): Promise<SoundFacts | undefined> {
  if (!head) return undefined;
  const formats: SoundFormat[] = [];
  await inTurns(names, async (name) => {
    const found = await head(name, headBytes).catch(() => undefined);
    const format = found && formatOfSound(found.bytes, found.size);
    if (format && 'value' in format) formats.push(format.value);
  });
  if (formats.length === 0) return undefined;
  const seconds = formats
    .flatMap(({ frames, rate }) => (frames === null ? [] : [frames / rate]))
    .toSorted((a, b) => a - b);
  const at = (place: number): number => seconds[place] ?? 0;
  return {
    looked: names.length,
    unread: names.length - formats.length,
    kinds: different(formats.map(({ kind }) => kind)).toSorted(),
    rates: different(formats.map(({ rate }) => rate)).toSorted((a, b) => a - b),
    channels: different(formats.map(({ channels }) => channels)).toSorted((a, b) => a - b),
    seconds: [at(0), at((seconds.length - 1) >> 1), at(seconds.length - 1)],
  };
}

const different = <T>(values: readonly T[]): T[] => [...new Set(values)];
