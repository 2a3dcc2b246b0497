/** Two tables with columns of the same and of other names, and the beginning of an experiment over both. */
import { schemasOfFiles } from './schemas';

const numbers = [0.5, 1.5, 2.5, 3.5];
const some = [0.1, 0.2, 0.3, 0.4];
const others = [7, 8, 9, 11.5];

export const schemas = schemasOfFiles({
  'photos.csv': {
    a: numbers,
    b: some,
    c: others,
    digit: [0, 1, 2, 3],
    topic: ['sea', 'sky', 'sea', null],
    real: [0, 1, 1, 0],
    word: ['x', 'y', 'z', 'x'],
    still: [1, 1, 1, 1],
  },
  'scans.csv': {
    a: others,
    b: numbers,
    q: some,
    grade: [1.5, 2.5, null, 3],
    topic: ['sky', 'wood', 'town', 'sky'],
    theme: ['Sea', 'Sky', 'Sea', 'Sky'],
    real: ['no', 'yes', 'no', 'yes'],
    truth: [1, 0, 1, 1],
    word: ['x', 'y', 'z', 'x'],
  },
});

export const head = `data photos { source: "photos.csv" }
data scans { source: "scans.csv" }
`;

export const both = `input x = [photos[a, b], scans[a, q]]
shared trunk(x) { dense(4, relu) }
task digit(trunk) { predict: photos.digit as classes }
task grade(trunk) { predict: scans.grade as number }
`;
