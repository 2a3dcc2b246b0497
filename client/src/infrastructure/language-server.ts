/** The connection to the language server, started in a process of its own when it is first needed. */
import {
  CodeLens,
  Uri,
  workspace,
  type Command,
  type Disposable,
  type ExtensionContext,
  type LogOutputChannel,
  type TextDocument,
} from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import {
  architectureChanged,
  architectureRequest,
  draftRequest,
  isRunLensPlace,
  planRequest,
  type ArchitectureChangedParams,
  type ArchitectureParams,
  type ArchitectureResult,
  type DraftParams,
  type DraftResult,
  type PlanParams,
  type PlanResult,
  type RunLensPlace,
} from '../../../contract/language-requests';
import { translations } from './localise';
import { runTextScheme } from './run-text-scheme';

/** What the lenses of an experiment say at the places that the server has left for them. */
export type LensFiller = (uri: Uri) => Promise<(place: RunLensPlace) => readonly Command[]>;

/** Commands of this extension that answers of the server may run. */
const commands = ['mtl.trainExperiment', 'mtl.sweepExperiment', 'mtl.showArchitecture', 'mtl.renameAt'];

/** Half of V8's own most, in megabytes: an eighth less memory for the server (docs/decisions.md, 40). */
const youngGeneration = '--max-semi-space-size=8';

export class LanguageServer implements Disposable {
  private filler: LensFiller | undefined;
  private client: Promise<LanguageClient> | undefined;
  private readonly listeners = new Set<(params: ArchitectureChangedParams) => void>();
  private readonly restartListeners = new Set<() => void>();
  private readonly context: ExtensionContext;
  private readonly log: LogOutputChannel;

  constructor(context: ExtensionContext, log: LogOutputChannel) {
    this.context = context;
    this.log = log;
  }

  /** Starts the server unless it runs. A failure is logged here and met again by the next request. */
  start(): Promise<LanguageClient> {
    this.client ??= this.launch().catch((error: unknown) => {
      this.client = undefined;
      this.log.error(error instanceof Error ? error : String(error));
      throw error;
    });
    return this.client;
  }

  /** The plan of an open document as it is typed. Waits until the data files are read. */
  async plan(params: PlanParams): Promise<PlanResult> {
    return (await this.start()).sendRequest<PlanResult>(planRequest, params);
  }

  async architecture(params: ArchitectureParams): Promise<ArchitectureResult> {
    return (await this.start()).sendRequest<ArchitectureResult>(architectureRequest, params);
  }

  async draft(params: DraftParams): Promise<DraftResult> {
    return (await this.start()).sendRequest<DraftResult>(draftRequest, params);
  }

  onArchitectureChanged(listener: (params: ArchitectureChangedParams) => void): Disposable {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }

  /** The server runs again after a crash, and knows nothing of what it was asked before but the open documents. */
  onRestarted(listener: () => void): Disposable {
    this.restartListeners.add(listener);
    return { dispose: () => this.restartListeners.delete(listener) };
  }

  /** Without a filler places stay empty. */
  fillLenses(filler: LensFiller): void {
    this.filler = filler;
  }

  /** Asks for the lenses of all experiments again. */
  refreshLenses(): void {
    void this.client?.then((client) => {
      const feature = client.getFeature('textDocument/codeLens');
      for (const document of workspace.textDocuments)
        if (document.languageId === 'mtl') feature.getProvider(document)?.onDidChangeCodeLensEmitter.fire();
    });
  }

  async stop(): Promise<void> {
    const client = await this.client?.catch(() => undefined);
    this.client = undefined;
    await client?.stop();
  }

  dispose(): void {
    void this.stop().catch((error: unknown) => this.log.warn(String(error)));
  }

  private async launch(): Promise<LanguageClient> {
    const { LanguageClient, State, TransportKind } = await import('vscode-languageclient/node');
    const module = Uri.joinPath(this.context.extensionUri, 'dist', 'server.cjs').fsPath;
    const client = new LanguageClient(
      'mtl',
      'MTL',
      { module, transport: TransportKind.ipc, options: { execArgv: [youngGeneration] } },
      {
        documentSelector: [{ language: 'mtl' }],
        outputChannel: this.log,
        initializationOptions: {
          translations: translations(),
          commands,
          runLenses: true,
        },
        markdown: { isTrusted: false, supportHtml: false },
        diagnosticPullOptions: { onChange: true, onFocus: true },
        middleware: {
          provideCodeLenses: async (document, token, next) =>
            // Nobody trains the text of a run that has been.
            document.uri.scheme === runTextScheme
              ? []
              : this.fill(document, (await next(document, token)) ?? []),
        },
      },
    );
    client.onNotification(architectureChanged, (params: ArchitectureChangedParams) => {
      for (const listener of this.listeners) listener(params);
    });
    await client.start();
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Running) for (const listener of this.restartListeners) listener();
    });
    this.log.info(`The language server runs for ${workspace.name ?? 'a window without a folder'}.`);
    return client;
  }

  private async fill({ uri }: TextDocument, lenses: readonly CodeLens[]): Promise<CodeLens[]> {
    const commandsAt = await this.filler?.(uri);
    return lenses.flatMap((lens) => {
      const { data } = lens as { readonly data?: unknown };
      if (!isRunLensPlace(data)) return [lens];
      return commandsAt?.(data).map((command) => new CodeLens(lens.range, command)) ?? [];
    });
  }
}
