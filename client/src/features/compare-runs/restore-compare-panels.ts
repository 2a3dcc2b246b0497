/** Brings Compare panels back after the window was reloaded, from the experiment that the view has kept. */
import { Uri, window, type Disposable } from 'vscode';
import { comparePanelType, type ComparePanels } from './compare-panel';

export function restoreComparePanels(panels: ComparePanels): Disposable {
  return window.registerWebviewPanelSerializer(comparePanelType, {
    deserializeWebviewPanel: (panel, state: unknown) => {
      const experiment = (state as { readonly experiment?: unknown } | undefined)?.experiment;
      if (typeof experiment === 'string') panels.attach(panel, Uri.parse(experiment));
      else panel.dispose();
      return Promise.resolve();
    },
  });
}
