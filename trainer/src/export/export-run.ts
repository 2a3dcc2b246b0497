/** Writes the trained model of a run: raw columns in, probabilities and numbers in the unit of the data out. */
import { join } from 'node:path';
import { buildModel } from '../../../catalog/model/build-model';
import { runFiles } from '../../../contract/run-log';
import { VERSION } from '../../../contract/version';
import { constant, divide, equal, feed, reshape, subtract, where } from '../../../graph';
import type { Tensor } from '../../../graph/tensor';
import type { Scaling } from '../../../data/encode/scaling';
import { exportModel } from '../executors/export-model';
import type { NamedValues } from '../executors/executor';
import { inDataUnit, meanPrediction } from '../program/subject';
import type { Run } from '../run';
import { writeWhole } from '../write-whole';
import { replaceSources } from './replace-sources';

/** Rows that the graph is built with; the file takes any number. */
const rows = 7;

/**
 * Inputs are named as in the experiment, [rows, columns]; NaN stands for a missing value. Outputs are named as the tasks. The
 * metadata lists the columns of each input, the columns and classes of each task, title and version.
 */
export function exportRun({ folder, plan, rows: data }: Run, states: NamedValues): void {
  const model = buildModel(plan, { rows, training: false });
  const inputs: Record<string, Tensor> = {};
  const replacements = new Map<Tensor, Tensor>();
  for (const { name, columns, scaling } of data.inputs) {
    const scaled = model.inputs[name]!;
    inputs[name] = feed(name, [rows, columns.length]);
    replacements.set(scaled, reshape(scaleColumns(inputs[name], scaling), scaled.shape));
  }
  const predictions = plan.tasks.map((task, index) => {
    const heads = model.heads.filter((head) => head.task === task.name);
    return inDataUnit(meanPrediction(heads), data.tasks[index]!);
  });
  const outputs = replaceSources(predictions, replacements);
  const metadata = {
    title: plan.title,
    version: VERSION,
    inputs: JSON.stringify(Object.fromEntries(data.inputs.map(({ name, columns }) => [name, columns]))),
    tasks: JSON.stringify(
      Object.fromEntries(
        plan.tasks.map(({ name, predict, target }, index) => [
          name,
          { target: target.name, columns: predict.columns, classes: data.tasks[index]!.classes },
        ]),
      ),
    ),
  };
  const file = exportModel({
    inputs,
    outputs: Object.fromEntries(plan.tasks.map(({ name }, index) => [name, outputs[index]!])),
    states,
    rows,
    metadata,
  });
  writeWhole(join(folder, runFiles.model), file);
}

/** As the data room scales: missing values become the mean first. */
function scaleColumns(raw: Tensor, { shift, scale, fill }: Scaling): Tensor {
  // NaN alone differs from itself.
  const whole = where(equal(raw, raw), raw, vector(fill));
  return divide(subtract(whole, vector(shift)), vector(scale));
}

const vector = (values: Float64Array): Tensor => constant([...values], [values.length]);
