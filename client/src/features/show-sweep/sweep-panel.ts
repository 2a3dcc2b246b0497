/** The Sweep panel's host side: one webview for each sweep, told anew whenever one of its runs begins or ends, whoever trains it. */
import { commands, RelativePattern, Uri, window, workspace, type ExtensionContext } from 'vscode';
import { basename, dirname, join } from 'node:path';
import { runFiles } from '../../../../contract/run-log';
import { readSweep } from '../../../../runs/sweep/read-sweep';
import { sweepResults } from '../../../../runs/sweep/sweep-results';
import { Panels, type Presented, type PanelView } from '../../infrastructure/panels';
import { sweepPage } from '../../infrastructure/sweep-page';

/** Several runs that begin and end together are told at once. */
const settleMilliseconds = 200;

/** Panels by the absolute path of a sweep's folder. */
export const sweepPanels = (context: ExtensionContext): Panels<string> =>
  new Panels<string>(context, {
    panel: 'sweep',
    beside: false,
    keyOf: (folder) => folder,
    titleOf: (folder) => basename(folder),
    folderOf: dirname,
    reopen: ({ sweep }) => (typeof sweep === 'string' ? sweep : undefined),
    present: presentSweep,
  });

function presentSweep(view: PanelView, folder: string): Presented {
  /** The page of the view is there and has asked. */
  let isReady = false;
  let timer: NodeJS.Timeout | undefined;

  const send = async (): Promise<void> => {
    const { value: sweep, problems } = await readSweep(folder);
    if (isReady) view.post({ kind: 'sweep', folder, results: sweep ? sweepResults(sweep) : null, problems });
  };
  const sendSoon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void send(), settleMilliseconds);
  };
  const trainers = workspace.createFileSystemWatcher(
    new RelativePattern(Uri.file(folder), `*/${runFiles.pid}`),
    false,
    true,
    false,
  );
  trainers.onDidCreate(sendSoon);
  trainers.onDidDelete(sendSoon);
  return {
    receive(message) {
      if (message.kind === 'ready') {
        isReady = true;
        void send();
      }
      if (message.kind === 'open')
        void commands.executeCommand('mtl.showRun', join(folder, basename(message.run)));
      if (message.kind === 'document') void showDocument(folder);
    },
    hidden: () => (isReady = false),
    closed() {
      clearTimeout(timer);
      trainers.dispose();
    },
  };
}

/** The tables as Markdown, to be kept or sent to somebody. */
async function showDocument(folder: string): Promise<void> {
  const content = await sweepPage(folder);
  await window.showTextDocument(await workspace.openTextDocument({ language: 'markdown', content }));
}
