/** `Compare`: a page with the runs of an experiment side by side, which follows when a run is over. */
import {
  commands,
  env,
  EventEmitter,
  Uri,
  workspace,
  type Disposable,
  type TextDocumentContentProvider,
} from 'vscode';
import { basename } from 'node:path';
import { text } from '../../../../contract/text';
import { compareRuns } from '../../../../runs/compare-runs';
import { chooseDocument } from '../../infrastructure/choose-document';
import type { ExperimentRuns } from '../../infrastructure/experiment-runs';
import { localise } from '../../infrastructure/localise';
import { comparisonPage } from './comparison-page';

const scheme = 'mtl-runs';

/** A page has room for so many, the newest. */
const mostRuns = 20;

/** `resource` is the Uri of a menu, the string of a code lens, or nothing: then the active document is meant. */
export async function showComparison(resource: unknown): Promise<void> {
  const document = await chooseDocument(resource);
  if (document) await commands.executeCommand('markdown.showPreview', pageOf(document.uri));
}

export function provideComparisons(runs: ExperimentRuns): Disposable {
  const changed = new EventEmitter<Uri>();
  const shown = new Map<string, Uri>();
  const provider: TextDocumentContentProvider = {
    onDidChange: changed.event,
    async provideTextDocumentContent(page) {
      shown.set(page.toString(), page);
      const experiment = Uri.parse(page.query);
      const found = await runs.of(experiment);
      const now = { time: Date.now(), language: env.language };
      return comparisonPage(basename(experiment.path), await compareRuns(found.slice(0, mostRuns)), now);
    },
  };
  const subscriptions = [
    changed,
    workspace.registerTextDocumentContentProvider(scheme, provider),
    workspace.onDidCloseTextDocument(({ uri }) => shown.delete(uri.toString())),
    runs.onDidChange(() => {
      for (const page of shown.values()) changed.fire(page);
    }),
  ];
  return { dispose: () => subscriptions.forEach((each) => each.dispose()) };
}

/** Its name ends like that of a page, so that the editor takes it for one. */
const pageOf = (experiment: Uri): Uri =>
  Uri.from({
    scheme,
    path: `/${localise(text('Runs of {file}', { file: basename(experiment.path) }))}.md`,
    query: experiment.toString(),
  });
