/** Pairs of runs, of which the second starts from the first. */
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { buildModel } from '../../../catalog/model/build-model';
import type { BlockPlan, Plan } from '../../../contract/plan';
import { runFiles, type EndEvent } from '../../../contract/run-log';
import { findCheckpoint } from '../../../trainer/src/checkpoint/find-checkpoint';
import { readSafetensors } from '../../../trainer/src/checkpoint/safetensors';
import { scalingsIn } from '../../../trainer/src/export/scalings';
import { openRunLog } from '../../../trainer/src/run-log';
import { trainRun } from '../../../trainer/src/train-run';
import { createLcg } from '../../support/lcg';
import { temporaryFolder } from '../../support/temporary-folder';
import { evaluate } from '../../catalog/evaluate';
import { planOf, trainPlan, type TrainedRun } from '../train';

/** Rows of three numbers far from 0, the first of which is larger by `more`, a class, and a number. */
export function table(rows: number, more: number, seed: number): string {
  const random = createLcg(seed);
  const lines = Array.from({ length: rows }, (_, row) => {
    const [a, b, c] = [100 * random() + more, 5 * random() - 40, random()];
    const kind = a - more > -20 * b - 750 ? 'more' : 'less';
    return [a, b, c, kind, a / 10 + b + c, row % 5 === 4 ? 'test' : 'train'].join(',');
  });
  return `a,b,c,kind,sum,part\n${lines.join('\n')}\n`;
}

export const files = { 'a.csv': table(200, 0, 1), 'b.csv': table(150, 300, 2) };

export const experiment = (file: string, layers: string, tasks: string, train = ''): string => `
data d { source: "${file}"; split: part }
input x = d[a, b, c] as numbers
shared trunk(x) { ${layers} }
${tasks}
train { batch: 20; epochs: 6; optimizer: adamw(rate: 0.02, decay: 0.1); ${train} }
`;

export const layers = 'dense(8, tanh); batchNorm; dense(6, relu); dropout(0.2)';
export const kind = 'task kind(trunk) { predict: d.kind as classes(2) }';
export const sum = 'task sum(trunk) { predict: d.sum as number }';

/** The plan of `text` with `from` the run, relative to its folder, and what else is `changed` in its first block. */
export async function planFrom(
  text: string,
  run: TrainedRun,
  changed: Partial<BlockPlan> = {},
): Promise<Plan> {
  const plan = await planOf(text, temporaryFolder(files));
  const from = `${relative(plan.directory, run.folder)}/`;
  const [first, ...others] = plan.blocks;
  return { ...plan, blocks: [{ ...first!, from, ...changed }, ...others] };
}

export const train = async (text: string): Promise<TrainedRun> =>
  trainPlan(await planOf(text, temporaryFolder(files)));

/** Tensors of the checkpoint of a run, by name. */
export function statesOf({
  folder,
}: Pick<TrainedRun, 'folder'>): Readonly<Record<string, readonly number[]>> {
  const { tensors } = readSafetensors(readFileSync(join(folder, runFiles.checkpoint)));
  const numbers = Object.entries(tensors).map(
    ([name, { values }]) => [name, [...values].map(Number)] as const,
  );
  return Object.fromEntries(numbers);
}

/** What leaves the block for rows of columns as they are in the data. */
export function featuresOf(
  run: TrainedRun,
  plan: Plan,
  block: string,
  rows: readonly (readonly number[])[],
): readonly number[] {
  const model = buildModel(plan, { rows: rows.length, training: false });
  const { shift, scale } = scalingsIn(run.folder)!['x']!;
  const values = rows.flatMap((row) => row.map((value, at) => (value - shift[at]!) / scale[at]!));
  const { output } = model.blocks.find(({ name }) => name === block)!;
  return evaluate([output], { ...statesOf(run), 'input/x': values })[0]!;
}

/** Goes on with a run that was stopped; answers how it ended. */
export async function resume(
  { folder }: Pick<TrainedRun, 'folder'>,
  plan: Plan,
): Promise<EndEvent['status']> {
  const { value: checkpoint, problems } = await findCheckpoint(folder, plan);
  if (!checkpoint) throw new Error(JSON.stringify(problems));
  const log = openRunLog(join(folder, runFiles.log), () => undefined, checkpoint.log);
  const control = { stopRequested: false, takeCheckpointRequest: () => false };
  const status = await trainRun(folder, plan, log, control, checkpoint);
  log.close();
  return status;
}

export const first = experiment('a.csv', layers, kind);
export const second = experiment('b.csv', layers, sum);

export const inTrunk = (name: string): boolean => name.startsWith('trunk/');
export const ofLayer = (number: number) => (name: string) => name.startsWith(`trunk/${number}.`);

/** Names of the states that are the same in both, number for number. */
export function unchanged(a: TrainedRun, b: TrainedRun, which: (name: string) => boolean): readonly string[] {
  const [there, here] = [statesOf(a), statesOf(b)];
  return Object.keys(here).filter(
    (name) => which(name) && JSON.stringify(here[name]) === JSON.stringify(there[name]),
  );
}

/** How the only input of a run is scaled. */
export const scaling = ({ folder }: TrainedRun) => Object.values(scalingsIn(folder)!)[0];

/** Of a task, epoch by epoch. */
export const losses = (run: TrainedRun, task: string): readonly number[] =>
  run.of('epoch').map(({ results }) => results.train![task]!['loss']!);
