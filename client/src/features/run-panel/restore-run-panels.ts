/** Brings run panels back after the window was reloaded, from the folder that the view has kept. */
import { window, type Disposable } from 'vscode';
import type { Runs } from '../../infrastructure/runs';
import { runPanelType, type RunPanels } from './run-panel';

export function restoreRunPanels(panels: RunPanels, runs: Runs): Disposable {
  return window.registerWebviewPanelSerializer(runPanelType, {
    deserializeWebviewPanel: async (panel, state: unknown) => {
      const run = (state as { readonly run?: unknown } | undefined)?.run;
      if (typeof run === 'string') panels.attach(panel, await runs.open(run));
      else panel.dispose();
    },
  });
}
