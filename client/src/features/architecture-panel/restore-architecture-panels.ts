/** Brings architecture panels back after the window was reloaded, from the document that the view has kept. */
import { Uri, window, type Disposable } from 'vscode';
import { architecturePanelType, type ArchitecturePanels } from './architecture-panel';

export function restoreArchitecturePanels(panels: ArchitecturePanels): Disposable {
  return window.registerWebviewPanelSerializer(architecturePanelType, {
    deserializeWebviewPanel: (panel, state: unknown) => {
      const uri = (state as { readonly uri?: unknown } | undefined)?.uri;
      if (typeof uri === 'string') panels.attach(panel, Uri.parse(uri));
      else panel.dispose();
      return Promise.resolve();
    },
  });
}
