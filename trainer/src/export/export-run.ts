/** Writes the trained model of a run: raw columns in, probabilities and numbers in the unit of the data out. */
import { join } from 'node:path';
import { buildModel } from '../../../catalog/model/build-model';
import { runFiles } from '../../../contract/run-log';
import { VERSION } from '../../../contract/version';
import { substitute } from '../../../graph';
import type { Tensor } from '../../../graph/tensor';
import { exportModel } from '../executors/export-model';
import type { NamedValues } from '../executors/executor';
import { predictingStates } from '../program/averages';
import { inDataUnit, meanPrediction } from '../program/subject';
import type { Run } from '../run';
import { writeWhole } from '../write-whole';
import { rawInput } from './raw-input';
import { vocabulariesOf } from './vocabularies';

/** Rows that the graph is built with; the file takes any number. */
const rows = 7;

/**
 * Inputs are named as in the experiment. Numbers are float32 [rows, columns], or float64 where that would blur them, and NaN stands for a missing value; words and
 * categories are int64 [rows, ids of a row], as the vocabularies tell. Outputs are named as the tasks. An input that opens files takes the numbers that they become, before they are scaled: of a
 * picture the bytes of its pixels, row by row from the top left, the channels of a pixel side by side; of a recording its features, step by step, NaN where there is no step. The metadata lists the columns
 * of each input, its vocabularies where it has some, how files become what it takes where it opens some, the columns and classes of each task, title and version.
 */
export function exportRun({ folder, plan, rows: data }: Run, states: NamedValues): void {
  const model = buildModel(plan, { rows, training: false });
  const inputs: Record<string, Tensor> = {};
  const centres: Record<string, Float64Array> = {};
  const replacements = new Map<Tensor, Tensor>();
  for (const input of data.inputs) {
    const { name } = input;
    const { raw, centre, values, lengths } = rawInput(input, model.inputs[name]!.shape);
    inputs[name] = raw;
    if (centre) centres[name] = centre;
    replacements.set(model.inputs[name]!, values);
    if (lengths) replacements.set(model.lengths[name]!, lengths);
  }
  const predictions = plan.tasks.map((task, index) => {
    const heads = model.heads.filter((head) => head.task === task.name);
    return inDataUnit(meanPrediction(heads), data.tasks[index]!);
  });
  const outputs = substitute(predictions, replacements);
  const metadata = {
    title: plan.title,
    version: VERSION,
    inputs: JSON.stringify(Object.fromEntries(data.inputs.map(({ name, columns }) => [name, columns]))),
    vocabularies: JSON.stringify(vocabulariesOf(data.inputs)),
    files: JSON.stringify(
      Object.fromEntries(
        plan.inputs.flatMap(({ name, opens, type }) => (opens ? [[name, { opens, ...type.args }]] : [])),
      ),
    ),
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
    centres,
    outputs: Object.fromEntries(plan.tasks.map(({ name }, index) => [name, outputs[index]!])),
    states: predictingStates(states),
    rows,
    metadata,
  });
  writeWhole(join(folder, runFiles.model), file);
}
