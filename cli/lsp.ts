/** `mtl lsp`: the language server for any editor that speaks the protocol over standard input and output. */
import { serveStdio } from '../server/src/lsp/serve';
import { exitCodes, type Command } from './command';

const usage = `Usage: mtl lsp --stdio

Serves the language server protocol over standard input and output: the same server that the VS Code extension uses.
An editor starts it for files that end in .mtl; it ends when the editor asks it to.
`;

export const lsp: Command = {
  name: 'lsp',
  summary: 'Serve any editor with the language server',
  usage,
  async run(args, io) {
    if (args.length !== 1 || args[0] !== '--stdio') {
      io.stderr(usage);
      return exitCodes.usage;
    }
    serveStdio();
    // The connection ends the process when the client says `exit` or its stream closes.
    return new Promise(() => undefined);
  },
};
