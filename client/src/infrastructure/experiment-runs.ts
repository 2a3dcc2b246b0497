/** What runs of an experiment's file have come to, read once and again when one of them is over, wherever it was started. */
import { EventEmitter, workspace, type Disposable, type Uri } from 'vscode';
import { basename, dirname, relative, sep } from 'node:path';
import { inTurn } from '../../../runs/in-turn';
import type { RunSummary } from '../../../runs/list-runs';
import { distinctFolders, realFolder } from '../../../runs/real-folder';
import { placeOf } from '../../../runs/run-place';
import { runsBeside, runsOfFile } from '../../../runs/runs-of-file';
import { sweepAround } from '../../../runs/sweep/sweep-around';
import { runFiles } from '../../../contract/run-log';
import { findExperimentFiles } from './find-experiments';
import type { Runs } from './runs';

export class ExperimentRuns implements Disposable {
  private readonly answers = new Map<string, Promise<readonly RunSummary[]>>();
  /** The experiment of each run folder of the workspace that was asked about: plans do not change. */
  private readonly files = new Map<string, string>();
  private readonly changed = new EventEmitter<void>();
  private readonly runs: Runs;
  private readonly subscriptions: readonly Disposable[];

  constructor(runs: Runs) {
    this.runs = runs;
    const forget = (): void => {
      this.answers.clear();
      this.changed.fire();
    };
    // The number of a trainer's process is kept as long as it works, also by a terminal. Whole folders are deleted.
    const trainers = workspace.createFileSystemWatcher(`**/${runFiles.pid}`, false, true, false);
    const deleted = workspace.createFileSystemWatcher('**', true, true, false);
    this.subscriptions = [
      this.changed,
      trainers,
      deleted,
      runs.onDidStart(forget),
      runs.onDidFinish(forget),
      trainers.onDidCreate(forget),
      trainers.onDidDelete(forget),
      deleted.onDidDelete(({ fsPath }) => {
        if (this.heldRun(fsPath)) forget();
      }),
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

  /** Folders of runs of an experiment that lie not right beside it, as those of its sweeps, among those of the workspace and those that this window knows. */
  async elsewhere(file: string): Promise<readonly string[]> {
    const beside = realFolder(runsBeside(file));
    const { folders } = await findExperimentFiles();
    const known = this.runs.known.map(({ folder }) => folder);
    const others = distinctFolders([...folders, ...known]).filter(
      (folder) => realFolder(dirname(folder)) !== beside,
    );
    const files = await inTurn(others, (folder) => this.fileOf(folder));
    return others.filter((_, index) => files[index] !== undefined && relative(files[index], file) === '');
  }

  private async fileOf(folder: string): Promise<string | undefined> {
    const file = this.files.get(folder) ?? (await placeOf(folder))?.file;
    if (file !== undefined) this.files.set(folder, file);
    return file;
  }

  /** Whether a run has gone with what was deleted. */
  private heldRun(path: string): boolean {
    const gone = [...this.files.keys()].filter((folder) => folder === path || folder.startsWith(path + sep));
    for (const folder of gone) this.files.delete(folder);
    return gone.length > 0 || basename(dirname(path)) === basename(runsBeside(path));
  }

  /** What is known while one is at work is not kept: that it ends can go unheard, as where its folder is not watched yet. */
  private async read(file: string): Promise<readonly RunSummary[]> {
    // A task alone, or one of a hundred combinations, says nothing of the experiment as it is.
    const elsewhere = (await this.elsewhere(file)).filter((folder) => sweepAround(folder) === undefined);
    const all = await runsOfFile(file, elsewhere);
    const over = all.filter(({ state }) => state !== 'running');
    if (over.length < all.length) this.answers.delete(file);
    return over;
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }
}
