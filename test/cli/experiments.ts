/** Experiments and data for tests of the command line. */
import { createLcg } from '../support/lcg';

/** Two inputs, a class with a comma in its names, two numbers that follow from the inputs, an empty column, a column of words. */
export function smallTable(rows = 60): string {
  const random = createLcg(11);
  const lines = Array.from({ length: rows }, () => {
    const [a, b] = [random(), random()];
    return [a, b, a > b ? '"more, much"' : 'less', a + b, 100 * (a - b), '', 'word'].join(',');
  });
  return `a,b,kind,sum,difference,empty,words\n${lines.join('\n')}\n`;
}

export const smallText = (train = 'epochs: 3', predict = 'd[sum, difference] as numbers(2)'): string => `
experiment "Sums and kinds"

let width = 8

data d {
  source: "d.csv"
  split: [60%, 20%, 20%]
}

input x = d[a, b] as numbers

shared trunk(x) { dense(width, relu) }

task kind(trunk) { predict: d.kind as classes(2) }
task sums(trunk) { predict: ${predict} }

train {
  optimizer: adam(rate: 0.05)
  batch: 12
  ${train}
}
`;

export const smallFiles = (train?: string, predict?: string): Record<string, string> => ({
  'small.mtl': smallText(train, predict),
  'd.csv': smallTable(),
});
