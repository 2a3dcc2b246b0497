/** The extension's entry: connects features to the editor. What can wait is started when it is first needed. */
import { commands, window, type Disposable, type ExtensionContext } from 'vscode';
import { architecturePanels } from './features/architecture-panel/architecture-panel';
import { chooseComparison } from './features/compare-runs/compared-address';
import { comparePanels } from './features/compare-runs/compare-panel';
import { deleteRuns } from './features/delete-runs/delete-runs';
import { takeDroppedFiles } from './features/drop-data-file/drop-data-file';
import { noticeExperiments } from './features/experiment-shown/experiment-shown';
import { newExperiment } from './features/new-experiment/new-experiment';
import { showProblemPage } from './features/problem-page/show-problem-page';
import { announceOutcomes } from './features/run-outcome/run-outcome';
import { renameAt } from './features/rename-at/rename-at';
import { rerun } from './features/rerun/rerun';
import { resumeRun } from './features/resume-run/resume-run';
import { chooseRun, resumable } from './infrastructure/choose-run';
import {
  compareRunTexts,
  compareWithExperiment,
  provideRunTexts,
  showRunText,
} from './features/run-text/run-text';
import { revealRun } from './features/reveal-run/reveal-run';
import { showRunLenses } from './features/run-lenses/run-lenses';
import { RunPanels } from './features/run-panel/run-panel';
import { RunsView } from './features/runs-view/runs-view';
import { showRunStatus } from './features/run-status/run-status';
import { showDevices } from './features/show-devices/show-devices';
import { stopRun } from './features/stop-run/stop-run';
import { provideTasks } from './features/tasks/tasks';
import { sweepPanels } from './features/show-sweep/sweep-panel';
import { resumeSweep, sweepExperiment } from './features/sweep-experiment/sweep-experiment';
import { trainExperiment } from './features/train-experiment/train-experiment';
import { leaveWavefrontMaterials } from './features/wavefront-materials/wavefront-materials';
import { chosenRuns, chosenSweeps, type RunNode } from './infrastructure/run-nodes';
import { chooseDocument } from './infrastructure/choose-document';
import { ExperimentRuns } from './infrastructure/experiment-runs';
import { LanguageServer } from './infrastructure/language-server';
import { Runs } from './infrastructure/runs';

let close: () => Promise<unknown> = () => Promise.resolve();

export function activate(context: ExtensionContext): void {
  const log = window.createOutputChannel('MTL', { log: true });
  const server = new LanguageServer(context, log);
  const runs = new Runs(context, log);
  const experimentRuns = new ExperimentRuns(runs);
  const view = new RunsView(runs);
  const panels = {
    run: new RunPanels(context, runs),
    architecture: architecturePanels(context, server),
    compare: comparePanels(context, experimentRuns),
    sweep: sweepPanels(context),
  };

  /** The run that a command was called on, else one that a person chooses. */
  const meantRun = async (given: unknown, states?: typeof resumable): Promise<RunNode | undefined> => {
    const [chosen] = chosenRuns(given);
    const known = runs.known.map((run) => run.folder);
    return chosen ?? chosenRuns(await chooseRun(known, states))[0];
  };

  /** One boundary for all commands: what they throw is logged and shown. */
  const command = (name: string, run: (argument?: unknown, selected?: unknown) => unknown): Disposable =>
    commands.registerCommand(name, async (argument?: unknown, selected?: unknown) => {
      try {
        await run(argument, selected);
      } catch (error) {
        log.error(error instanceof Error ? error : String(error));
        void window.showErrorMessage(error instanceof Error ? error.message : String(error));
      }
    });

  context.subscriptions.push(
    log,
    server,
    runs,
    experimentRuns,
    view,
    panels.run,
    panels.architecture,
    panels.compare,
    panels.sweep,
    leaveWavefrontMaterials(),
    noticeExperiments(),
    provideRunTexts(),
    provideTasks(context),
    takeDroppedFiles(server),
    showRunStatus(runs),
    showRunLenses(server, experimentRuns),
    announceOutcomes(runs),
    command('mtl.trainExperiment', (resource) => trainExperiment(server, runs, resource)),
    command('mtl.sweepExperiment', (resource) => sweepExperiment(context, resource)),
    command('mtl.showSweep', (given) => {
      const [folder] = typeof given === 'string' ? [given] : chosenSweeps(given);
      if (folder !== undefined) panels.sweep.show(folder);
    }),
    command('mtl.resumeSweep', async (given) => {
      const [folder] = chosenSweeps(given);
      if (folder !== undefined) await resumeSweep(context, folder);
    }),
    command('mtl.renameAt', renameAt),
    command('mtl.stopRun', async (given, selected) => {
      const chosen = chosenRuns(given, selected);
      if (chosen.length === 0) await stopRun(runs);
      else await Promise.all(chosen.map(({ folder }) => stopRun(runs, folder)));
    }),
    command('mtl.showLog', () => log.show()),
    command('mtl.newExperiment', (resource) => newExperiment(server, resource)),
    command('mtl.explainProblem', (code) => showProblemPage(context, code)),
    command('mtl.refreshRuns', () => view.refresh()),
    command('mtl.showDevices', () => showDevices(runs)),
    command('mtl.showRun', async (given) => {
      const run = await meantRun(given);
      if (run) panels.run.show(await runs.open(run.folder));
    }),
    command('mtl.resumeRun', async (given) => {
      const run = await meantRun(given, resumable);
      if (run) await resumeRun(runs, run.folder);
    }),
    command('mtl.rerun', async (given) => {
      const run = await meantRun(given);
      if (run) await rerun(runs, run.folder);
    }),
    command('mtl.showRunText', async (given) => {
      const run = await meantRun(given);
      if (run) await showRunText(run);
    }),
    command('mtl.compareRunTexts', (given, selected) => compareRunTexts(chosenRuns(given, selected))),
    command('mtl.compareTextWithExperiment', (given) =>
      Promise.all(chosenRuns(given).map(compareWithExperiment)),
    ),
    command('mtl.revealRun', async (given) => {
      const run = await meantRun(given);
      if (run) await revealRun(run.folder);
    }),
    command('mtl.deleteRuns', (given, selected) =>
      deleteRuns(runs, [
        ...chosenRuns(given, selected).map(({ folder }) => folder),
        ...chosenSweeps(given, selected),
      ]),
    ),
    command('mtl.compareRuns', async (given, selected) => {
      const address = await chooseComparison(given, selected);
      if (address) panels.compare.show(address);
    }),
    command('mtl.showArchitecture', async (resource) => {
      const document = await chooseDocument(resource);
      if (document) panels.architecture.show(document.uri);
    }),
  );
  close = () => Promise.allSettled([runs.close(), server.stop()]);
  // Neither is waited for: the editor goes on while the server starts and logs are read.
  void server.start().catch(() => undefined);
  void runs.recover().catch((error: unknown) => log.warn(String(error)));
}

/** Trainers that were asked to stop are waited for. The others go on, and the next window finds them. */
export async function deactivate(): Promise<void> {
  await close();
}
