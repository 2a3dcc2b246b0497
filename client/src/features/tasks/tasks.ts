/** Tasks that check and train the experiments of a workspace in a terminal, with the `mtl` that is part of the extension. */
import { tasks, Uri, workspace, type Disposable, type ExtensionContext } from 'vscode';
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { findExperimentFiles } from '../../infrastructure/find-experiments';
import { mtlTask } from '../../infrastructure/mtl-task';
import { parseTask, taskCommands, type MtlTask } from '../../infrastructure/task-command';

/** More experiments than these fill a list in which nobody finds one. */
const mostExperiments = 100;

export const provideTasks = (context: ExtensionContext): Disposable =>
  tasks.registerTaskProvider('mtl', {
    async provideTasks() {
      const { experiments } = await findExperimentFiles();
      return experiments.slice(0, mostExperiments).flatMap((path) => {
        const folder = workspace.getWorkspaceFolder(Uri.file(path));
        if (!folder) return [];
        const experiment = relative(folder.uri.fsPath, path);
        return taskCommands
          .filter((command) => command !== 'sweep' || hasSweep(path))
          .map((command) => mtlTask(context, folder, { type: 'mtl', command, experiment }));
      });
    },
    resolveTask({ definition, scope }) {
      const parsed = parseTask(definition);
      const folder = typeof scope === 'object' ? scope : workspace.workspaceFolders?.[0];
      // The editor knows its task again by the very object.
      return parsed && folder && mtlTask(context, folder, definition as MtlTask);
    },
  });

/** Whether the file asks for more than one run, as far as its first words of a line say. */
function hasSweep(path: string): boolean {
  try {
    return /^\s*sweep\b/m.test(readFileSync(path, 'utf8'));
  } catch {
    return false;
  }
}
