/** Tasks that check and train the experiments of a workspace in a terminal, with the `mtl` that is part of the extension. */
import {
  env,
  ProcessExecution,
  Task,
  TaskGroup,
  tasks,
  Uri,
  workspace,
  type Disposable,
  type ExtensionContext,
  type WorkspaceFolder,
} from 'vscode';
import { basename, relative } from 'node:path';
import { findExperimentFiles } from '../../infrastructure/find-experiments';
import { matchersFor, parseTask, taskCommands, wordsOf, type MtlTask } from './task-command';

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
        return taskCommands.map((command) => taskOf(context, folder, { type: 'mtl', command, experiment }));
      });
    },
    resolveTask({ definition, scope }) {
      const parsed = parseTask(definition);
      const folder = typeof scope === 'object' ? scope : workspace.workspaceFolders?.[0];
      // The editor knows its task again by the very object.
      return parsed && folder && taskOf(context, folder, definition as MtlTask);
    },
  });

function taskOf(context: ExtensionContext, folder: WorkspaceFolder, definition: MtlTask): Task {
  const nodePath = workspace.getConfiguration('mtl').get<string>('trainer.nodePath', '');
  const mtl = Uri.joinPath(context.extensionUri, 'dist', 'mtl.cjs').fsPath;
  const execution = new ProcessExecution(
    nodePath || process.execPath,
    [mtl, ...wordsOf(definition, env.language)],
    {
      cwd: folder.uri.fsPath,
      // The editor's own program is an Electron, which is a Node only when told so.
      env: process.versions['electron'] === undefined ? {} : { ELECTRON_RUN_AS_NODE: '1' },
    },
  );
  const name = `${definition.command} ${basename(definition.experiment)}`;
  const task = new Task(definition, folder, name, 'mtl', execution, matchersFor(env.language));
  if (definition.command === 'check') task.group = TaskGroup.Build;
  return task;
}
