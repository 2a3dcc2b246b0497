/** What is known of pictures without decoding them: their sizes and kinds, of some of them where there are many. */
import type { PictureFacts } from '../../contract/media';
import { inTurns } from '../in-turns';
import type { MediaReader, Medium } from '../media/media-reader';
import { spread } from '../media/spread';
import { loadSharp } from './load-sharp';

/** More would make an editor wait, and say little more. */
const mostLooked = 64;

/** Undefined where none can be read: who trains on them is told why. */
export async function describePictures(
  media: MediaReader,
  names: readonly string[],
): Promise<PictureFacts | undefined> {
  const heads: (Head | undefined)[] = [];
  await inTurns(spread(names, mostLooked), async (name, index) => {
    heads[index] = await media
      .open(name)
      .then(readHead)
      .catch(() => undefined);
  });
  const read = heads.filter((head) => head !== undefined);
  if (read.length === 0) return undefined;
  const inOrder = read.toSorted((a, b) => a.height * a.width - b.height * b.width);
  const [smallest, largest] = [inOrder[0]!, inOrder.at(-1)!];
  return {
    looked: read.length,
    unreadable: heads.length - read.length,
    kinds: [...new Set(read.flatMap(({ kind }) => kind ?? []))].toSorted(),
    smallest: { height: smallest.height, width: smallest.width },
    largest: { height: largest.height, width: largest.width },
    channels: Math.max(...read.map(({ channels }) => channels)),
  };
}

interface Head {
  readonly height: number;
  readonly width: number;
  /** 1 for grey, 3 for colour. */
  readonly channels: number;
  readonly kind?: string;
}

async function readHead(medium: Medium): Promise<Head> {
  if (medium.kind === 'pixels') {
    const { height, width, channels } = medium;
    return { height, width, channels };
  }
  const { value: sharp } = await loadSharp();
  if (!sharp) throw new Error('nothing decodes pictures here');
  const { format, channels, autoOrient } = await sharp(medium.bytes).metadata();
  return { ...autoOrient, channels: channels < 3 ? 1 : 3, kind: format };
}
