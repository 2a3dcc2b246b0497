/** A stream of two numbers and a yes or no that follows from them, by another rule from some row on. */
import { createLcg } from '../../support/lcg';

export interface ChangingStream {
  readonly rows: number;
  /** The first row of the other rule, from 0; none where it stays as it is. */
  readonly change?: number;
  readonly seed?: number;
}

/** `yes` where x + y > 0.1, and where it is not from the change on; one label of ten is wrong. */
export function changingStream({ rows, change = Infinity, seed = 3 }: ChangingStream): readonly string[] {
  const random = createLcg(seed);
  return Array.from({ length: rows }, (_, row) => {
    const [x, y] = [2 * random() - 1, 2 * random() - 1];
    const isYes = (x + y > 0.1 !== row >= change) !== random() < 0.1;
    return `${x.toFixed(4)},${(3 * y).toFixed(4)},${isYes ? 'yes' : 'no'}`;
  });
}

export const heading = 'x,y,answer';

export const csvOf = (rows: readonly string[]): string => `${[heading, ...rows].join('\n')}\n`;

/** The experiment over it; `layers` stand between input and output, `train` is written into the block. */
export const onlineText = (train: string, { layers = '', data = '' } = {}): string => `
data d { source: "d.csv"; ${data} }
input v = d[x, y]
shared trunk(v) { dense(8, tanh) ${layers ? `\n${layers}` : ''} }
task answer(trunk) { predict: d.answer as binary; metrics: [accuracy] }
train { ${train} }
`;
