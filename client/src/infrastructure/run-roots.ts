/** Where runs are looked for that this window does not know: they are written beside their experiments, of which some are open. */
import { workspace } from 'vscode';
import { distinctFolders } from '../../../runs/real-folder';
import { runsBeside } from '../../../runs/runs-of-file';

export const runRoots = (): readonly string[] =>
  distinctFolders(
    workspace.textDocuments
      .filter(({ languageId, uri }) => languageId === 'mtl' && uri.scheme === 'file')
      .map(({ uri }) => runsBeside(uri.fsPath)),
  );
