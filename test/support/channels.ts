/** Every channel over which a client talks to the language server, as bytes to it and from it. */
import type { ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, type Duplex } from 'node:stream';
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
  const [toServer, fromServer] = [new PassThrough(), new PassThrough()];
  const join = (stream: Duplex): void => {
    stream.on('error', () => undefined);
    toServer.pipe(stream).pipe(fromServer);
  };
  switch (name) {
    case 'stdio': {
      let child: ChildProcess | undefined;
      return {
        arguments: ['--stdio'],
        toServer,
        fromServer,
        attach(started) {
          child = started;
          started.stdin!.on('error', () => undefined);
          toServer.pipe(started.stdin!);
          started.stdout!.pipe(fromServer);
        },
        close: () => child?.stdin!.end(),
      };
    }
    case 'node-ipc': {
      let child: ChildProcess | undefined;
      return {
        arguments: ['--node-ipc'],
        toServer,
        fromServer,
        attach(started) {
          child = started;
          const writer = new StreamMessageWriter(fromServer);
          started.on('message', (message) => void writer.write(message as never));
          new StreamMessageReader(toServer).listen((message) => started.connected && started.send(message));
        },
        close: () => child?.connected && child.disconnect(),
      };
    }
    default: {
      let socket: Socket | undefined;
      const server = createServer((accepted) => {
        socket = accepted;
        join(accepted);
        server.close();
      });
      server.listen(name === 'pipe' ? pipeName() : 0);
      const address = server.address()!;
      const place = typeof address === 'string' ? address : (address satisfies AddressInfo).port;
      return {
        arguments: [`--${name}=${place}`],
        toServer,
        fromServer,
        attach: (child) => child.once('exit', () => server.close()),
        close: () => socket?.destroy(),
      };
    }
  }
}

let pipes = 0;

function pipeName(): string {
  pipes += 1;
  const name = `mtl-lab-test-${process.pid}-${pipes}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), name);
}
