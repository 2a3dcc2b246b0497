/** The run panel's host side: one webview per run folder, rebuilt from the run's events whenever it becomes visible. */
import {
  commands,
  ViewColumn,
  window,
  type Disposable,
  type ExtensionContext,
  type WebviewPanel,
} from 'vscode';
import { hostPanel, webviewOptions } from '../../infrastructure/panel-host';
import type { RunFeed } from '../../infrastructure/run-feed';
import type { Runs } from '../../infrastructure/runs';

export const runPanelType = 'mtl.run';

/** Events are handed to a visible panel at most this often. */
const sendMilliseconds = 100;

export class RunPanels implements Disposable {
  private readonly panels = new Map<string, WebviewPanel>();
  private readonly context: ExtensionContext;
  private readonly subscription: Disposable;

  constructor(context: ExtensionContext, runs: Runs) {
    this.context = context;
    this.subscription = runs.onDidStart((run) => this.show(run));
  }

  /** Opens the panel of a run beside the text, or brings it to the front. */
  show(run: RunFeed): void {
    const open = this.panels.get(run.folder);
    if (open) return open.reveal(undefined, true);
    this.attach(
      window.createWebviewPanel(
        runPanelType,
        run.title,
        { viewColumn: ViewColumn.Beside, preserveFocus: true },
        webviewOptions(this.context),
      ),
      run,
    );
  }

  /** Fills a webview, new or kept from before the window was reloaded, with a run. */
  attach(panel: WebviewPanel, run: RunFeed): void {
    this.panels.set(run.folder, panel);
    panel.title = run.title;
    /** Sequence number that the view has everything before; undefined until it asks. */
    let sent: number | undefined;
    let rewinds = run.rewinds;
    let timer: NodeJS.Timeout | undefined;

    const send = (since: number): void => {
      const events = run.events.slice(since);
      sent = run.events.length;
      rewinds = run.rewinds;
      host.post({ kind: 'events', run: run.folder, since, events, next: sent, alive: run.alive });
    };
    const host = hostPanel(this.context, panel, {
      panel: 'run',
      title: run.title,
      folder: run.folder,
      receive: (message) => {
        if (message.kind === 'ready') send(Math.min(message.since, run.events.length));
        if (message.kind === 'stop') void run.stop();
        if (message.kind === 'resume') void commands.executeCommand('mtl.resumeRun', run.folder);
      },
    });
    const subscriptions = [
      run.onDidChange(() => {
        timer ??= setTimeout(() => {
          timer = undefined;
          // What was taken back is replaced by all that there is now.
          if (panel.visible && sent !== undefined) send(rewinds === run.rewinds ? sent : 0);
        }, sendMilliseconds);
      }),
      panel.onDidChangeViewState(() => {
        // A hidden webview loses its page; the new page asks again from where it wants to go on.
        if (!panel.visible) sent = undefined;
      }),
    ];
    panel.onDidDispose(() => {
      clearTimeout(timer);
      for (const subscription of subscriptions) subscription.dispose();
      this.panels.delete(run.folder);
    });
  }

  dispose(): void {
    this.subscription.dispose();
  }
}
