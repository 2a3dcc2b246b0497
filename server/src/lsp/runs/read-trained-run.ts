/** Reads what a run folder tells of the blocks that were trained in it: its plan alone, and whether there is a model. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { lookUp } from '../../../../catalog';
import { buildModel } from '../../../../catalog/model/build-model';
import type { Model } from '../../../../catalog/model/model';
import { readPlan } from '../../../../catalog/plan/read-plan';
import { showCall } from '../../../../catalog/show-call';
import { showLayer } from '../../../../catalog/show-layer';
import { statesOfBlock } from '../../../../catalog/transfer/states-of-block';
import { editDistance } from '../../../../contract/nearest-name';
import type { BlockPlan, Plan } from '../../../../contract/plan';
import { runFiles } from '../../../../contract/run-log';
import type { RunAnswer, RunRequest, TrainedBlock, TrainedRun } from '../../../../contract/trained-run';

/** Never rejects, and is never pending. */
export async function readTrainedRun({ directory, run }: RunRequest): Promise<RunAnswer> {
  const folder = resolve(directory, run);
  const trained = await openPlan(folder);
  if (!trained) return { state: 'missing', near: await runsNear(folder, run) };
  const model = await stat(join(folder, runFiles.model)).catch(() => undefined);
  return model ? { state: 'known', run: trained } : { state: 'untrained' };
}

/** A text that changes whenever the run would tell something else. */
export async function identifyRun({ directory, run }: RunRequest): Promise<string> {
  const folder = resolve(directory, run);
  const files = [runFiles.plan, runFiles.model].map((file) =>
    stat(join(folder, file)).catch(() => undefined),
  );
  // Where there is no run, those beside it are told of.
  const [plan, model] = await Promise.all(files);
  const beside = plan ? undefined : await stat(dirname(folder)).catch(() => undefined);
  return [plan, model, beside].map((entry) => `${entry?.size} ${entry?.mtimeMs}`).join();
}

/** Undefined for a folder without a plan that this version understands. */
async function openPlan(folder: string): Promise<TrainedRun | undefined> {
  const file = join(folder, runFiles.plan);
  try {
    const [json, { mtimeMs }] = await Promise.all([readFile(file, 'utf8'), stat(file)]);
    const { value: plan } = readPlan(json, file);
    if (!plan) return undefined;
    const model = buildModel(plan, { rows: 1, training: false });
    return {
      title: plan.title,
      started: mtimeMs,
      blocks: plan.blocks.map((block) => describeBlock(plan, block, model)),
    };
  } catch {
    return undefined;
  }
}

function describeBlock(plan: Plan, block: BlockPlan, model: Model): TrainedBlock {
  const { name, sharing, layers } = block;
  const all = [...model.parameters, ...model.frozen, ...model.statistics];
  const shapes = new Map(all.map((state) => [state.name, state.tensor.shape]));
  return {
    name,
    sharing: showCall(sharing, lookUp('sharings', sharing.name)!.params),
    layers: layers.map(showLayer),
    states: Array.from(statesOfBlock(plan, block, [...shapes.keys()]), ([within, full]) => ({
      name: within,
      shape: shapes.get(full)!,
    })),
  };
}

/** Folders of runs beside the one that is missing, written as it is. */
async function runsNear(folder: string, written: string): Promise<readonly string[]> {
  const parent = dirname(folder);
  const entries = await readdir(parent, { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const isRun = await Promise.all(
    names.map((name) => stat(join(parent, name, runFiles.plan)).then(Boolean, () => false)),
  );
  const path = written.replace(/\/+$/, '');
  const before = path.slice(0, path.lastIndexOf('/') + 1);
  const runs = names.filter((_, index) => isRun[index]);
  const wanted = basename(folder);
  return runs
    .toSorted((a, b) => editDistance(wanted, a) - editDistance(wanted, b))
    .slice(0, 3)
    .map((name) => `${before}${name}/`);
}
