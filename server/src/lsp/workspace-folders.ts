/** The folders that a client works in: asked for when they are needed, since they come and go. */
import { fileURLToPath } from 'node:url';
import type { Connection, InitializeParams } from './protocol';

/** A client that knows only one folder has named it when it started. */
export function foldersOf(
  connection: Connection,
  params: InitializeParams,
): () => Promise<readonly string[]> {
  const { workspaceFolders, rootUri, capabilities } = params;
  const first = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []);
  return async () => {
    const now = capabilities.workspace?.workspaceFolders
      ? ((await connection.workspace.getWorkspaceFolders()) ?? []).map(({ uri }) => uri)
      : first;
    return now.flatMap(pathsOf);
  };
}

/** None for a folder or file that is not on this machine. */
export function pathsOf(uri: string): readonly string[] {
  try {
    return [fileURLToPath(uri)];
  } catch {
    return [];
  }
}
