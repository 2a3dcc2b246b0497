/** A task that runs a command of `mtl`, the one that is part of the extension, in a terminal. */
import { env, ProcessExecution, Task, TaskGroup, TaskScope, Uri, workspace } from 'vscode';
import type { ExtensionContext, WorkspaceFolder } from 'vscode';
import { basename } from 'node:path';
import { matchersFor, wordsOf, type MtlTask } from './task-command';

/** Relative paths in the definition start from the folder: one of the workspace, or the path of another. */
export function mtlTask(
  context: ExtensionContext,
  folder: WorkspaceFolder | string,
  definition: MtlTask,
): Task {
  const nodePath = workspace.getConfiguration('mtl').get<string>('trainer.nodePath', '');
  const mtl = Uri.joinPath(context.extensionUri, 'dist', 'mtl.cjs').fsPath;
  const execution = new ProcessExecution(
    nodePath || process.execPath,
    [mtl, ...wordsOf(definition, env.language)],
    {
      cwd: typeof folder === 'string' ? folder : folder.uri.fsPath,
      // The editor's own program is an Electron, which is a Node only when told so.
      env: process.versions['electron'] === undefined ? {} : { ELECTRON_RUN_AS_NODE: '1' },
    },
  );
  const name = `${definition.command} ${basename(definition.experiment)}`;
  const scope = typeof folder === 'string' ? TaskScope.Workspace : folder;
  const task = new Task(definition, scope, name, 'mtl', execution, matchersFor(env.language));
  if (definition.command === 'check') task.group = TaskGroup.Build;
  return task;
}
