/** `MTL: Show Sweep`: what a sweep came to as a page, which follows it while its runs go on. */
import { commands, EventEmitter, Uri, workspace, type Disposable } from 'vscode';
import { basename, dirname, join } from 'node:path';
import type { Runs } from '../../infrastructure/runs';
import { sweepPage } from '../../infrastructure/sweep-page';

const scheme = 'mtl-sweep';

/** Its last part is what the tab says. */
const addressOf = (folder: string): Uri => Uri.file(join(folder, `${basename(folder)}.md`)).with({ scheme });

export function provideSweepPages(runs: Runs): Disposable {
  const changed = new EventEmitter<Uri>();
  const provider = workspace.registerTextDocumentContentProvider(scheme, {
    onDidChange: changed.event,
    provideTextDocumentContent: ({ path }) => sweepPage(dirname(Uri.file(path).fsPath)),
  });
  const finished = runs.onDidFinish(({ folder }) => {
    const address = addressOf(dirname(folder));
    const isShown = workspace.textDocuments.some(({ uri }) => uri.toString() === address.toString());
    if (isShown) changed.fire(address);
  });
  return { dispose: () => [changed, provider, finished].forEach((each) => void each.dispose()) };
}

export const showSweep = (folder: string): Thenable<unknown> =>
  commands.executeCommand('markdown.showPreview', addressOf(folder));
