/** The status bar while runs are at work: how far the latest one is, a way to its panel, and a way to stop it. */
import { commands, StatusBarAlignment, window, type Disposable, type StatusBarItem } from 'vscode';
import { text } from '../../../../contract/text';
import { localise } from '../../infrastructure/localise';
import type { RunFeed } from '../../infrastructure/run-feed';
import type { Runs } from '../../infrastructure/runs';
import { placeText, progressOf } from '../../infrastructure/progress-of';

/** Status bars are redrawn at most this often. */
const redrawMilliseconds = 250;

export function showRunStatus(runs: Runs): Disposable {
  const progress = window.createStatusBarItem('mtl.progress', StatusBarAlignment.Left, 11);
  const stop = window.createStatusBarItem('mtl.stop', StatusBarAlignment.Left, 10);
  progress.name = localise(text('MTL run'));
  stop.name = localise(text('Stop MTL run'));
  let timer: NodeJS.Timeout | undefined;

  const redraw = (): void => {
    timer = undefined;
    const latest = runs.working.at(-1);
    if (latest) draw(progress, stop, latest, runs.working.length);
    else for (const item of [progress, stop]) item.hide();
  };
  const subscription = runs.onDidChange(() => {
    void commands.executeCommand('setContext', 'mtl.running', runs.working.length > 0);
    timer ??= setTimeout(redraw, redrawMilliseconds);
  });
  return {
    dispose: () => {
      clearTimeout(timer);
      for (const disposable of [subscription, progress, stop]) disposable.dispose();
    },
  };
}

function draw(progress: StatusBarItem, stop: StatusBarItem, run: RunFeed, working: number): void {
  const reached = progressOf(run.events);
  const { secondsLeft } = reached;
  const others = working > 1 ? ` +${working - 1}` : '';
  const where = run.isStopping ? text('stopping') : (placeText(reached) ?? text('preparing'));
  const told = text('{name}: {values}', { name: run.title, values: where });
  progress.text = `$(sync~spin) ${localise(told)}${others}`;
  progress.tooltip =
    secondsLeft === undefined
      ? run.folder
      : localise(
          text('{seconds} {seconds|second|seconds} left. {folder}', {
            seconds: Math.ceil(secondsLeft),
            folder: run.folder,
          }),
        );
  progress.command = { title: progress.name ?? '', command: 'mtl.showRun', arguments: [run.folder] };
  stop.text = '$(debug-stop)';
  stop.tooltip = localise(text('Stop {title}', { title: run.title }));
  stop.command = { title: stop.name ?? '', command: 'mtl.stopRun', arguments: [run.folder] };
  for (const item of [progress, stop]) item.show();
}
