/** Serves one client for the life of the process. */
import { Console } from 'node:console';
import {
  createConnection,
  LSPErrorCodes,
  ProposedFeatures,
  StreamMessageWriter,
  type ConnectionOptions,
} from 'vscode-languageserver/node';
import { FrameReader } from './frame-reader';
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
  if (process.argv.includes('--stdio')) return serveStdio();
  keepHeapSmall();
  startServer(createConnection(ProposedFeatures.all, options));
}

/** Over standard input and output, whatever the arguments of the process. */
export function serveStdio(): void {
  keepHeapSmall();
  // Standard output belongs to the protocol.
  globalThis.console = new Console(process.stderr);
  const lifecycle = createLifecycle();
  const writer = new StreamMessageWriter(process.stdout);
  const reader = gateMessages({
    reader: new FrameReader(process.stdin),
    writer,
    lifecycle,
    giveUp(reason) {
      console.error(`MTL Lab: the client's messages cannot be told apart any more: ${reason}`);
      process.exit(1);
    },
  });
  // A client that is gone says nothing any more.
  const leave = (): never => process.exit(lifecycle.isOver ? 0 : 1);
  process.stdin.once('end', leave);
  process.stdin.once('close', leave);
  startServer(createConnection(ProposedFeatures.all, reader, writer, options));
}
