/** The Runs view: looks through the workspace when it is first seen, and is drawn again when a run starts, goes on, ends or goes away. */
import { commands, window, workspace, type Disposable, type Uri } from 'vscode';
import { basename, dirname } from 'node:path';
import { runFiles } from '../../../../contract/run-log';
import { text } from '../../../../contract/text';
import { inTurn } from '../../../../runs/in-turn';
import { runFolders } from '../../../../runs/list-runs';
import { isTrainerAtWork } from '../../../../runs/trainer-pid';
import { findExperimentFiles } from '../../infrastructure/find-experiments';
import { localise } from '../../infrastructure/localise';
import type { RunFeed } from '../../infrastructure/run-feed';
import { runRoots } from '../../infrastructure/run-roots';
import type { Runs } from '../../infrastructure/runs';
import { RunIndex } from './run-index';
import { RunTree } from './run-tree';

/** Lines are drawn again at most this often. */
const redrawMilliseconds = 250;

/** By then a folder that has come has all that is written when a run begins. */
const listMilliseconds = 500;

export class RunsView implements Disposable {
  private readonly index = new RunIndex();
  /** Folders of runs whose lines are out of date. */
  private readonly grown = new Set<string>();
  /** There are other runs than those that are drawn. */
  private isOther = false;
  private readonly tree: RunTree;
  private readonly runs: Runs;
  private readonly subscriptions: Disposable[];
  private timer: NodeJS.Timeout | undefined;
  /** Folders of runs with something new. */
  private readonly roots = new Set<string>();
  private listing: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;

  constructor(runs: Runs) {
    this.runs = runs;
    this.tree = new RunTree(this.index, runs, () => (this.looking ??= this.lookFirst()));
    const view = window.createTreeView('mtl.runs', {
      treeDataProvider: this.tree,
      canSelectMany: true,
      showCollapseAll: true,
    });
    this.subscriptions = [
      view,
      this.tree,
      runs.onDidChange((run) => {
        const { length } = runs.working;
        view.badge =
          length === 0
            ? undefined
            : { value: length, tooltip: localise(text('{count} at work', { count: length })) };
        this.grow(run);
      }),
      runs.onDidFinish(({ folder }) => {
        this.index.forget(folder);
        this.redrawLater(folder);
      }),
    ];
  }

  /** Reads everything again. */
  async refresh(): Promise<void> {
    this.index.forgetAll();
    await this.look();
  }

  dispose(): void {
    clearTimeout(this.timer);
    clearTimeout(this.listing);
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  /** What is not looked at costs nothing: a window whose Runs view is hidden reads no folder and watches none. */
  private async lookFirst(): Promise<void> {
    // Whole folders are deleted; the number of a trainer's process is kept as long as it works, also by a terminal.
    const trainers = workspace.createFileSystemWatcher(`**/${runFiles.pid}`, false, true, false);
    // Runs of a sweep are numbered, in a folder of their own.
    const created = workspace.createFileSystemWatcher(
      '{**/*.mtl,**/runs,**/runs/*,**/runs/*/[0-9]*}',
      false,
      true,
      true,
    );
    const deleted = workspace.createFileSystemWatcher('**', true, true, false);
    this.subscriptions.push(
      trainers,
      created,
      deleted,
      trainers.onDidCreate((uri) => void this.begin(dirname(uri.fsPath))),
      trainers.onDidDelete((uri) => this.read(dirname(uri.fsPath))),
      created.onDidCreate((uri) => void this.come(uri)),
      deleted.onDidDelete((uri) => this.leave(uri)),
      workspace.onDidChangeWorkspaceFolders(() => void this.look()),
    );
    await this.lookThrough();
  }

  private async look(): Promise<void> {
    this.looking = this.lookThrough();
    await this.looking;
    this.tree.redraw();
  }

  private async lookThrough(): Promise<void> {
    const { experiments, folders } = await findExperimentFiles();
    const beside = (await Promise.all(runRoots().map(runFolders))).flat();
    await this.index.replace([...folders, ...beside, ...this.runs.known.map(({ folder }) => folder)]);
    this.tellState(experiments.length > 0);
  }

  /** What is said in place of a list, where there is none. */
  private tellState(hasExperiment: boolean): void {
    const state = this.index.size > 0 ? 'runs' : hasExperiment ? 'noRun' : 'noExperiment';
    void commands.executeCommand('setContext', 'mtl.runsView', state);
  }

  /** A run of this window has something new. */
  private grow({ folder }: RunFeed): void {
    if (!this.looking) return;
    if (this.index.find(folder)) this.redrawLater(folder);
    else void this.add(folder);
  }

  /** A trainer was started in a folder, by whomever. */
  private async begin(folder: string): Promise<void> {
    this.read(folder);
    await this.add(folder);
    if (isTrainerAtWork(folder)) await this.runs.open(folder);
  }

  private async add(folder: string): Promise<void> {
    if (!(await this.index.add(folder))) return;
    this.tellState(true);
    this.redrawLater();
  }

  /** An experiment was written, or something where runs are, of which the files that are in it by then can go untold. */
  private async come({ fsPath }: Uri): Promise<void> {
    const name = basename(fsPath);
    if (name === runFiles.experiment) await this.add(dirname(fsPath));
    else if (!name.endsWith('.mtl')) this.listLater(rootAbove(fsPath));
    else if (this.index.size === 0) this.tellState(true);
  }

  /** Takes in what is new in a folder of runs. */
  private listLater(root: string): void {
    this.roots.add(root);
    this.listing ??= setTimeout(() => {
      this.listing = undefined;
      const roots = [...this.roots];
      this.roots.clear();
      void Promise.all(roots.map(runFolders)).then((folders) =>
        inTurn(folders.flat(), (folder) => this.add(folder)),
      );
    }, listMilliseconds);
  }

  private leave({ fsPath }: Uri): void {
    const removed = this.index.remove(fsPath);
    for (const folder of removed) this.runs.forget(folder);
    if (removed.length === 0 && !fsPath.endsWith('.mtl')) return;
    // Whether experiments are left is asked only where nothing else is.
    if (this.index.size === 0) void this.look();
    else this.redrawLater();
  }

  /** What the run came to is read again. */
  private read(folder: string): void {
    this.index.forget(folder);
    this.redrawLater(folder);
  }

  /** The line of a run, or all where no folder is given. */
  private redrawLater(folder?: string): void {
    if (folder === undefined) this.isOther = true;
    else this.grown.add(folder);
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      if (this.isOther) this.tree.redraw();
      else for (const each of this.grown) this.tree.redrawRun(this.index.find(each)?.folder ?? each);
      this.isOther = false;
      this.grown.clear();
    }, redrawMilliseconds);
  }
}

/** The folder of runs that something lies in, or is. */
function rootAbove(path: string): string {
  if (basename(path) === 'runs') return path;
  const folder = dirname(path);
  return basename(folder) === 'runs' ? folder : dirname(folder);
}
