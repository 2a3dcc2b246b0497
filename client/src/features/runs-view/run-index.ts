/** The runs of a workspace by experiment. Which there are is read from their plans; what a run came to only when somebody looks at it, and once. */
import { basename, sep } from 'node:path';
import { inTurn } from '../../../../runs/in-turn';
import { describeRun, type RunSummary } from '../../../../runs/list-runs';
import { distinctFolders, realFolder } from '../../../../runs/real-folder';
import { placeOf, type RunPlace } from '../../../../runs/run-place';

export interface ExperimentRunsFound {
  /** Path of the experiment; undefined for runs that do not tell theirs. */
  readonly file: string | undefined;
  /** Newest first. */
  readonly runs: readonly RunPlace[];
}

export class RunIndex {
  /** By the names of their folders without links, as `summaries` is; what is shown keeps the names that the workspace gives. */
  private readonly places = new Map<string, RunPlace>();
  private readonly summaries = new Map<string, Promise<RunSummary | undefined>>();
  private grouped: readonly ExperimentRunsFound[] | undefined;

  /** Those of the latest run first. */
  get experiments(): readonly ExperimentRunsFound[] {
    return (this.grouped ??= groupByFile([...this.places.values()]));
  }

  get size(): number {
    return this.places.size;
  }

  find(folder: string): RunPlace | undefined {
    return this.places.get(realFolder(folder));
  }

  /** Takes in runs among these folders and lets go of all others. What is known of those that stay is kept. */
  async replace(folders: Iterable<string>): Promise<void> {
    const found = distinctFolders(folders);
    const keys = new Set(found.map(realFolder));
    for (const [key, { folder }] of this.places) if (!keys.has(key)) this.remove(folder);
    await inTurn(found, (folder) => this.add(folder));
  }

  /** Whether the folder is that of a run that was not known. */
  async add(folder: string): Promise<boolean> {
    const key = realFolder(folder);
    const place = this.places.has(key) ? undefined : await placeOf(folder);
    if (!place || this.places.has(key)) return false;
    this.places.set(key, place);
    this.grouped = undefined;
    return true;
  }

  /** Lets go of the runs in a folder that is gone, or that is one's own; their folders. */
  remove(folder: string): readonly string[] {
    const removed = [...this.places].filter(
      ([, place]) => place.folder === folder || place.folder.startsWith(folder + sep),
    );
    for (const [key] of removed) {
      this.places.delete(key);
      this.summaries.delete(key);
    }
    if (removed.length > 0) this.grouped = undefined;
    return removed.map(([, place]) => place.folder);
  }

  /** What the run came to is read again. */
  forget(folder: string): void {
    this.summaries.delete(realFolder(folder));
  }

  /** So is that of all. */
  forgetAll(): void {
    this.summaries.clear();
  }

  /** Undefined for a run without a word. What is said while one is at work is not kept. */
  summary(folder: string): Promise<RunSummary | undefined> {
    const key = realFolder(folder);
    const kept = this.summaries.get(key);
    if (kept) return kept;
    const reading = describeRun(folder);
    this.summaries.set(key, reading);
    void reading.then((summary) => {
      const isOver = summary !== undefined && summary.state !== 'running';
      if (!isOver && this.summaries.get(key) === reading) this.summaries.delete(key);
    });
    return reading;
  }
}

function groupByFile(places: readonly RunPlace[]): readonly ExperimentRunsFound[] {
  const groups = new Map<string | undefined, RunPlace[]>();
  for (const place of places.toSorted(newestFirst)) {
    const group = groups.get(place.file);
    if (group) group.push(place);
    else groups.set(place.file, [place]);
  }
  return [...groups].map(([file, runs]) => ({ file, runs }));
}

/** Two of the same second are told apart by the number behind their names. */
const newestFirst = (a: RunPlace, b: RunPlace): number =>
  b.time - a.time || basename(b.folder).localeCompare(basename(a.folder), 'en', { numeric: true });
