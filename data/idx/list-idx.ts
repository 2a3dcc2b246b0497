/** Lists the pictures of a file of the IDX format, each called by its number, with the labels of another. */
import type { Outcome } from '../../contract/problem';
import type { MediaList } from '../media/media-list';
import { noRows } from '../problems';
import type { IdxFiles } from '../resolve-files';
import { countsDiffer, notLabels, notPictures } from './idx-problems';
import { readIdx, type IdxFile } from './read-idx';

export async function listIdx({ files }: IdxFiles): Promise<Outcome<MediaList>> {
  const [pictures, labels] = await Promise.all(files.map(({ path }) => readIdx(path)));
  const problems = [pictures, labels].flatMap((read) => read?.problems ?? []);
  if (!pictures?.value || problems.length > 0) return { problems };
  const shape = shapeOf(pictures.value);
  if (!shape) return { problems: [notPictures(pictures.value.path, sizeOf(pictures.value))] };
  const { count, ...size } = shape;
  if (count === 0) return { problems: [noRows([pictures.value.path])] };
  const named = labels?.value && labelsOf(labels.value, count);
  if (named && !named.value) return { problems: named.problems };
  const names = Array.from({ length: count }, (_, index) => String(index + 1));
  const listed = new Set(names);
  const numbers = size.height * size.width * size.channels;
  return {
    value: {
      type: 'image',
      names,
      ...(named?.value ? { labels: named.value } : {}),
      arePaths: false,
      reader: {
        files: files.map(({ path }) => path),
        has: (word) => listed.has(word),
        async open(word) {
          if (!listed.has(word)) throw new Error(`there is no picture ${word}`);
          const values = pictures.value!.numbers((Number(word) - 1) * numbers, numbers);
          return { kind: 'pixels', ...size, values };
        },
      },
    },
    problems: [],
  };
}

interface Shape {
  readonly count: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

function shapeOf({ dimensions }: IdxFile): Shape | undefined {
  const [count, height, width, channels = 1] = dimensions;
  const isPicture = (dimensions.length === 3 || dimensions.length === 4) && [1, 3, 4].includes(channels);
  return isPicture && height! > 0 && width! > 0
    ? { count: count!, height: height!, width: width!, channels }
    : undefined;
}

function labelsOf(file: IdxFile, pictures: number): Outcome<readonly number[]> {
  const { path, dimensions } = file;
  if (dimensions.length !== 1) return { problems: [notLabels(path, sizeOf(file))] };
  const [count] = dimensions;
  if (count !== pictures) return { problems: [countsDiffer(path, count!, pictures)] };
  return { value: [...file.numbers(0, count)], problems: [] };
}

const sizeOf = ({ dimensions }: IdxFile): string => dimensions.join('x');
