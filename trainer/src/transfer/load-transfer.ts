/** Loads what the blocks of a plan start from, of the runs that they name. */
import { resolve } from 'node:path';
import { trainedBlock } from '../../../catalog/transfer/find-trained';
import type { Plan } from '../../../contract/plan';
import type { Outcome, Problem } from '../../../contract/problem';
import type { NamedValues } from '../executors/executor';
import type { KnownInputs } from '../rows/fit-encoders';
import { blockMissing, runNotTrained } from './problems';
import { recallEncodings, takeEncodings, type Transferred } from './take-encodings';
import { modelOf, takeStates } from './take-states';
import { openTrainedRun, type TrainedRun } from './trained-run';

/** What a run takes over from others. */
export interface Transfer {
  /** States that replace those of the seed, by name. */
  readonly states: NamedValues;
  /** How inputs are encoded that do not follow from the rows of this run. */
  readonly inputs: KnownInputs;
}

const nothing: Transfer = { states: {}, inputs: new Map() };

/**
 * Reads the other runs before the first step alone: a run that goes on has the states in its checkpoint, and its encodings in its `folder`.
 * Problems beside a value are warnings.
 */
export function loadTransfer(plan: Plan, folder: string, goesOn: boolean): Outcome<Transfer> {
  if (plan.blocks.every(({ from }) => from === undefined)) return { value: nothing, problems: [] };
  if (goesOn) {
    const { value: inputs, problems } = recallEncodings(plan, folder);
    return inputs ? { value: { ...nothing, inputs }, problems } : { problems };
  }
  const { value: transferred, problems } = findTrained(plan);
  if (!transferred) return { problems };
  const model = modelOf(plan);
  const taken = transferred.map(({ block, run, trained }) => takeStates(model, block, run, trained));
  const faults = taken.flatMap((one) => one.problems);
  if (faults.length > 0) return { problems: faults };
  const states = Object.assign({}, ...taken.map(({ value }) => value)) as NamedValues;
  const encodings = takeEncodings(plan, transferred);
  return { value: { states, inputs: encodings.known }, problems: encodings.problems };
}

/** Each run is read once, whoever starts from it. */
function findTrained(plan: Plan): Outcome<readonly Transferred[]> {
  const opened = new Map<string, TrainedRun | string>();
  const found: Transferred[] = [];
  const problems: Problem[] = [];
  for (const block of plan.blocks) {
    if (block.from === undefined) continue;
    const folder = resolve(plan.directory, block.from);
    const run = opened.get(folder) ?? openTrainedRun(folder);
    opened.set(folder, run);
    if (typeof run === 'string') {
      problems.push(runNotTrained(block.name, folder, run));
      continue;
    }
    const { blocks } = run.plan;
    const trained = trainedBlock(blocks, block.name);
    if (trained) found.push({ block, run, trained });
    else {
      const names = blocks.map(({ name }) => name);
      problems.push(blockMissing(block.name, names, folder));
    }
  }
  return problems.length > 0 ? { problems } : { value: found, problems };
}
