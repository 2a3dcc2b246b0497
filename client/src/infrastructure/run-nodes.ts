/** What lines of the Runs view stand for, and what commands make of them: a menu hands over the line, and all lines that are selected. */
import { isObject } from '../../../contract/checks';

/** A run, by the absolute path of its folder. */
export interface RunNode {
  readonly kind: 'run';
  readonly folder: string;
  /** Path of its experiment, where one is known. */
  readonly file: string | undefined;
}

/** The runs of a sweep, by the absolute path of its folder. */
export interface SweepNode {
  readonly kind: 'sweep';
  readonly folder: string;
  readonly file: string | undefined;
}

/** All runs of an experiment, or those that do not tell theirs. */
export interface ExperimentNode {
  readonly kind: 'experiment';
  readonly file: string | undefined;
}

export type RunsNode = RunNode | SweepNode | ExperimentNode;

/** The runs that a command was called on: selected lines where its own is one of them, else its own; a lens or panel names the folder. */
export function chosenRuns(given: unknown, selected?: unknown): readonly RunNode[] {
  if (typeof given === 'string') return [{ kind: 'run', folder: given, file: undefined }];
  if (!isRunNode(given)) return [];
  const all = Array.isArray(selected) ? selected.filter(isRunNode) : [];
  return all.some(({ folder }) => folder === given.folder) ? all : [given];
}

/** Path of the experiment that a line stands for. */
export const chosenExperiment = (given: unknown): string | undefined =>
  isObject(given) && given['kind'] === 'experiment' && typeof given['file'] === 'string'
    ? given['file']
    : undefined;

/** The sweeps that a command was called on, by their folders: selected lines where its own is one of them, else its own. */
export function chosenSweeps(given: unknown, selected?: unknown): readonly string[] {
  if (!isSweepNode(given)) return [];
  const all = (Array.isArray(selected) ? selected.filter(isSweepNode) : []).map(({ folder }) => folder);
  return all.includes(given.folder) ? all : [given.folder];
}

const isSweepNode = (value: unknown): value is SweepNode =>
  isObject(value) && value['kind'] === 'sweep' && typeof value['folder'] === 'string';

const isRunNode = (value: unknown): value is RunNode =>
  isObject(value) && value['kind'] === 'run' && typeof value['folder'] === 'string';
