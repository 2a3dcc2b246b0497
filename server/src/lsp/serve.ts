/** Serves one client for the life of the process. */
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { keepHeapSmall } from './heap';
import { startServer } from './server';

/** Over the channel that the process was started with: `--node-ipc`, `--stdio`, `--socket=…` or `--pipe=…`. */
export function serve(): void {
  keepHeapSmall();
  startServer(createConnection(ProposedFeatures.all));
}

/** Over standard input and output, whatever the arguments of the process. */
export function serveStdio(): void {
  keepHeapSmall();
  startServer(createConnection(ProposedFeatures.all, process.stdin, process.stdout));
}
