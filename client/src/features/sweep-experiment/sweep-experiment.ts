/** `MTL: Train All Combinations`: trains what the `sweep` of an experiment asks for, in a terminal that shows how it goes and what it came to. */
import { tasks, window, workspace, type ExtensionContext } from 'vscode';
import { basename, dirname } from 'node:path';
import { text } from '../../../../contract/text';
import { askForTrust } from '../../infrastructure/ask-for-trust';
import { chooseDocument } from '../../infrastructure/choose-document';
import { localise } from '../../infrastructure/localise';
import { mtlTask } from '../../infrastructure/mtl-task';

/** `resource` is the Uri of a menu, the string of a code lens, or nothing: then the active document is meant. It is saved, because the terminal reads the file. */
export async function sweepExperiment(context: ExtensionContext, resource?: unknown): Promise<void> {
  if (!workspace.isTrusted) return askForTrust();
  const document = await chooseDocument(resource);
  if (!document) return;
  const { uri } = document;
  if (uri.scheme !== 'file' || !(await document.save())) {
    const saved = text('{file} cannot be trained: save it as a file on this machine first.', {
      file: basename(uri.path),
    });
    void window.showErrorMessage(localise(saved));
    return;
  }
  const folder = workspace.getWorkspaceFolder(uri) ?? dirname(uri.fsPath);
  await tasks.executeTask(
    mtlTask(context, folder, { type: 'mtl', command: 'sweep', experiment: uri.fsPath }),
  );
}

/** `MTL: Resume Sweep`: runs that are not completed go on or begin. */
export async function resumeSweep(context: ExtensionContext, folder: string): Promise<void> {
  if (!workspace.isTrusted) return askForTrust();
  const definition = { type: 'mtl', command: 'sweep', experiment: folder, resume: true } as const;
  await tasks.executeTask(mtlTask(context, dirname(folder), definition));
}
