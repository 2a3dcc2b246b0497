/** A run that has been trained to its end, as another one starts from it: its plan, its states, and how its inputs are encoded. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPlan } from '../../../catalog/plan/read-plan';
import type { Plan } from '../../../contract/plan';
import { runFiles } from '../../../contract/run-log';
import type { Vocabularies } from '../../../data/encode/inputs';
import { readSafetensors, type SavedTensors } from '../checkpoint/safetensors';
import { scalingsIn, type ScalingsByInput } from '../export/scalings';
import { vocabulariesIn } from '../export/vocabularies';

export interface TrainedRun {
  /** Absolute. */
  readonly folder: string;
  readonly plan: Plan;
  readonly states: SavedTensors['tensors'];
  readonly scalings: ScalingsByInput;
  readonly vocabularies: Readonly<Record<string, Vocabularies>>;
}

/** Answers the name of the first file that is missing or cannot be read, if one is. */
export function openTrainedRun(folder: string): TrainedRun | string {
  const read = (file: string): Buffer | undefined => {
    try {
      return readFileSync(join(folder, file));
    } catch {
      return undefined;
    }
  };
  const { value: plan } = readPlan(read(runFiles.plan)?.toString() ?? '', join(folder, runFiles.plan));
  if (!plan) return runFiles.plan;
  if (!existsSync(join(folder, runFiles.model))) return runFiles.model;
  const states = statesIn(read(runFiles.checkpoint));
  return states ? { folder, plan, states, ...encodingsIn(folder) } : runFiles.checkpoint;
}

/** What a run folder tells of how inputs are encoded; nothing of those that it does not tell. */
export const encodingsIn = (folder: string): Pick<TrainedRun, 'scalings' | 'vocabularies'> => ({
  scalings: scalingsIn(folder) ?? {},
  vocabularies: vocabulariesIn(folder) ?? {},
});

function statesIn(file: Buffer | undefined): TrainedRun['states'] | undefined {
  try {
    return file && readSafetensors(file).tensors;
  } catch {
    return undefined;
  }
}
