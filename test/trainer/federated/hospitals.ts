/** A small regression over rows of five hospitals that differ in what they measure, and experiments over it. */
import { join } from 'node:path';
import { runFiles } from '../../../contract/run-log';
import { loadCheckpoint } from '../../../trainer/src/checkpoint/save-checkpoint';
import type { TrainedRun } from '../train';
import { createLcg } from '../../support/lcg';

const sizes = { north: 12, south: 30, east: 20, west: 8, centre: 26 };

/** `y` follows from x1 and x2 the same way everywhere; where x1 and x2 lie is another place in each hospital. Every third `z` is empty in the south. */
export function hospitals(): string {
  const random = createLcg(5);
  const lines = Object.entries(sizes).flatMap(([hospital, rows], place) =>
    Array.from({ length: rows }, (_, row) => {
      const [x1, x2] = [random() + place / 2, random() - place / 3];
      const y = 2 * x1 - 3 * x2 + 0.1 * (random() - 0.5);
      const z = hospital === 'south' && row % 3 === 0 ? '' : (x1 + x2).toFixed(4);
      return `${hospital},${x1.toFixed(4)},${x2.toFixed(4)},${y.toFixed(4)},${z}`;
    }),
  );
  return ['hospital,x1,x2,y,z', ...lines].join('\n');
}

export const allRows = Object.values(sizes).reduce((sum, rows) => sum + rows, 0);

export interface Written {
  readonly client?: string;
  readonly split?: string;
  readonly trunk?: string;
  readonly tasks?: string;
  readonly train: string;
}

export const experiment = ({
  client = 'client: hospital',
  split = '[100%, 0%, 0%]',
  trunk = 'dense(4, tanh)',
  tasks = 'task y(trunk) { predict: d.y as number }',
  train,
}: Written): string => `
data d { source: "d.csv"; split: ${split}; ${client} }
input x = d[x1, x2]
${trunk && `shared trunk(x) { ${trunk} }`}
${tasks}
train { ${train} }
`;

/** What a run has learned, but for what the optimizer keeps. */
export function learnedOf({
  folder,
}: Pick<TrainedRun, 'folder'>): Readonly<Record<string, readonly number[]>> {
  const { states } = loadCheckpoint(join(folder, runFiles.checkpoint)).value!;
  const names = Object.keys(states).filter((name) => !/^(optimizer|anchor)\//.test(name));
  return Object.fromEntries(names.toSorted().map((name) => [name, [...states[name]!].map(Number)]));
}
