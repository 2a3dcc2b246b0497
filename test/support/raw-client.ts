/** A client of the language server that may send anything: bytes to the bundle's process, messages from it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StreamMessageReader } from 'vscode-languageserver-protocol/node';
import { openChannel, type Channel, type ChannelName } from './channels';

const bundle = join(import.meta.dirname, '..', '..', 'dist', 'server.cjs');

/** The document that is asked about. */
export const oddUri = 'untitled:odd.mtl';
export const origin = { line: 0, character: 0 };

export interface RawMessage {
  readonly id?: number | string | null;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

export class RawClient {
  readonly child: ChildProcess;
  /** All that was answered and told, in its order. */
  readonly messages: RawMessage[] = [];
  /** The exit code, or the signal. */
  readonly exited: Promise<number | string | null>;
  /** What was written to standard error. */
  said = '';
  private asked = 0;
  private readonly waiting = new Set<() => void>();

  private readonly channel: Channel;

  constructor(name: ChannelName = 'stdio') {
    this.channel = openChannel(name);
    const stdio = name === 'node-ipc' ? (['pipe', 'pipe', 'pipe', 'ipc'] as const) : ('pipe' as const);
    this.child = spawn(process.execPath, [bundle, ...this.channel.arguments], { stdio: stdio as never });
    this.channel.attach(this.child);
    this.exited = new Promise((resolve) =>
      this.child.once('exit', (code, signal) => {
        resolve(signal ?? code);
        for (const check of this.waiting) check();
      }),
    );
    this.child.stderr!.on('data', (data) => (this.said += String(data)));
    new StreamMessageReader(this.channel.fromServer).listen((message) => {
      this.messages.push(message as RawMessage);
      for (const check of this.waiting) check();
    });
  }

  /** Whatever it is. */
  write(bytes: string | Uint8Array): void {
    this.channel.toServer.write(bytes);
  }

  /** In a frame of its own; a text goes as it is. */
  send(message: unknown): void {
    const body = Buffer.from(typeof message === 'string' ? message : JSON.stringify(message));
    this.write(`Content-Length: ${body.length}\r\n\r\n`);
    this.write(body);
  }

  request(id: number | string, method: string, params?: unknown): void {
    this.send({ jsonrpc: '2.0', id, method, params });
  }

  notify(method: string, params?: unknown): void {
    this.send({ jsonrpc: '2.0', method, params });
  }

  initialize(
    processId: number | null = null,
    capabilities: object = { textDocument: { diagnostic: {} } },
  ): void {
    this.request(0, 'initialize', { processId, rootUri: null, capabilities });
    this.notify('initialized', {});
  }

  /** The first message that is as wanted, once it is there. */
  message(wanted: (message: RawMessage) => boolean, milliseconds = 30_000): Promise<RawMessage> {
    return new Promise((resolve, reject) => {
      const check = (): void => {
        const found = this.messages.find(wanted);
        if (found) settle(() => resolve(found));
      };
      const timer = setTimeout(
        () =>
          settle(() =>
            reject(new Error(`No such message among ${JSON.stringify(this.messages).slice(0, 2000)}`)),
          ),
        milliseconds,
      );
      const settle = (act: () => void): void => {
        clearTimeout(timer);
        this.waiting.delete(check);
        act();
      };
      this.waiting.add(check);
      check();
    });
  }

  answer(id: number | string | null, milliseconds?: number): Promise<RawMessage> {
    return this.message((message) => message.id === id && message.method === undefined, milliseconds);
  }

  /** The result of a request that succeeds. */
  async ask<R>(method: string, params: object = {}): Promise<R> {
    this.asked += 1;
    const id = `asked ${this.asked}`;
    this.request(id, method, { textDocument: { uri: oddUri }, ...params });
    const { result, error } = await this.answer(id, 60_000);
    if (error) throw new Error(error.message);
    return result as R;
  }

  open(text: string, version = 1, uri = oddUri): void {
    this.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'mtl', version, text } });
  }

  change(version: number, ...contentChanges: readonly object[]): void {
    this.notify('textDocument/didChange', { textDocument: { uri: oddUri, version }, contentChanges });
  }

  /** Codes of the problems of the document. */
  async problems(): Promise<readonly string[]> {
    const { items } = await this.ask<{ readonly items: readonly { readonly code: string }[] }>(
      'textDocument/diagnostic',
    );
    return items.map(({ code }) => code);
  }

  /** What the server takes the text to be: names of declarations, in their order. */
  async names(): Promise<readonly string[]> {
    const symbols = await this.ask<readonly { readonly name: string }[]>('textDocument/documentSymbol');
    return symbols.map(({ name }) => name);
  }

  /** Bytes that the process has taken of the memory at most; 0 where the system does not tell. */
  get peak(): number {
    if (process.platform !== 'linux') return 0;
    const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${this.child.pid}/status`, 'utf8'))!;
    return Number(kilobytes) * 1024;
  }

  /** Closes its end, as one does that is gone. */
  hangUp(): void {
    this.channel.close();
  }

  end(): void {
    this.child.kill('SIGKILL');
  }
}
