/** What runs of an experiment's file have come to, read once and again when one of them is over, wherever it was started. */
import { EventEmitter, workspace, type Disposable, type Uri } from 'vscode';
import type { RunSummary } from '../../../runs/list-runs';
import { runsOfFile } from '../../../runs/runs-of-file';
import type { Runs } from './runs';

export class ExperimentRuns implements Disposable {
  private readonly answers = new Map<string, Promise<readonly RunSummary[]>>();
  private readonly changed = new EventEmitter<void>();
  private readonly subscriptions: readonly Disposable[];

  constructor(runs: Runs) {
    const forget = (): void => {
      this.answers.clear();
      this.changed.fire();
    };
    // The number of a trainer's process is kept as long as it works, also by a terminal. Whole folders are deleted.
    const trainers = workspace.createFileSystemWatcher('**/runs/*/trainer.pid', false, true, false);
    const folders = workspace.createFileSystemWatcher('**/runs/*', true, true, false);
    this.subscriptions = [
      this.changed,
      trainers,
      folders,
      runs.onDidStart(forget),
      runs.onDidFinish(forget),
      trainers.onDidCreate(forget),
      trainers.onDidDelete(forget),
      folders.onDidDelete(forget),
    ];
  }

  /** Fires when the answers may be other ones. */
  readonly onDidChange = this.changed.event;

  /** Those that are over, newest first; none for a text that is not on this machine. */
  of({ scheme, fsPath }: Uri): Promise<readonly RunSummary[]> {
    if (scheme !== 'file') return Promise.resolve([]);
    const answer = this.answers.get(fsPath) ?? this.read(fsPath);
    this.answers.set(fsPath, answer);
    return answer;
  }

  /** What is known while one is at work is not kept: that it ends can go unheard, as where its folder is not watched yet. */
  private async read(file: string): Promise<readonly RunSummary[]> {
    const all = await runsOfFile(file);
    const over = all.filter(({ state }) => state !== 'running');
    if (over.length < all.length) this.answers.delete(file);
    return over;
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }
}
