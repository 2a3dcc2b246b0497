/** The runs that this window knows: those at work, wherever they were started, and those whose panel was opened. */
import {
  EventEmitter,
  Uri,
  workspace,
  type Disposable,
  type ExtensionContext,
  type LogOutputChannel,
} from 'vscode';
import { basename } from 'node:path';
import type { DeviceReport } from '../../../contract/device-report';
import type { Outcome } from '../../../contract/problem';
import type { RunEvent } from '../../../contract/run-log';
import { fallbackVariable } from '../../../contract/trainer-variables';
import { findDevices } from '../../../runs/find-devices';
import { findResumable } from '../../../runs/find-resumable';
import { followLog } from '../../../runs/follow-log';
import { runState } from '../../../runs/list-runs';
import { readLog } from '../../../runs/read-log';
import { realFolder } from '../../../runs/real-folder';
import { startTrainer, type TrainerEnd } from '../../../runs/start-trainer';
import { stopRun } from '../../../runs/stop-run';
import { forgetPid, isTrainerAtWork } from '../../../runs/trainer-pid';
import { RunFeed } from './run-feed';

/** Folders of runs at work are remembered under this key, so that a window finds them again after a reload. */
const workingKey = 'mtl.workingRuns';

/** How often the process of a run that was started elsewhere is looked for, and one that goes on with a run at rest. */
const watchMilliseconds = 2000;

/** How often the process of a run is looked for that has told its end. */
const closingMilliseconds = 100;

export class Runs implements Disposable {
  /** By the names of their folders without links, as `opening` is. */
  private readonly feeds = new Map<string, RunFeed>();
  /** Two that ask for a run at the same time get the same one. */
  private readonly opening = new Map<string, Promise<RunFeed>>();
  /** What lets go of a run at work without stopping it, by folder. */
  private readonly leave = new Map<string, () => void>();
  private readonly stopping = new Set<Promise<void>>();
  private readonly started = new EventEmitter<RunFeed>();
  private readonly changed = new EventEmitter<RunFeed>();
  private readonly finished = new EventEmitter<RunFeed>();
  private readonly context: ExtensionContext;
  private readonly log: LogOutputChannel;

  private recovery: Promise<void> | undefined;
  private readonly looking = setInterval(
    () => this.known.forEach((feed) => this.look(feed)),
    watchMilliseconds,
  );

  constructor(context: ExtensionContext, log: LogOutputChannel) {
    this.context = context;
    this.log = log;
  }

  /** A trainer was started from this window. */
  readonly onDidStart = this.started.event;
  /** A run has new events, or its trainer has come or gone. */
  readonly onDidChange = this.changed.event;
  /** The trainer of a run is gone. */
  readonly onDidFinish = this.finished.event;

  /** Runs with a trainer at work, the latest last. */
  get working(): readonly RunFeed[] {
    return this.known.filter(({ alive }) => alive);
  }

  /** Every run that was started or opened here, the latest last. */
  get known(): readonly RunFeed[] {
    return [...this.feeds.values()];
  }

  /** Starts a trainer in a folder that `createRun` made. It goes on when the window is reloaded or closed. */
  start(folder: string, title: string): RunFeed {
    const feed = this.add(new RunFeed(folder, title));
    this.train(feed, false);
    return feed;
  }

  /** Goes on with a run that is over or was killed, from its last checkpoint, or reports why it cannot. */
  async resume(folder: string): Promise<Outcome<RunFeed>> {
    const { value, problems } = await findResumable(folder);
    if (!value) return { problems };
    const feed = await this.open(folder);
    if (!feed.alive) this.train(feed, true);
    return { value: feed, problems: [] };
  }

  /** What trainers of this window can train on. */
  findDevices(): Promise<Outcome<readonly DeviceReport[]>> {
    return findDevices(this.trainer());
  }

  /** The run of a folder: as it is known here, else from its log, followed while its trainer works. */
  open(folder: string): Promise<RunFeed> {
    const key = realFolder(folder);
    const known = this.feeds.get(key);
    if (known) {
      this.look(known);
      return Promise.resolve(known);
    }
    const opening = this.opening.get(key) ?? this.read(folder).finally(() => this.opening.delete(key));
    this.opening.set(key, opening);
    return opening;
  }

  /** The run of a folder, where this window knows it. */
  find(folder: string): RunFeed | undefined {
    return this.feeds.get(realFolder(folder));
  }

  /** The folder is gone, and with it the run, unless a trainer still works on it. */
  forget(folder: string): void {
    for (const [key, feed] of this.feeds)
      if (!feed.alive && (key === folder || feed.folder === folder)) this.feeds.delete(key);
  }

  /** Finds the runs again that were at work when the window was left; whoever needs them all waits for the same search. */
  recover(): Promise<void> {
    return (this.recovery ??= this.findAgain());
  }

