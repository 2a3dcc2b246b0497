/** The Compare panel's host side: one webview per experiment, rebuilt from the logs of its runs whenever it becomes visible. */
import { commands, env, window, workspace, type ExtensionContext, type Uri } from 'vscode';
import { basename } from 'node:path';
import { text } from '../../../../contract/text';
import { compareRuns } from '../../../../runs/compare-runs';
import { nameBeside } from '../../../../runs/runs-of-file';
import type { ThinnedLog } from '../../../../runs/thinned-log';
import type { ExperimentRuns } from '../../infrastructure/experiment-runs';
import { localise } from '../../infrastructure/localise';
import { ofFile, Panels, type Presented, type PanelView } from '../../infrastructure/panels';
import { namesIn } from './compared-address';
import { ComparedExperiment, mostRuns } from './compared-experiment';
import { comparisonPage } from './comparison-page';

/** Events are handed to a visible panel at most this often. */
const sendMilliseconds = 250;

/** What a view has of a run. */
interface Sent {
  readonly log: ThinnedLog;
  readonly beginnings: number;
  readonly next: number;
}

/** Panels by the address of an experiment's file. */
export const comparePanels = (context: ExtensionContext, runs: ExperimentRuns): Panels<Uri> =>
  new Panels<Uri>(context, {
    panel: 'compare',
    beside: false,
    ...ofFile('experiment'),
    titleOf,
    present: (view, uri) => presentComparison(view, uri, runs),
  });

function titleOf(uri: Uri): string {
  const file = basename(uri.path);
  const count = namesIn(uri)?.size;
  return localise(
    count === undefined
      ? text('Runs of {file}', { file })
      : text('{count} {count|run|runs} of {file}', { count, file }),
  );
}

function presentComparison(view: PanelView, uri: Uri, runs: ExperimentRuns): Presented {
  const experiment = new ComparedExperiment(uri.fsPath, runs, namesIn(uri));
  const sent = new Map<string, Sent>();
  const grown = new Set<string>();
  /** The page of the view is there and has asked. */
  let isReady = false;
  let timer: NodeJS.Timeout | undefined;

  const sendRuns = (): void => {
    const { comparison } = experiment;
    if (isReady && comparison) view.post({ kind: 'comparison', experiment: String(uri), comparison });
  };
  const sendEvents = (run: string, since: number): void => {
    const log = experiment.log(run);
    if (!isReady || !log) return;
    sent.set(run, { log, beginnings: log.beginnings, next: log.next });
    const alive = experiment.isAlive(run);
    view.post({ kind: 'events', run, since, events: log.since(since), next: log.next, alive });
  };
  const sendGrown = (): void => {
    timer = undefined;
    for (const run of grown) {
      const before = sent.get(run);
      const log = experiment.log(run);
      // What was taken back is replaced by all that there is now.
      const follows = before && before.log === log && before.beginnings === log.beginnings;
      sendEvents(run, follows ? before.next : 0);
    }
    grown.clear();
  };
  const subscriptions = [
    experiment,
    experiment.onDidChange(sendRuns),
    experiment.onDidGrow((run) => {
      grown.add(run);
      timer ??= setTimeout(sendGrown, sendMilliseconds);
    }),
  ];
  return {
    receive(message) {
      if (message.kind === 'ready') {
        isReady = true;
        if (message.run !== undefined) return sendEvents(message.run, message.since);
        sendRuns();
        for (const { run } of experiment.comparison?.runs ?? []) sendEvents(run, 0);
      }
      if (message.kind === 'open') void commands.executeCommand('mtl.showRun', message.run);
      if (message.kind === 'document') void showDocument(uri, runs);
    },
    hidden() {
      isReady = false;
      sent.clear();
    },
    closed() {
      clearTimeout(timer);
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}

/** The tables of runs that are over as Markdown, to be kept or sent to somebody. */
async function showDocument(uri: Uri, runs: ExperimentRuns): Promise<void> {
  const names = namesIn(uri);
  const all = await runs.of(uri);
  const found = all.filter(({ path }) => names?.has(nameBeside(uri.fsPath, path)) ?? true).slice(0, mostRuns);
  const now = { time: Date.now(), language: env.language };
  const content = comparisonPage(basename(uri.path), await compareRuns(found), now);
  await window.showTextDocument(await workspace.openTextDocument({ language: 'markdown', content }));
}
