/** Lenses about runs, at the places that the server has left for them: the last one, a way to compare several, the best of each task. */
import { env, window, type Disposable } from 'vscode';
import type { ExperimentRuns } from '../../infrastructure/experiment-runs';
import type { LanguageServer } from '../../infrastructure/language-server';
import { experimentLenses, taskLenses } from './lens-commands';

/** How long ago something was is said in minutes. */
const minute = 60_000;

export function showRunLenses(server: LanguageServer, runs: ExperimentRuns): Disposable {
  server.fillLenses(async (uri) => {
    const found = await runs.of(uri);
    const now = { time: Date.now(), language: env.language };
    return (place) =>
      place.about === 'task' ? taskLenses(found, place.task) : experimentLenses(found, uri.toString(), now);
  });
  const subscription = runs.onDidChange(() => server.refreshLenses());
  const timer = setInterval(() => {
    if (window.visibleTextEditors.some(({ document }) => document.languageId === 'mtl'))
      server.refreshLenses();
  }, minute);
  return {
    dispose: () => {
      clearInterval(timer);
      subscription.dispose();
    },
  };
}