  /** Runs that were asked to stop are waited for; all others go on without this window. */
  async close(): Promise<void> {
    await Promise.all(this.stopping);
    for (const leave of this.leave.values()) leave();
    this.leave.clear();
  }

  dispose(): void {
    clearInterval(this.looking);
    for (const emitter of [this.started, this.changed, this.finished]) emitter.dispose();
  }

  private trainer(): { readonly trainerFile: string; readonly execPath?: string } {
    const nodePath = workspace.getConfiguration('mtl').get<string>('trainer.nodePath', '');
    return {
      trainerFile: Uri.joinPath(this.context.extensionUri, 'dist', 'trainer.cjs').fsPath,
      ...(nodePath ? { execPath: nodePath } : {}),
    };
  }

  private train(feed: RunFeed, resume: boolean): void {
    const { folder } = feed;
    const fallback = workspace.getConfiguration('mtl').get<string>('trainer.fallback', 'none');
    const trainer = startTrainer({
      ...this.trainer(),
      // Where the setting says nothing, a variable of the environment still can.
      environment: fallback === 'none' ? {} : { [fallbackVariable]: fallback },
      folder,
      resume,
      onEvent: (event) => feed.receive([event]),
      whenParentLeaves: 'continue',
    });
    const done = trainer.done.then((end) => this.finish(feed, end));
    this.leave.set(folder, () => trainer.leave());
    this.put(feed);
    feed.begin(() => {
      trainer.stop();
      return this.waitFor(done);
    });
    this.log.info(`Training in ${folder}, process ${trainer.pid ?? 'not started'}.`);
    this.remember();
    this.started.fire(feed);
  }

  private async findAgain(): Promise<void> {
    const folders = this.context.workspaceState.get<readonly string[]>(workingKey, []);
    await Promise.all(folders.map((folder) => this.open(folder)));
    this.remember();
  }

  private async read(folder: string): Promise<RunFeed> {
    const events = (await readLog(folder)).value ?? [];
    const title = events.find((event) => event.kind === 'start')?.title ?? basename(folder);
    const feed = new RunFeed(folder, title);
    feed.receive(events);
    this.add(feed);
    if (runState(events, folder) === 'running') this.follow(feed);
    return feed;
  }

  /** Whether a trainer of another process goes on with a run that is at rest here. */
  private look(feed: RunFeed): void {
    if (!feed.alive && isTrainerAtWork(feed.folder)) this.follow(feed);
  }

  /** Sees what a trainer of another process does. */
  private follow(feed: RunFeed): void {
    const { folder } = feed;
    // A run that goes on has the end that it had until its data is loaded.
    const before = feed.end;
    const isOver = (): boolean => feed.end !== undefined && feed.end !== before;
    feed.begin(() => this.waitFor(stopRun(folder)));
    const watch = (): void => {
      if (isOver()) return close();
      const state = runState(feed.events, folder);
      // Writes the end of a run whose trainer was killed, which the follower then reads.
      if (state === 'lost') void stopRun(folder);
      // One that could not go on leaves the log as it was.
      else if (state !== 'running') this.rest(feed);
    };
    /** Lists call a run at work as long as its process is there, which has still to close its files. */
    const close = (): void => {
      if (isTrainerAtWork(folder)) return;
      forgetPid(folder);
      this.finish(feed);
    };
    const timers = [setInterval(watch, watchMilliseconds)];
    const follower = followLog(folder, 0, (events: readonly RunEvent[]) => {
      feed.receive(events);
      if (!isOver() || timers.length > 1) return;
      timers.push(setInterval(close, closingMilliseconds));
      close();
    });
    this.leave.set(folder, () => {
      timers.forEach(clearInterval);
      follower.dispose();
    });
    this.remember();
  }

  private add(feed: RunFeed): RunFeed {
    this.put(feed);
    feed.onDidChange(() => this.changed.fire(feed));
    this.changed.fire(feed);
    return feed;
  }

  /** The latest is the last. */
  private put(feed: RunFeed): void {
    const key = realFolder(feed.folder);
    this.feeds.delete(key);
    this.feeds.set(key, feed);
  }

  private finish(feed: RunFeed, end?: TrainerEnd): void {
    this.rest(feed, end);
    this.finished.fire(feed);
  }

  private rest(feed: RunFeed, end?: TrainerEnd): void {
    this.leave.get(feed.folder)?.();
    this.leave.delete(feed.folder);
    feed.finish(end);
    this.remember();
  }

  private async waitFor(stopped: Promise<unknown>): Promise<void> {
    const waiting = stopped.then(() => undefined);
    this.stopping.add(waiting);
    try {
      await waiting;
    } finally {
      this.stopping.delete(waiting);
    }
  }

  private remember(): void {
    const folders = this.working.map(({ folder }) => folder);
    void this.context.workspaceState.update(workingKey, folders);
  }
}
