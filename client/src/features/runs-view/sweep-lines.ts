/** The line of a sweep in the Runs view, and what the lines of its runs are called. */
import { ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import { basename } from 'node:path';
import { runInWords } from '../../../../contract/tell-sweep';
import { text, type Text } from '../../../../contract/text';
import { readSweep, type Sweep } from '../../../../runs/sweep/read-sweep';
import { localise } from '../../infrastructure/localise';

/** Collapsed: it may hold a thousand runs. */
export async function sweepItem(folder: string, label = basename(folder)): Promise<TreeItem> {
  const { value: sweep } = await readSweep(folder);
  const item = new TreeItem(label, TreeItemCollapsibleState.Collapsed);
  item.id = `sweep ${folder}`;
  item.iconPath = new ThemeIcon('run-all');
  const isWhole = sweep?.runs.every(({ state }) => state === 'completed') ?? true;
  const isAtWork = sweep?.runs.some(({ state }) => state === 'running') ?? false;
  item.contextValue = `sweep.${isAtWork ? 'running' : isWhole ? 'completed' : 'stopped'}`;
  item.description = [localise(text('sweep')), ...(sweep ? [localise(progressOf(sweep))] : [])].join(' · ');
  item.command = { title: localise(text('Show Sweep')), command: 'mtl.showSweep', arguments: [folder] };
  return item;
}

/** In few words: a line is narrow. */
function progressOf({ runs }: Pick<Sweep, 'runs'>): Text {
  const count = runs.length;
  const completed = runs.filter(({ state }) => state === 'completed').length;
  return completed === count
    ? text('{count} {count|run|runs}', { count })
    : text('{completed} of {count} {count|run|runs}', { completed, count });
}

/** By the names of their folders; empty where the sweep cannot be read. */
export async function labelsInSweep(folder: string): Promise<ReadonlyMap<string, string>> {
  const { value: sweep } = await readSweep(folder);
  return new Map(sweep?.runs.map((run) => [run.folder, localise(runInWords(run))]) ?? []);
}
