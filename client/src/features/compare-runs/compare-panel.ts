/** The Compare panel's host side: one webview per experiment, rebuilt from the logs of its runs whenever it becomes visible. */
import {
  commands,
  env,
  ViewColumn,
  window,
  workspace,
  type Disposable,
  type ExtensionContext,
  type Uri,
  type WebviewPanel,
} from 'vscode';
import { basename, dirname } from 'node:path';
import { text } from '../../../../contract/text';
import { compareRuns } from '../../../../runs/compare-runs';
import type { ThinnedLog } from '../../../../runs/thinned-log';
import type { ExperimentRuns } from '../../infrastructure/experiment-runs';
import { localise } from '../../infrastructure/localise';
import { hostPanel, webviewOptions } from '../../infrastructure/panel-host';
import { ComparedExperiment, mostRuns } from './compared-experiment';
import { comparisonPage } from './comparison-page';

export const comparePanelType = 'mtl.compare';

/** Events are handed to a visible panel at most this often. */
const sendMilliseconds = 250;

/** What a view has of a run. */
interface Sent {
  readonly log: ThinnedLog;
  readonly beginnings: number;
  readonly next: number;
}

export class ComparePanels implements Disposable {
  private readonly panels = new Map<string, WebviewPanel>();
  private readonly experiments = new Set<ComparedExperiment>();
  private readonly context: ExtensionContext;
  private readonly runs: ExperimentRuns;

  constructor(context: ExtensionContext, runs: ExperimentRuns) {
    this.context = context;
    this.runs = runs;
  }

  /** Opens the panel of an experiment, or brings it to the front. */
  show(uri: Uri): void {
    const open = this.panels.get(uri.toString());
    if (open) return open.reveal();
    this.attach(
      window.createWebviewPanel(
        comparePanelType,
        titleOf(uri),
        ViewColumn.Active,
        webviewOptions(this.context),
      ),
      uri,
    );
  }

  /** Fills a webview, new or kept from before the window was reloaded, with the runs of an experiment. */
  attach(panel: WebviewPanel, uri: Uri): void {
    const key = uri.toString();
    this.panels.set(key, panel);
    panel.title = titleOf(uri);
    const experiment = new ComparedExperiment(uri.fsPath, this.runs.onDidChange);
    this.experiments.add(experiment);
    const sent = new Map<string, Sent>();
    const grown = new Set<string>();
    /** The page of the view is there and has asked. */
    let isReady = false;
    let timer: NodeJS.Timeout | undefined;

    const sendRuns = (): void => {
      const { comparison } = experiment;
      if (isReady && comparison) host.post({ kind: 'comparison', experiment: key, comparison });
    };
    const sendEvents = (run: string, since: number): void => {
      const log = experiment.log(run);
      if (!isReady || !log) return;
      sent.set(run, { log, beginnings: log.beginnings, next: log.next });
      const alive = experiment.isAlive(run);
      host.post({ kind: 'events', run, since, events: log.since(since), next: log.next, alive });
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
    const host = hostPanel(this.context, panel, {
      panel: 'compare',
      title: panel.title,
      folder: dirname(uri.fsPath),
      receive: (message) => {
        if (message.kind === 'ready') {
          isReady = true;
          if (message.run !== undefined) return sendEvents(message.run, message.since);
          sendRuns();
          for (const { run } of experiment.comparison?.runs ?? []) sendEvents(run, 0);
        }
        if (message.kind === 'open') void commands.executeCommand('mtl.showRun', message.run);
        if (message.kind === 'document') void this.showDocument(uri);
      },
    });
    const subscriptions = [
      experiment,
      experiment.onDidChange(sendRuns),
      experiment.onDidGrow((run) => {
        grown.add(run);
        timer ??= setTimeout(sendGrown, sendMilliseconds);
      }),
      panel.onDidChangeViewState(() => {
        // A hidden webview loses its page; the new page asks again.
        if (panel.visible) return;
        isReady = false;
        sent.clear();
      }),
    ];
    panel.onDidDispose(() => {
      clearTimeout(timer);
      for (const subscription of subscriptions) subscription.dispose();
      this.experiments.delete(experiment);
      this.panels.delete(key);
    });
  }

  dispose(): void {
    // Panels stay: the window brings them back after a reload.
    for (const experiment of this.experiments) experiment.dispose();
  }

  /** The tables of runs that are over as Markdown, to be kept or sent to somebody. */
  private async showDocument(uri: Uri): Promise<void> {
    const found = (await this.runs.of(uri)).slice(0, mostRuns);
    const now = { time: Date.now(), language: env.language };
    const content = comparisonPage(basename(uri.path), await compareRuns(found), now);
    await window.showTextDocument(await workspace.openTextDocument({ language: 'markdown', content }));
  }
}

const titleOf = (uri: Uri): string => localise(text('Runs of {file}', { file: basename(uri.path) }));
