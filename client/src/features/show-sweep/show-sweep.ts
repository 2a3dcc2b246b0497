/** `MTL: Show Sweep`: what a sweep came to as a page, which follows it while its runs go on. */
import { commands, EventEmitter, RelativePattern, Uri, workspace, type Disposable } from 'vscode';
import { basename, dirname, join } from 'node:path';
import { runFiles } from '../../../../contract/run-log';
import { sweepPage } from '../../infrastructure/sweep-page';

const scheme = 'mtl-sweep';

/** Its last part is what the tab says. */
const addressOf = (folder: string): Uri => Uri.file(join(folder, `${basename(folder)}.md`)).with({ scheme });
const folderOf = ({ path }: Uri): string => dirname(Uri.file(path).fsPath);

export function provideSweepPages(): Disposable {
  const changed = new EventEmitter<Uri>();
  /** By address: what hears that a run of the sweep has begun or ended, whoever trains it. */
  const watchers = new Map<string, Disposable>();
  const watch = (address: Uri): void => {
    const pattern = new RelativePattern(Uri.file(folderOf(address)), `*/${runFiles.pid}`);
    const trainers = workspace.createFileSystemWatcher(pattern, false, true, false);
    const tell = () => changed.fire(address);
    trainers.onDidCreate(tell);
    trainers.onDidDelete(tell);
    watchers.set(address.toString(), trainers);
  };
  const forget = (address: Uri): void => {
    watchers.get(address.toString())?.dispose();
    watchers.delete(address.toString());
  };
  const subscriptions: readonly Disposable[] = [
    changed,
    workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: changed.event,
      provideTextDocumentContent(address) {
        if (!watchers.has(address.toString())) watch(address);
        return sweepPage(folderOf(address));
      },
    }),
    workspace.onDidCloseTextDocument(({ uri }) => forget(uri)),
  ];
  return {
    dispose: () => [...subscriptions, ...watchers.values()].forEach((each) => void each.dispose()),
  };
}

export const showSweep = (folder: string): Thenable<unknown> =>
  commands.executeCommand('markdown.showPreview', addressOf(folder));
