/** A client of any language server as an editor is one: a process of its own, over stdio, with a clock. */
import { spawn } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';

/** Starts a server and answers it with the milliseconds from spawn to the answer of `initialize`. */
export async function startServer({ name, args, settings = {}, pulls = false }, folder) {
  const begun = performance.now();
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'ignore'] });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const published = new Map();
  connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }) =>
    published.get(uri)?.(diagnostics),
  );
  connection.onRequest('workspace/configuration', ({ items }) =>
    items.map(({ section }) => (section ? (settings[section] ?? {}) : settings)),
  );
  connection.onRequest('client/registerCapability', () => null);
  connection.onRequest('workspace/diagnostic/refresh', () => null);
  connection.onRequest('workspace/inlayHint/refresh', () => null);
  connection.listen();
  const uri = pathToFileURL(folder).href;
  const ended = exited.then((code) => Promise.reject(new Error(`${name} ended with ${code}.`)));
  const answer = connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: uri,
    workspaceFolders: [{ uri, name: 'bench' }],
    capabilities: capabilitiesOf(pulls),
  });
  const { capabilities } = await Promise.race([answer, ended]);
  ended.catch(() => undefined);
  const startMilliseconds = performance.now() - begun;
  await connection.sendNotification('initialized', {});
  if (settings) await connection.sendNotification('workspace/didChangeConfiguration', { settings });
  const server = { name, pid: child.pid, connection, capabilities, pulls, published };
  return { ...server, startMilliseconds, stop: () => stop(connection, exited, child) };
}

/** Opens a text and waits for its first diagnostics. There must be none: who stops at a fault has less to do. */
export async function openDocument(server, file, languageId, text) {
  const document = { uri: pathToFileURL(file).href, text, version: 1 };
  const { diagnostics } = await diagnosticsAfter(server, document, () =>
    server.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri: document.uri, languageId, version: 1, text },
    }),
  );
  const [first] = diagnostics;
  if (first) throw new Error(`${server.name} finds fault with ${file}: ${first.message}`);
  return document;
}

/** Replaces `length` characters at `offset`, and says so as the server wants to hear it. */
export function edit({ connection, capabilities }, document, offset, length, inserted) {
  const range = { start: positionAt(document.text, offset), end: positionAt(document.text, offset + length) };
  document.text = document.text.slice(0, offset) + inserted + document.text.slice(offset + length);
  document.version += 1;
  const { textDocumentSync: sync } = capabilities;
  const isIncremental = (typeof sync === 'object' ? sync.change : sync) === 2;
  return connection.sendNotification('textDocument/didChange', {
    textDocument: { uri: document.uri, version: document.version },
    contentChanges: [isIncremental ? { range, text: inserted } : { text: document.text }],
  });
}

/** Makes a change and answers its diagnostics, however the server gives them, and the milliseconds that they took. */
export async function diagnosticsAfter(server, document, change) {
  const { connection, pulls, published } = server;
  const begun = performance.now();
  if (pulls) {
    change();
    const report = await connection.sendRequest('textDocument/diagnostic', {
      textDocument: { uri: document.uri },
    });
    return { diagnostics: report.items, milliseconds: performance.now() - begun };
  }
  const come = new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`${server.name} published nothing.`)), 120_000);
    published.set(document.uri, (diagnostics) => {
      clearTimeout(late);
      resolve(diagnostics);
    });
  });
  change();
  const diagnostics = await come;
  published.delete(document.uri);
  return { diagnostics, milliseconds: performance.now() - begun };
}

/** The milliseconds that a request took. */
export async function timeRequest({ connection }, method, params) {
  const begun = performance.now();
  await connection.sendRequest(method, params);
  return performance.now() - begun;
}

export function positionAt(text, offset) {
  let line = 0;
  let start = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', start)) {
    line += 1;
    start = at + 1;
  }
  return { line, character: offset - start };
}

const capabilitiesOf = (pulls) => ({
  textDocument: {
    publishDiagnostics: { relatedInformation: true },
    completion: { completionItem: { snippetSupport: true } },
    ...(pulls ? { diagnostic: {} } : {}),
  },
  workspace: { configuration: true, workspaceFolders: true },
});

async function stop(connection, exited, child) {
  await connection.sendRequest('shutdown');
  void connection.sendNotification('exit').catch(() => undefined);
  // A server that does not leave by itself is made to.
  const late = setTimeout(() => child.kill('SIGKILL'), 3000);
  await exited;
  clearTimeout(late);
  connection.dispose();
}
