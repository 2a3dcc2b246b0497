/** A client of the language server as an editor is one: the built bundle in a process of its own, over stdio. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type ClientCapabilities,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type InitializeResult,
  type Position,
  type PositionEncodingKind,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type RegistrationParams,
} from 'vscode-languageserver-protocol/node';

const root = join(import.meta.dirname, '..', '..');
export const examplesFolder = join(root, '..', 'shared', 'examples');

export interface ClientOptions {
  /** The edit of a code action is asked for when it is chosen, and reasons why there is none are shown. */
  readonly lazyActions?: boolean;
  readonly locale?: string;
  readonly translations?: Readonly<Record<string, string>>;
  /** Commands that the client runs; none in a plain client. */
  readonly commands?: readonly string[];
  /** The client says at places for lenses what runs came to. */
  readonly runLenses?: boolean;
  /** Without it diagnostics are pushed. */
  readonly pull?: boolean;
  /** What positions may count, the favourite first. */
  readonly encodings?: readonly PositionEncodingKind[];
  /** Tooltips of inlay hints are asked for when somebody points at one. */
  readonly lazyHints?: boolean;
  /** Whether completions may have places to fill in, as they do in VS Code; true when left out. */
  readonly snippets?: boolean;
  /** Whether `heap` can be asked for; the server then runs without compiled code, whose size says nothing, and keeps all bytecode. */
  readonly measured?: boolean;
  /** Absolute paths of the folders that are open. */
  readonly folders?: readonly string[];
  /** Is told what files the server wants to be watched; nothing can be watched without. */
  readonly watches?: (registered: RegistrationParams) => void;
}

export interface OpenDocument {
  readonly uri: string;
  text: string;
  version: number;
}

export class LanguageClient {
  readonly connection: ProtocolConnection;
  readonly initialized: InitializeResult;
  readonly stop: () => Promise<number | null>;
  /** Bytes that live in the server's heap, garbage collected. */
  readonly heap: () => Promise<number>;
  private readonly published = new Map<string, PublishDiagnosticsParams>();
  private readonly waiting = new Set<() => void>();

  /** What was agreed upon. */
  get encoding(): PositionEncodingKind {
    return this.initialized.capabilities.positionEncoding ?? 'utf-16';
  }

