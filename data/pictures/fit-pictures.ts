/** Turns a column of pictures into numbers: their pixels, row by row from the top left, with one scaling for each channel. */
import { availableParallelism } from 'node:os';
import type { Problem } from '../../contract/problem';
import { reasonOf } from '../attempt';
import type { RowBlock, WordColumn } from '../column-values';
import type { Fitting } from '../encode/fitting';
import type { InputEncoder } from '../encode/inputs';
import type { ScaleName, Scaling } from '../encode/scaling';
import { inOrder } from '../in-turns';
import { columnOfNothing } from '../problems';
import { createChannelStatistics } from './channel-statistics';
import { createDecoder } from './decode-picture';
import { keepDecoded, type DecodedPictures } from './decoded-pictures';
import { numbersOfPicture, type PictureForm } from './picture-form';
import { picturesFilled, picturesUnreadable } from './picture-problems';

export interface PictureOptions {
  readonly scale: ScaleName;
  /** A scaling that is known before any picture is looked at. */
  readonly known?: Scaling | undefined;
  /** Bytes that decoded pictures may take between being looked at and being encoded. */
  readonly room: number;
}

/** Reports files that cannot be decoded, and a column without a picture in any training row. A row without a picture gets the mean of each channel. */
export function fitPictures(
  form: PictureForm,
  { scale, known, room }: PictureOptions,
): Fitting<InputEncoder> {
  const statistics = createChannelStatistics(form.channels);
  const creating = createDecoder(form);
  const broken: Broken[] = [];
  let missing: readonly Problem[] = [];
  let pictures: DecodedPictures | undefined;
  let column: WordColumn | undefined;
  let gaps = 0;
  let trained = 0;
  return {
    passes: 1,
    async look(block) {
      const { value: decode, problems } = await creating;
      missing = problems;
      column = wordsOf(block);
      if (!decode) return;
      pictures ??= keepDecoded(decode, room);
      const isTraining = new Set(block.trainingRows);
      const { get } = pictures;
      await eachPicture(column, get, (found, row) => {
        if (found === null) gaps += 1;
        else if ('reason' in found) broken.push(found);
        else if (isTraining.has(row)) {
          trained += 1;
          statistics.add(found.pixels);
        }
      });
    },
    finish() {
      if (!pictures || !column) return { problems: missing };
      const { files, name } = column;
      const [first] = broken;
      if (first) {
        const names = [...new Set(broken.map((one) => one.name))];
        return { problems: [picturesUnreadable(files, names, first.reason)] };
      }
      if (trained === 0) return { problems: [columnOfNothing(files, name)] };
      const scaling = known ?? statistics.scaling(scale);
      return {
        value: encodePictures(form, scaling, pictures),
        problems: gaps > 0 ? [picturesFilled(files, name, gaps)] : [],
      };
    },
  };
}

function encodePictures(form: PictureForm, scaling: Scaling, pictures: DecodedPictures): InputEncoder {
  const width = numbersOfPicture(form);
  const { channels } = form;
  return {
    width,
    hasSteps: false,
    scaling,
    vocabularies: null,
    async encode(block, { values }) {
      await eachPicture(wordsOf(block), pictures.take, (found, row) => {
        if (found && 'reason' in found) throw new Error(`${found.name}: ${found.reason}`);
        const start = row * width;
        for (let channel = 0; channel < channels; channel++) {
          const shift = scaling.shift[channel]!;
          const scale = scaling.scale[channel]!;
          const fill = scaling.fill[channel]!;
          for (let place = channel; place < width; place += channels)
            values[start + place] = ((found ? found.pixels[place]! : fill) - shift) / scale;
        }
      });
    },
  };
}

interface Decoded {
  readonly pixels: ArrayLike<number>;
}

interface Broken {
  readonly name: string;
  readonly reason: string;
}

/** Pictures that are decoded side by side. */
const atOnce = 2 * availableParallelism();

/** Row by row; null where a row names no picture. */
const eachPicture = (
  column: WordColumn,
  open: DecodedPictures['get'],
  use: (found: Decoded | Broken | null, row: number) => void,
): Promise<void> =>
  inOrder(
    column.words,
    async (name) => {
      if (name === null) return null;
      try {
        return { pixels: await open(column, name) };
      } catch (error) {
        return { name, reason: reasonOf(error).split('\n')[0]! };
      }
    },
    use,
    atOnce,
  );

function wordsOf({ columns: [column] }: RowBlock): WordColumn {
  if (column?.kind !== 'words' || !column.media) throw new Error('Pictures are read from a column of files.');
  return column;
}
