/** `mtl lsp`: the language server for any editor that speaks the protocol over standard input and output. */
import { text } from '../contract/text';
import { serveStdio } from '../server/src/lsp/serve';
import { defineCommand, exitCodes } from './command';

export const lsp = defineCommand({
  name: 'lsp',
  summary: text('Serve any editor with the language server'),
  help: {
    forms: ['mtl lsp --stdio'],
    about: text(
      'Serves the language server protocol over standard input and output: the same server that the VS Code extension uses. ' +
        'An editor starts it for files that end in .mtl; it ends when the editor asks it to.',
    ),
    exits: { [exitCodes.success]: text('ended by the editor') },
  },
  options: {
    stdio: { is: 'flag', doc: text('speak over standard input and output, the only way there is') },
  },
  read: ({ values, words }) =>
    values.stdio && words.length === 0
      ? values
      : { fault: text('The server speaks over standard input and output only: write “mtl lsp --stdio”.') },
  async run() {
    serveStdio();
    // The connection ends the process when the client says `exit` or its stream closes.
    return new Promise(() => undefined);
  },
});
