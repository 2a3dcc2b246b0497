/** The run panel's host side: one webview per run folder, rebuilt from the run's events whenever it becomes visible. */
import { commands, type Disposable, type ExtensionContext } from 'vscode';
import { Panels, type Presented, type PanelView } from '../../infrastructure/panels';
import type { RunFeed } from '../../infrastructure/run-feed';
import type { Runs } from '../../infrastructure/runs';

/** Events are handed to a visible panel at most this often. */
const sendMilliseconds = 100;

export class RunPanels implements Disposable {
  private readonly panels: Panels<RunFeed>;
  private readonly subscription: Disposable;

  constructor(context: ExtensionContext, runs: Runs) {
    this.panels = new Panels<RunFeed>(context, {
      panel: 'run',
      beside: true,
      keyOf: ({ folder }) => folder,
      titleOf: ({ title }) => title,
      folderOf: ({ folder }) => folder,
      reopen: ({ run }) => (typeof run === 'string' ? runs.open(run) : undefined),
      present: presentRun,
    });
    this.subscription = runs.onDidStart((run) => this.show(run));
  }

  show(run: RunFeed): void {
    this.panels.show(run);
  }

  dispose(): void {
    this.subscription.dispose();
    this.panels.dispose();
  }
}

function presentRun(view: PanelView, run: RunFeed): Presented {
  /** Sequence number that the view has everything before; undefined until it asks. */
  let sent: number | undefined;
  let rewinds = run.rewinds;
  let timer: NodeJS.Timeout | undefined;

  const send = (since: number): void => {
    const events = run.events.slice(since);
    sent = run.events.length;
    rewinds = run.rewinds;
    view.post({ kind: 'events', run: run.folder, since, events, next: sent, alive: run.alive });
  };
  const following = run.onDidChange(() => {
    timer ??= setTimeout(() => {
      timer = undefined;
      // What was taken back is replaced by all that there is now.
      if (view.isVisible && sent !== undefined) send(rewinds === run.rewinds ? sent : 0);
    }, sendMilliseconds);
  });
  return {
    receive(message) {
      if (message.kind === 'ready') send(Math.min(message.since, run.events.length));
      if (message.kind === 'stop') void run.stop();
      if (message.kind === 'resume') void commands.executeCommand('mtl.resumeRun', run.folder);
    },
    hidden: () => (sent = undefined),
    closed() {
      clearTimeout(timer);
      following.dispose();
    },
  };
}
