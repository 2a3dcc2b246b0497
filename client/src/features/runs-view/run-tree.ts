/** The tree of the Runs view: experiments, and below each its runs, read when somebody opens it. */
import {
  env,
  EventEmitter,
  MarkdownString,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  Uri,
  workspace,
  type Disposable,
  type TreeDataProvider,
} from 'vscode';
import { existsSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { text } from '../../../../contract/text';
import { inTurn } from '../../../../runs/in-turn';
import { summaryOf } from '../../../../runs/list-runs';
import { readEnds } from '../../../../runs/read-ends';
import type { RunPlace } from '../../../../runs/run-place';
import { isTrainerAtWork } from '../../../../runs/trainer-pid';
import { localise } from '../../infrastructure/localise';
import { progressOf } from '../../infrastructure/progress-of';
import type { ExperimentNode, RunNode, RunsNode, SweepNode } from '../../infrastructure/run-nodes';
import { nameLines } from '../../infrastructure/run-names';
import type { Runs } from '../../infrastructure/runs';
import { sweepPage } from '../../infrastructure/sweep-page';
import type { RunIndex } from './run-index';
import { runLine, type RunStanding } from './run-line';
import { runTooltip } from './run-tooltip';
import { labelsInSweep, sweepItem } from './sweep-lines';

export class RunTree implements TreeDataProvider<RunsNode>, Disposable {
  private readonly changed = new EventEmitter<RunsNode | undefined>();
  /** The editor knows lines by identity. */
  private readonly experiments = new Map<string, ExperimentNode>();
  private readonly lines = new Map<string, { readonly node: RunNode; readonly label: string }>();
  private readonly sweeps = new Map<string, SweepNode>();
  /** What sweeps are called, by their folders. */
  private readonly labels = new Map<string, string>();
  private readonly index: RunIndex;
  private readonly runs: Runs;
  private readonly found: () => Promise<void>;

  /** `found` answers once the workspace has been looked through. */
  constructor(index: RunIndex, runs: Runs, found: () => Promise<void>) {
    this.index = index;
    this.runs = runs;
    this.found = found;
  }

  readonly onDidChangeTreeData = this.changed.event;

  /** There are other runs. */
  redraw(): void {
    this.changed.fire(undefined);
  }

  /** Draws the line of one run again, where it has been drawn. */
  redrawRun(folder: string): void {
    const line = this.lines.get(folder);
    if (line) this.changed.fire(line.node);
    const sweep = this.index.find(folder)?.sweep;
    const around = sweep === undefined ? undefined : this.sweeps.get(sweep);
    if (around) this.changed.fire(around);
  }

  async getChildren(node?: RunsNode): Promise<RunsNode[]> {
    if (node?.kind === 'run') return [];
    if (node?.kind === 'sweep') return this.runsOfSweep(node);
    if (node) return this.runsOf(node);
    await this.found();
    return this.index.experiments.map(({ file }) => this.experimentNode(file));
  }

  getParent(node: RunsNode): RunsNode | undefined {
    if (node.kind === 'experiment') return undefined;
    const sweep = node.kind === 'run' ? this.index.find(node.folder)?.sweep : undefined;
    return sweep === undefined ? this.experimentNode(node.file) : this.sweepNode(sweep, node.file);
  }

  getTreeItem(node: RunsNode): TreeItem | Promise<TreeItem> {
    if (node.kind === 'sweep') return sweepItem(node.folder, this.labels.get(node.folder));
    return node.kind === 'run' ? this.runItem(node) : this.experimentItem(node);
  }

  async resolveTreeItem(item: TreeItem, node: RunsNode): Promise<TreeItem> {
    if (node.kind === 'run') {
      const { state } = await this.standing(node.folder);
      const events = this.runs.find(node.folder)?.events ?? [];
      const now = { time: Date.now(), language: env.language };
      const known = events.length > 0 ? events : await readEnds(node.folder);
      const { stateName } = runLine({ state, summary: undefined });
      item.tooltip = new MarkdownString(runTooltip(node.folder, known, stateName, now));
    } else if (node.kind === 'sweep') item.tooltip = new MarkdownString(await sweepPage(node.folder));
    return item;
  }

  dispose(): void {
    this.changed.dispose();
  }

  private experimentNode(file: string | undefined): ExperimentNode {
    const key = file ?? '';
    const node = this.experiments.get(key) ?? { kind: 'experiment', file };
    this.experiments.set(key, node);
    return node;
  }

  private sweepNode(folder: string, file: string | undefined): SweepNode {
    const node = this.sweeps.get(folder) ?? { kind: 'sweep', folder, file };
    this.sweeps.set(folder, node);
    return node;
  }

  private placesOf(file: string | undefined): readonly RunPlace[] {
    return this.index.experiments.find((each) => each.file === file)?.runs ?? [];
  }

  /** Those of a sweep stand together, where its latest one would stand. */
  private async runsOf({ file }: ExperimentNode): Promise<RunsNode[]> {
    const places = this.placesOf(file);
    const entries = [...new Set(places.map(({ folder, sweep }) => sweep ?? folder))];
    const sweeps = new Set(places.map(({ sweep }) => sweep));
    const alone = entries.filter((folder) => !sweeps.has(folder));
    // The editor asks for all lines at once, which are then known.
    await inTurn(alone, (folder) => this.follow(folder));
    const names = nameLines(
      entries.map((folder) => basename(folder)),
      { time: Date.now(), language: env.language },
    );
    return entries.map((folder, index) => {
      const label = names[index]!;
      if (!sweeps.has(folder)) return this.runNode(folder, file, label);
      this.labels.set(folder, label);
      return this.sweepNode(folder, file);
    });
  }

  /** In the order in which they are trained, each by what tells it from the others. */
  private async runsOfSweep({ folder: sweep, file }: SweepNode): Promise<RunsNode[]> {
    const folders = this.placesOf(file)
      .filter((place) => place.sweep === sweep)
      .map(({ folder }) => folder)
      .toSorted();
    await inTurn(folders, (folder) => this.follow(folder));
    const labels = await labelsInSweep(sweep);
    return folders.map((folder) => {
      const name = basename(folder);
      return this.runNode(folder, file, labels.get(name) ?? name);
    });
  }

  private runNode(folder: string, file: string | undefined, label: string): RunNode {
    const node = this.lines.get(folder)?.node ?? { kind: 'run', folder, file };
    this.lines.set(folder, { node, label });
    return node;
  }

  /** A run that somebody else has started is seen as it goes on, and can be stopped. */
  private async follow(folder: string): Promise<void> {
    const summary = await this.index.summary(folder);
    const isAtWork = summary ? summary.state === 'running' : isTrainerAtWork(folder);
    if (isAtWork && !this.runs.find(folder)) await this.runs.open(folder);
  }

  private async standing(folder: string): Promise<RunStanding> {
    const feed = this.runs.find(folder);
    if (feed?.alive) {
      const summary = summaryOf(folder, feed.events);
      const { isStopping } = feed;
      const state = summary ? 'running' : 'preparing';
      return { state, summary, progress: progressOf(feed.events), isStopping };
    }
    const summary = await this.index.summary(folder);
    return { state: summary?.state ?? (isTrainerAtWork(folder) ? 'preparing' : 'lost'), summary };
  }

  private async runItem(node: RunNode): Promise<TreeItem> {
    const { folder } = node;
    const line = runLine(await this.standing(folder));
    const label = this.lines.get(folder)?.label ?? basename(folder);
    const item = new TreeItem(label);
    item.id = folder;
    item.description = line.description;
    item.iconPath = new ThemeIcon(line.icon, new ThemeColor(line.color));
    item.contextValue = line.context;
    item.accessibilityInformation = { label: [label, line.stateName, line.description].join(' · ') };
    item.command = { title: localise(text('Show Run')), command: 'mtl.showRun', arguments: [folder] };
    return item;
  }

  private experimentItem({ file }: ExperimentNode): TreeItem {
    const found = this.index.experiments.find((each) => each.file === file);
    const isFirst = this.index.experiments[0] === found;
    const item = new TreeItem(
      file === undefined ? localise(text('Runs without an experiment')) : basename(file),
      isFirst ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed,
    );
    item.id = `experiment ${file ?? ''}`;
    const isThere = file !== undefined && existsSync(file);
    item.contextValue = isThere ? 'experiment' : 'experiment.gone';
    const count = found?.runs.length ?? 0;
    const runs = text('{count} {count|run|runs}', { count });
    const folder = file === undefined ? '' : workspace.asRelativePath(dirname(file), false);
    const place = folder === '' || folder === dirname(file ?? '') ? [] : [folder];
    const gone = isThere || file === undefined ? [] : [localise(text('deleted'))];
    item.description = [...place, ...gone, localise(runs)].join(' · ');
    item.iconPath = isThere ? ThemeIcon.File : new ThemeIcon('archive');
    if (isThere) item.resourceUri = Uri.file(file);
    item.tooltip = file ?? localise(text('Runs without an experiment'));
    return item;
  }
}
