/** The panels of one kind: a webview for each thing that they show, opened, brought to the front, and brought back after a reload. */
import { Uri, ViewColumn, window, type Disposable, type ExtensionContext, type WebviewPanel } from 'vscode';
import { dirname } from 'node:path';
import { hostPanel, webviewOptions, type PanelHost, type PanelOptions } from './panel-host';

/** What panels of a kind have in common, and how one of them shows a `T`. */
export interface PanelKind<T> {
  readonly panel: PanelOptions['panel'];
  /** Beside the text that is written in, or in place of it. */
  readonly beside: boolean;
  /** The same for what is the same thing. */
  keyOf(shown: T): string;
  titleOf(shown: T): string;
  /** Folder where exports are offered to be saved. */
  folderOf(shown: T): string;
  /** What a view has kept over a reload of the window. Undefined where it does not say what it showed. */
  reopen(kept: Readonly<Record<string, unknown>>): T | Promise<T> | undefined;
  /** Shows it in a view that is empty yet. */
  present(view: PanelView, shown: T): Presented;
}

/** What kinds have in common whose panels show something of a file: views keep its address by the name `kept`. */
export const ofFile = (kept: string): Pick<PanelKind<Uri>, 'keyOf' | 'folderOf' | 'reopen'> => ({
  keyOf: String,
  folderOf: ({ fsPath }) => dirname(fsPath),
  reopen: ({ [kept]: address }) => (typeof address === 'string' ? Uri.parse(address) : undefined),
});

/** The view of one panel. */
export interface PanelView extends PanelHost {
  readonly isVisible: boolean;
}

/** What a panel does once it is there. */
export interface Presented {
  readonly receive: PanelOptions['receive'];
  /** The view has lost its page; the new one asks for what it needs. */
  hidden?(): void;
  /** The panel was closed. */
  closed(): void;
}

export class Panels<T> implements Disposable {
  private readonly open = new Map<string, { readonly panel: WebviewPanel; readonly presented: Presented }>();
  private readonly context: ExtensionContext;
  private readonly kind: PanelKind<T>;
  private readonly serializer: Disposable;

  constructor(context: ExtensionContext, kind: PanelKind<T>) {
    this.context = context;
    this.kind = kind;
    this.serializer = window.registerWebviewPanelSerializer(this.type, {
      deserializeWebviewPanel: async (panel, state: unknown) => {
        const shown = await kind.reopen(typeof state === 'object' && state !== null ? { ...state } : {});
        if (shown === undefined) panel.dispose();
        else this.attach(panel, shown);
      },
    });
  }

  /** Opens the panel of something, or brings it to the front. */
  show(shown: T): void {
    const { beside, keyOf, titleOf } = this.kind;
    const open = this.open.get(keyOf(shown));
    if (open) return open.panel.reveal(undefined, beside);
    const column = beside
      ? { viewColumn: ViewColumn.Beside, preserveFocus: true }
      : { viewColumn: ViewColumn.Active };
    const options = webviewOptions(this.context);
    this.attach(window.createWebviewPanel(this.type, titleOf(shown), column, options), shown);
  }

  /** Panels stay: the window brings them back after a reload. */
  dispose(): void {
    this.serializer.dispose();
    for (const { presented } of this.open.values()) presented.closed();
    this.open.clear();
  }

  /** As the manifest calls views of this kind. */
  private get type(): string {
    return `mtl.${this.kind.panel}`;
  }

  /** Shows it in a webview, new or kept from before the window was reloaded. */
  private attach(panel: WebviewPanel, shown: T): void {
    const { kind } = this;
    const [key, title] = [kind.keyOf(shown), kind.titleOf(shown)];
    panel.title = title;
    const view: PanelView = {
      get isVisible() {
        return panel.visible;
      },
      post: (message) => host.post(message),
    };
    const presented = kind.present(view, shown);
    const host = hostPanel(this.context, panel, {
      panel: kind.panel,
      title,
      folder: kind.folderOf(shown),
      receive: presented.receive,
    });
    this.open.set(key, { panel, presented });
    panel.onDidChangeViewState(() => {
      if (!panel.visible) presented.hidden?.();
    });
    panel.onDidDispose(() => {
      if (this.open.delete(key)) presented.closed();
    });
  }
}
