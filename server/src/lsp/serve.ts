/** Serves one client for the life of the process. */
import { Console } from 'node:console';
import type { Readable, Writable } from 'node:stream';
import {
  createConnection,
  IPCMessageReader,
  IPCMessageWriter,
  LSPErrorCodes,
  ProposedFeatures,
  type ConnectionOptions,
  type MessageReader,
  type MessageWriter,
} from './protocol';
import { connectToClient } from './client-socket';
import { FrameReader } from './frame-reader';
import { FrameWriter } from './frame-writer';
import { keepHeapSmall } from './heap';
import { createLifecycle } from './lifecycle';
import { gateMessages } from './message-gate';
import { startServer } from './server';

/** A request that is cancelled before its turn is not answered by looking anything up. */
const options: ConnectionOptions = {
  connectionStrategy: {
    cancelUndispatched: ({ jsonrpc, ...request }) => ({
      jsonrpc,
      id: 'id' in request ? (request.id as number) : null,
      error: { code: LSPErrorCodes.RequestCancelled, message: 'The request was cancelled.' },
    }),
  },
};

/** Over the channel that the process was started with: `--node-ipc`, `--stdio`, `--socket=…` or `--pipe=…`. */
export function serve(): void {
  const { argv } = process;
  if (argv.includes('--node-ipc')) return serveParent();
  const place = valueOf(argv, '--pipe') ?? valueOf(argv, '--socket');
  if (place === undefined) return serveStdio();
  const socket = connectToClient(place);
  serveStreams(socket, socket);
}

/** Over standard input and output, whatever the arguments of the process. */
export function serveStdio(): void {
  // Standard output belongs to the protocol.
  globalThis.console = new Console(process.stderr);
  serveStreams(process.stdin, process.stdout);
}

/** What follows `--name=` or stands behind `--name`. */
function valueOf(argv: readonly string[], name: string): string | undefined {
  const index = argv.findIndex((argument) => argument === name || argument.startsWith(`${name}=`));
  const argument = argv[index];
  return argument === name ? argv[index + 1] : argument?.slice(name.length + 1);
}

function serveStreams(input: Readable, output: Writable): void {
  const leave = serveClient(new FrameReader(input), new FrameWriter(output));
  // A client that is gone says nothing any more.
  input.once('end', leave);
  input.once('close', leave);
}

/** Over the channel to the process that started this one. */
function serveParent(): void {
  if (!process.send) {
    console.error('MTL Lab: `--node-ipc` is for a process that was started with a channel; use `--stdio`.');
    process.exit(1);
  }
  const leave = serveClient(new IPCMessageReader(process), new IPCMessageWriter(process));
  process.once('disconnect', leave);
}

/** Answers what to do when the client is gone. */
function serveClient(reader: MessageReader, writer: MessageWriter): () => never {
  keepHeapSmall();
  const lifecycle = createLifecycle();
  const gated = gateMessages({
    reader,
    writer,
    lifecycle,
    giveUp(reason) {
      console.error(`MTL Lab: the client's messages cannot be told apart any more: ${reason}`);
      process.exit(1);
    },
  });
  startServer(createConnection(ProposedFeatures.all, gated, writer, options));
  return () => process.exit(lifecycle.isOver ? 0 : 1);
}
