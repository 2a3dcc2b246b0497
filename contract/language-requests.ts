/** Requests that the extension makes to the language server beyond the protocol's own. */
import type { Architecture } from './architecture';
import type { Plan } from './plan';
import type { Problem } from './problem';

/** `value` as it would stand in a file: `seed = 3`, `width = 64`. */
export interface Setting {
  readonly name: string;
  readonly value: string;
}

export const planRequest = 'mtl/plan';
export interface PlanParams {
  readonly uri: string;
  readonly settings: readonly Setting[];
}
/** `plan` is null when a problem is an error. `text` is what the plan was made from. */
export interface PlanResult {
  readonly plan: Plan | null;
  readonly text: string;
  readonly problems: readonly Problem[];
}

export const architectureRequest = 'mtl/architecture';
export interface ArchitectureParams {
  readonly uri: string;
}
export interface ArchitectureResult {
  readonly architecture: Architecture | null;
  readonly problems: readonly Problem[];
}

/** Sent by the server after each analysis that changed the architecture of an open document. */
export const architectureChanged = 'mtl/architectureChanged';
export interface ArchitectureChangedParams extends ArchitectureResult {
  readonly uri: string;
}

/** An experiment for a data file, as a person could have written it. */
export const draftRequest = 'mtl/draft';
export interface DraftParams {
  /** Absolute path of the data file. */
  readonly file: string;
  /** Absolute path of the folder that the experiment is to lie in; beside the data file when left out. */
  readonly folder?: string;
}
/** `draft` is null where nothing can be made of the file; `reason` says why, in the language of the client, and is empty else. */
export interface DraftResult {
  readonly draft: string | null;
  readonly reason: string;
}

/**
 * What a lens without a command is about. Runs are known to the client alone: one that says `runLenses` when it starts the server
 * gets places to fill in with what it knows of them, or to leave out.
 */
export type RunLensPlace =
  { readonly about: 'experiment' } | { readonly about: 'task'; readonly task: string };

/** Whether the data of a lens says what it is about. */
export const isRunLensPlace = (data: unknown): data is RunLensPlace =>
  typeof data === 'object' && data !== null && 'about' in data;
