/** `MTL: Reveal Run Folder`: in the file manager of the system, or in the Explorer where the editor runs on another machine than its window. */
import { commands, env, Uri } from 'vscode';

export async function revealRun(folder: string): Promise<void> {
  const command = env.remoteName === undefined ? 'revealFileInOS' : 'revealInExplorer';
  await commands.executeCommand(command, Uri.file(folder));
}
