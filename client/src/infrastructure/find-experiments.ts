/** Experiments of the workspace, and the folders of runs, each of which holds the text that it ran from. */
import { workspace } from 'vscode';
import { basename, dirname, join } from 'node:path';
import { existsSync } from 'node:fs';
import { runFiles } from '../../../contract/run-log';

export interface ExperimentFiles {
  /** Paths of texts that people write. */
  readonly experiments: readonly string[];
  /** Paths of run folders. */
  readonly folders: readonly string[];
}

/** In one search. What version control ignores is found too, as runs often are. */
export async function findExperimentFiles(): Promise<ExperimentFiles> {
  const found = await workspace.findFiles('**/*.mtl', '**/node_modules/**');
  const paths = found.filter(({ scheme }) => scheme === 'file').map(({ fsPath }) => fsPath);
  const ofRuns = new Set(paths.filter(isOfRun));
  return {
    experiments: paths.filter((path) => !ofRuns.has(path)).toSorted(),
    folders: [...ofRuns].map((path) => dirname(path)),
  };
}

const isOfRun = (path: string): boolean =>
  basename(path) === runFiles.experiment && existsSync(join(dirname(path), runFiles.plan));
