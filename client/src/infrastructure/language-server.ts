/** The connection to the language server, started in a process of its own when it is first needed. */
import { Uri, workspace, type Disposable, type ExtensionContext, type LogOutputChannel } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import {
  architectureChanged,
  architectureRequest,
  draftRequest,
  planRequest,
  type ArchitectureChangedParams,
  type ArchitectureParams,
  type ArchitectureResult,
  type DraftParams,
  type DraftResult,
  type PlanParams,
  type PlanResult,
} from '../../../contract/language-requests';
import { translations } from './localise';

export class LanguageServer implements Disposable {
  private client: Promise<LanguageClient> | undefined;
  private readonly listeners = new Set<(params: ArchitectureChangedParams) => void>();
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

  async stop(): Promise<void> {
    const client = await this.client?.catch(() => undefined);
    this.client = undefined;
    await client?.stop();
  }

  dispose(): void {
    void this.stop().catch((error: unknown) => this.log.warn(String(error)));
  }

  private async launch(): Promise<LanguageClient> {
    const { LanguageClient, TransportKind } = await import('vscode-languageclient/node');
    const module = Uri.joinPath(this.context.extensionUri, 'dist', 'server.cjs').fsPath;
    const client = new LanguageClient(
      'mtl',
      'MTL',
      { module, transport: TransportKind.ipc },
      {
        documentSelector: [{ language: 'mtl' }],
        outputChannel: this.log,
        initializationOptions: {
          translations: translations(),
          problemPage: 'command:mtl.explainProblem?%5B%22{code}%22%5D',
        },
        markdown: { isTrusted: false, supportHtml: false },
        diagnosticPullOptions: { onChange: true, onFocus: true },
      },
    );
    client.onNotification(architectureChanged, (params: ArchitectureChangedParams) => {
      for (const listener of this.listeners) listener(params);
    });
    await client.start();
    this.log.info(`The language server runs for ${workspace.name ?? 'a window without a folder'}.`);
    return client;
  }
}
