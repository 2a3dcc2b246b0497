/** Every channel over which a client talks to the language server, as bytes to it and from it. */
import type { ChildProcess } from 'node:child_process';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver-protocol/node';

export const channels = ['stdio', 'socket', 'pipe', 'node-ipc'] as const;
export type ChannelName = (typeof channels)[number];

export interface Channel {
  /** Of the server's process. */
  readonly arguments: readonly string[];
  readonly toServer: PassThrough;
  readonly fromServer: PassThrough;
  /** Joins the streams to the process, which was just started. */
  attach(child: ChildProcess): void;
  /** The client closes its end. */
  close(): void;
}

export function openChannel(name: ChannelName): Channel {
  const streams = { toServer: new PassThrough(), fromServer: new PassThrough() };
  return { ...streams, ...waysOf[name](streams) };
}

type Streams = Pick<Channel, 'toServer' | 'fromServer'>;

const waysOf: Readonly<Record<ChannelName, (streams: Streams) => Omit<Channel, keyof Streams>>> = {
  stdio({ toServer, fromServer }) {
    return {
      arguments: ['--stdio'],
      attach({ stdin, stdout }) {
        stdin!.on('error', () => undefined);
        toServer.pipe(stdin!);
        stdout!.pipe(fromServer);
      },
      close: () => toServer.end(),
    };
  },
  'node-ipc'({ toServer, fromServer }) {
    let server: ChildProcess | undefined;
    return {
      arguments: ['--node-ipc'],
      attach(child) {
        server = child;
        const writer = new StreamMessageWriter(fromServer);
        child.on('message', (message) => void writer.write(message as never));
        new StreamMessageReader(toServer).listen((message) => child.connected && child.send(message));
      },
      close: () => server?.connected && server.disconnect(),
    };
  },
  socket: (streams) => serve('socket', 0, streams),
  pipe: (streams) => serve('pipe', pipeName(), streams),
};

/** The client waits at a port or pipe for the server to come. */
function serve(
  name: 'socket' | 'pipe',
  place: number | string,
  { toServer, fromServer }: Streams,
): Omit<Channel, keyof Streams> {
  let socket: Socket | undefined;
  const server = createServer((accepted) => {
    socket = accepted.on('error', () => undefined);
    toServer.pipe(accepted).pipe(fromServer);
    server.close();
  });
  server.listen(place);
  const address = server.address()!;
  return {
    arguments: [`--${name}=${typeof address === 'string' ? address : address.port}`],
    attach: (child) => child.once('exit', () => server.close()),
    close: () => socket?.destroy(),
  };
}

let pipes = 0;

function pipeName(): string {
  pipes += 1;
  const name = `mtl-lab-test-${process.pid}-${pipes}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), name);
}
