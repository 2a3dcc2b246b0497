/** Says that training waits for the trust of the workspace, and leads to where it is given. */
import { commands, window } from 'vscode';
import { text } from '../../../contract/text';
import { localise } from './localise';

export async function askForTrust(): Promise<void> {
  const manage = localise(text('Manage Workspace Trust'));
  const choice = await window.showWarningMessage(
    localise(text('Training runs code on this machine. Trust the workspace first.')),
    manage,
  );
  if (choice === manage) await commands.executeCommand('workbench.trust.manage');
}
