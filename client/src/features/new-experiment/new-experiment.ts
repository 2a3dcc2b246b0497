/** `MTL: New Experiment from Data File`: writes a whole experiment beside a data file, and opens it. */
import { Uri, window, workspace } from 'vscode';
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { dataFileEndings } from '../../../../contract/data-files';
import { text } from '../../../../contract/text';
import type { LanguageServer } from '../../infrastructure/language-server';
import { localise } from '../../infrastructure/localise';

/** `resource` is the data file where the command was called on one. */
export async function newExperiment(server: LanguageServer, resource?: unknown): Promise<void> {
  const file = resource instanceof Uri ? resource.fsPath : await chooseFile();
  if (file === undefined) return;
  const result = await server.draft({ file });
  if (result.draft === null) {
    void window.showErrorMessage(result.reason);
    return;
  }
  const uri = Uri.file(freePath(file));
  await workspace.fs.writeFile(uri, new TextEncoder().encode(result.draft));
  await window.showTextDocument(await workspace.openTextDocument(uri));
}

async function chooseFile(): Promise<string | undefined> {
  const [folder] = workspace.workspaceFolders ?? [];
  const chosen = await window.showOpenDialog({
    title: localise(text('Data file of the new experiment')),
    filters: { [localise(text('Data files'))]: [...dataFileEndings] },
    ...(folder ? { defaultUri: folder.uri } : {}),
  });
  return chosen?.[0]?.fsPath;
}

/** Beside the data file and named like it; with a number where that is taken. */
function freePath(file: string): string {
  const stem = join(dirname(file), basename(file).replace(/\.\w+$/, ''));
  let path = `${stem}.mtl`;
  for (let number = 2; existsSync(path); number++) path = `${stem}-${number}.mtl`;
  return path;
}
