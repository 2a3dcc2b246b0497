/** `MTL: Train Experiment`: plans the text as it is typed, makes a run folder beside it, and starts a trainer there. */
import { commands, ProgressLocation, window, workspace, type TextDocument } from 'vscode';
import { basename, join } from 'node:path';
import type { PlanResult } from '../../../../contract/language-requests';
import type { Plan } from '../../../../contract/plan';
import { text } from '../../../../contract/text';
import { createRun } from '../../../../runs/create-run';
import { runsBeside } from '../../../../runs/runs-of-file';
import { askForTrust } from '../../infrastructure/ask-for-trust';
import { chooseDocument } from '../../infrastructure/choose-document';
import type { LanguageServer } from '../../infrastructure/language-server';
import { localise, localiseProblem } from '../../infrastructure/localise';
import type { Runs } from '../../infrastructure/runs';

/** `resource` is the Uri of a menu, the string of a code lens, or nothing: then the active document is meant. */
export async function trainExperiment(server: LanguageServer, runs: Runs, resource?: unknown): Promise<void> {
  if (!workspace.isTrusted) return askForTrust();
  const document = await chooseDocument(resource);
  if (!document) return;
  const result = await window.withProgress(
    {
      location: ProgressLocation.Window,
      title: localise(text('Planning {file}', { file: basename(document.uri.path) })),
    },
    () => server.plan({ uri: document.uri.toString(), settings: [] }),
  );
  if (result.plan) await startRun(runs, document, result.plan, result.text);
  else await showWhyNot(document, result);
}

async function startRun(runs: Runs, { uri }: TextDocument, plan: Plan, experiment: string): Promise<void> {
  const { value: folder, problems } = await createRun({
    root: runsBeside(join(plan.directory, basename(uri.fsPath))),
    text: experiment,
    plan,
    ...(uri.scheme === 'file' ? { file: uri.fsPath } : {}),
  });
  if (folder) runs.start(folder.path, plan.title);
  for (const problem of problems) void window.showErrorMessage(localiseProblem(problem));
}

/** One error is shown whole; several are counted and listed by the Problems view. */
async function showWhyNot(document: TextDocument, { problems }: PlanResult): Promise<void> {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const [only] = errors;
  const file = basename(document.uri.path);
  if (!only) {
    // Nothing is wrong with a text from a repository or another machine, whose data nobody has read.
    void window.showErrorMessage(
      localise(
        text('{file} cannot be trained: its data is read only where it is a file on this machine.', { file }),
      ),
    );
    return;
  }
  const showProblems = localise(text('Show Problems'));
  const choice = await window.showErrorMessage(
    errors.length === 1
      ? localise(text('{file} cannot be trained. {problem}', { file, problem: localiseProblem(only) }))
      : localise(
          text(
            '{file} cannot be trained: it has {count} {count|error|errors}. The Problems view lists {count|it|them}.',
            {
              file,
              count: errors.length,
            },
          ),
        ),
    showProblems,
  );
  if (choice === showProblems) await commands.executeCommand('workbench.actions.view.problems');
}