  private constructor(
    connection: ProtocolConnection,
    initialized: InitializeResult,
    stop: () => Promise<number | null>,
    heap: () => Promise<number>,
  ) {
    this.connection = connection;
    this.initialized = initialized;
    this.stop = stop;
    this.heap = heap;
    connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.published.set(params.uri, params);
      for (const check of this.waiting) check();
    });
  }

  static async start(options: ClientOptions = {}): Promise<LanguageClient> {
    const probe = options.measured
      ? [
          '--expose-gc',
          '--jitless',
          '--no-flush-bytecode',
          '--require',
          join(import.meta.dirname, 'heap-probe.cjs'),
        ]
      : [];
    const child = spawn(process.execPath, [...probe, join(root, 'dist', 'server.cjs'), '--stdio'], {
      stdio: ['pipe', 'pipe', 'inherit', options.measured ? 'ipc' : 'ignore'],
    });
    const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
    const connection = createProtocolConnection(
      new StreamMessageReader(child.stdout!),
      new StreamMessageWriter(child.stdin!),
    );
    connection.listen();
    const heap = (): Promise<number> =>
      new Promise((resolve) => {
        child.once('message', (message) => resolve((message as { readonly heap: number }).heap));
        child.send('heap');
      });
    const capabilities: ClientCapabilities = {
      textDocument: {
        publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true },
        completion: { completionItem: { snippetSupport: options.snippets ?? true } },
        rename: { prepareSupport: true },
        ...(options.lazyActions
          ? {
              codeAction: {
                dataSupport: true,
                disabledSupport: true,
                resolveSupport: { properties: ['edit'] },
              },
            }
          : {}),
        signatureHelp: { signatureInformation: { parameterInformation: { labelOffsetSupport: true } } },
        ...(options.pull ? { diagnostic: {} } : {}),
        ...(options.lazyHints ? { inlayHint: { resolveSupport: { properties: ['tooltip'] } } } : {}),
      },
      ...(options.encodings ? { general: { positionEncodings: [...options.encodings] } } : {}),
      workspace: {
        ...(options.pull ? { diagnostics: { refreshSupport: true } } : {}),
        ...(options.folders ? { workspaceFolders: true } : {}),
        ...(options.watches ? { didChangeWatchedFiles: { dynamicRegistration: true } } : {}),
      },
    };
    const folders = options.folders?.map((path) => ({ uri: pathToFileURL(path).href, name: path }));
    connection.onRequest('workspace/workspaceFolders', () => folders ?? null);
    connection.onRequest('client/registerCapability', (params: RegistrationParams) => {
      options.watches?.(params);
    });
    const initialized = await connection.sendRequest<InitializeResult>('initialize', {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: folders ?? null,
      capabilities,
      ...(options.locale ? { locale: options.locale } : {}),
      initializationOptions: {
        ...(options.translations ? { translations: options.translations } : {}),
        ...(options.commands ? { commands: options.commands } : {}),
        ...(options.runLenses ? { runLenses: true } : {}),
      },
    });
    await connection.sendNotification('initialized', {});
    return new LanguageClient(
      connection,
      initialized,
      async () => {
        await connection.sendRequest('shutdown');
        await connection.sendNotification('exit');
        return exited;
      },
      heap,
    );
  }

  async open(file: string, text: string): Promise<OpenDocument> {
    const uri = file.includes(':') ? file : pathToFileURL(file).toString();
    await this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'mtl', version: 1, text },
    });
    return { uri, text, version: 1 };
  }

  /** Types `inserted` in place of `length` characters at `offset`, as an editor sends it. */
  async edit(document: OpenDocument, offset: number, length: number, inserted: string): Promise<void> {
    const range = {
      start: positionAt(document.text, offset, this.encoding),
      end: positionAt(document.text, offset + length, this.encoding),
    };
    document.text = document.text.slice(0, offset) + inserted + document.text.slice(offset + length);
    document.version += 1;
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: document.uri, version: document.version },
      contentChanges: [{ range, text: inserted }],
    });
  }

  async close({ uri }: OpenDocument): Promise<void> {
    await this.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  /** Opens the text beside the examples for one question. */
  async withText<R>(text: string, ask: (document: OpenDocument) => Promise<R>): Promise<R> {
    const document = await this.open(join(examplesFolder, 'asked.mtl'), text);
    try {
      return await ask(document);
    } finally {
      await this.close(document);
    }
  }

  /** Asks about a position of the document. */
  ask<R>(method: string, { uri }: OpenDocument, position?: Position): Promise<R> {
    return this.connection.sendRequest<R>(method, {
      textDocument: { uri },
      ...(position ? { position } : {}),
    });
  }

  pull(document: OpenDocument, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return this.connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', {
      textDocument: { uri: document.uri },
      ...(previousResultId === undefined ? {} : { previousResultId }),
    });
  }

  /** Pushed diagnostics of the document's present version, once they are as wanted. */
  diagnostics(
    { uri, version }: OpenDocument,
    wanted: (diagnostics: readonly Diagnostic[]) => boolean = () => true,
  ): Promise<readonly Diagnostic[]> {
    return new Promise((resolve, reject) => {
      const check = (): void => {
        const last = this.published.get(uri);
        if (!last || last.version !== version || !wanted(last.diagnostics)) return;
        done();
        resolve(last.diagnostics);
      };
      const timer = setTimeout(() => {
        done();
        reject(new Error(`Last published: ${JSON.stringify(this.published.get(uri), null, 2)}`));
      }, 20_000);
      const done = (): void => {
        clearTimeout(timer);
        this.waiting.delete(check);
      };
      this.waiting.add(check);
      check();
    });
  }
}

/** The position of an offset; lines end as the protocol says: LF, CRLF or CR. */
export function positionAt(
  text: string,
  offset: number,
  encoding: PositionEncodingKind = 'utf-16',
): Position {
  const lines = text.slice(0, offset).split(/\r\n|\n|\r/);
  return { line: lines.length - 1, character: unitsOf(lines.at(-1)!, encoding) };
}

/** The offset of a position. */
export function offsetAt(text: string, position: Position, encoding: PositionEncodingKind): number {
  for (let offset = 0; offset <= text.length; offset += 1) {
    const { line, character } = positionAt(text, offset, encoding);
    const isWithin = /^(?:\r\n|[\ud800-\udbff][\udc00-\udfff])$/.test(text.slice(offset - 1, offset + 1));
    if (!isWithin && line === position.line && character === position.character) return offset;
  }
  throw new Error(`There is no position ${JSON.stringify(position)}.`);
}

function unitsOf(text: string, encoding: PositionEncodingKind): number {
  if (encoding === 'utf-8') return Buffer.byteLength(text);
  return encoding === 'utf-32' ? [...text].length : text.length;
}

/** The text without its `<|>` marker, and the position where it stood. */
export function splitMarker(marked: string): { readonly text: string; readonly position: Position } {
  const offset = marked.indexOf('<|>');
  if (offset < 0) throw new Error('The text has no <|> marker.');
  const text = marked.slice(0, offset) + marked.slice(offset + 3);
  return { text, position: positionAt(text, offset) };
}
