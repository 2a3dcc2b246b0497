/** The runs of one experiment as a panel compares them: which there are, and what is kept of each log, followed while it grows. */
import { env, EventEmitter, type Disposable } from 'vscode';
import { basename } from 'node:path';
import type { ComparedRun, Comparison } from '../../../../contract/comparison';
import type { Problem } from '../../../../contract/problem';
import { comparableRuns, type ComparableRun } from '../../../../runs/comparable-runs';
import { compareSettings } from '../../../../runs/compare-runs';
import { followLog } from '../../../../runs/follow-log';
import { readThinned } from '../../../../runs/read-thinned';
import { ThinnedLog } from '../../../../runs/thinned-log';
import { sweepAround } from '../../../../runs/sweep/sweep-around';
import type { ExperimentRuns } from '../../infrastructure/experiment-runs';
import { nameRuns } from '../../infrastructure/run-names';

/** More curves than these in one chart nobody can tell apart. The newest are shown. */
export const mostRuns = 20;

/** A run whose log has its end is over when its process has left, which is looked for this often. */
const closingMilliseconds = 1_000;

interface Kept {
  readonly log: ThinnedLog;
  readonly problems: readonly Problem[];
  /** State and time of the last word that it was read at; `growing` while it is followed. */
  readonly at: string;
  stop(): void;
}

export class ComparedExperiment implements Disposable {
  private readonly kept = new Map<string, Kept>();
  private readonly changed = new EventEmitter<void>();
  private readonly grown = new EventEmitter<string>();
  private readonly file: string;
  private readonly elsewhere: ExperimentRuns['elsewhere'];
  private readonly names: ReadonlySet<string> | undefined;
  private readonly subscription: Disposable;
  private found: readonly ComparableRun[] = [];
  private told: Comparison | undefined;
  private looking: Promise<void> | undefined;
  private isStale = false;
  private isDisposed = false;
  private timer: NodeJS.Timeout | undefined;

  /** `file` is the path of the experiment, `names` are those of the runs to compare, as they are called beside it. */
  constructor(
    file: string,
    runs: Pick<ExperimentRuns, 'onDidChange' | 'elsewhere'>,
    names?: ReadonlySet<string>,
  ) {
    this.file = file;
    this.names = names;
    this.elsewhere = (of) => runs.elsewhere(of);
    this.subscription = runs.onDidChange(() => void this.look());
    void this.look();
  }

  /** Fires when there is another comparison. */
  readonly onDidChange = this.changed.event;
  /** Fires with the folder of a run whose log has new events. */
  readonly onDidGrow = this.grown.event;

  /** Undefined until the folder has been looked through. */
  get comparison(): Comparison | undefined {
    return this.told;
  }

  /** Undefined until the log of the run has been read, and where it cannot be. */
  log(run: string): ThinnedLog | undefined {
    return this.kept.get(run)?.log;
  }

  isAlive(run: string): boolean {
    return this.kept.get(run)?.at === growing;
  }

  /** Looks through the folder again; who asks in the midst of a look is answered by the next one. */
  look(): Promise<void> {
    this.isStale = true;
    return (this.looking ??= this.lookUntilFresh().finally(() => (this.looking = undefined)));
  }

  dispose(): void {
    this.isDisposed = true;
    clearTimeout(this.timer);
    for (const { stop } of this.kept.values()) stop();
    for (const each of [this.subscription, this.changed, this.grown]) each.dispose();
  }

  private async lookUntilFresh(): Promise<void> {
    while (this.isStale && !this.isDisposed) {
      this.isStale = false;
      const found = await comparableRuns(this.file, await this.elsewhere(this.file));
      // Those of a sweep are compared by the sweep, unless somebody selects them.
      const all = found.filter(({ name, run }) => this.names?.has(name) ?? sweepAround(run) === undefined);
      this.found = all.slice(0, mostRuns);
      const settings = await compareSettings(this.found.map(({ run }) => run));
      this.forgetOthers();
      this.tell({ ...this.describe(), older: all.length - this.found.length, settings });
      for (const run of this.found) if (!this.isDisposed) await this.read(run);
      if (this.told && [...this.kept.values()].some(({ problems }) => problems.length > 0))
        this.tell({ ...this.told, ...this.describe() });
    }
  }

  private tell(comparison: Comparison): void {
    if (this.isDisposed) return;
    this.told = comparison;
    this.changed.fire();
  }

  private describe(): Pick<Comparison, 'file' | 'selected' | 'runs'> {
    const now = { time: Date.now(), language: env.language };
    const names = nameRuns(
      this.found.map(({ folder }) => folder),
      now,
    );
    const runs = this.found.map(({ run, state }, index): ComparedRun => ({
      run,
      name: names[index]!,
      state,
      problems: this.kept.get(run)?.problems ?? [],
    }));
    return { file: basename(this.file), selected: this.names !== undefined, runs };
  }

  private forgetOthers(): void {
    for (const [run, { stop }] of this.kept) {
      if (this.found.some((other) => other.run === run)) continue;
      stop();
      this.kept.delete(run);
    }
  }

  private async read({ run, state, heard }: ComparableRun): Promise<void> {
    const isGrowing = state === 'running' || state === 'preparing';
    const at = isGrowing ? growing : `${state} ${heard}`;
    const before = this.kept.get(run);
    if (before?.at === at) return;
    before?.stop();
    if (isGrowing) return this.follow(run);
    const { value = new ThinnedLog(), problems } = await readThinned(run);
    this.kept.set(run, { log: value, problems, at, stop: () => undefined });
    this.grown.fire(run);
  }

  private follow(run: string): void {
    const log = new ThinnedLog();
    const follower = followLog(run, 0, (events) => {
      const isFirst = log.next === 0;
      log.receive(events);
      this.grown.fire(run);
      // Until its first word a run is being prepared.
      if (isFirst) void this.look();
      if (events.at(-1)?.kind === 'end') this.lookLater();
    });
    this.kept.set(run, { log, problems: [], at: growing, stop: () => follower.dispose() });
  }

  private lookLater(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      void this.look().then(() => {
        if ([...this.kept.values()].some(({ at, log }) => at === growing && log.isOver)) this.lookLater();
      });
    }, closingMilliseconds);
  }
}

const growing = 'growing';
