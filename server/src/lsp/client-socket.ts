/** The socket or pipe at which the client waits that started this process. No other file of a bundle may open any, and none leads to another machine. */
import { connect, type Socket } from 'node:net';

/** `place` is a port of this machine or the path of a pipe. Ends the process with a reason where nobody waits. */
export function connectToClient(place: string): Socket {
  const socket = connect(/^\d+$/.test(place) ? { port: Number(place), host: '127.0.0.1' } : { path: place });
  socket.once('error', (error) => {
    console.error(`MTL Lab: the client cannot be reached at ${place}: ${error.message}`);
    process.exit(1);
  });
  return socket;
}
