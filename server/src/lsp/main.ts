/** Entry of the language server's own process: over IPC from the extension, over stdio (`--stdio`) from any editor. */
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startServer } from './server';

startServer(createConnection(ProposedFeatures.all));
