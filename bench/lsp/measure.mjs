/** Measures servers in turns: typing, and what an editor asks for at rest and right behind a change. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { diagnosticsAfter, edit, openDocument, positionAt, startServer, timeRequest } from './client.mjs';
import { createNumbers } from './numbers.mjs';

/** Turns that are not counted: engines compile what runs often, and editors run for hours. */
const warmUps = 15;

/** Milliseconds from spawn to the answer of `initialize`, for each server in turns. */
export async function measureStarts(servers, folder, turns) {
  const times = Object.fromEntries(servers.map(({ name }) => [name, []]));
  for (let turn = 0; turn < turns; turn += 1)
    for (const one of servers) {
      const server = await startServer(one, folder);
      times[one.name].push(server.startMilliseconds);
      await server.stop();
    }
  return times;
}

/**
 * One document for each server, all of them open at once; in each turn each of them gets one character typed somewhere and taken away
 * again. Answers `{ [what]: { [server]: milliseconds[] } }` and the memory of each server's process in megabytes.
 */
export async function measureEditing(servers, documents, { folder, lines, turns, seed }) {
  const times = {};
  const note = (what, { name }, milliseconds) => ((times[what] ??= {})[name] ??= []).push(milliseconds);
  const open = [];
  for (const one of servers) {
    const server = await startServer(one, folder);
    const file = join(folder, `lines-${lines}-${one.name.replace(/\W+/g, '-')}.${one.ending}`);
    open.push({
      ...one,
      server,
      number: createNumbers(seed),
      document: await openDocument(server, file, one.languageId, documents[one.of]),
    });
  }
  // The data file is read meanwhile; what it says must be there before the clock runs.
  await new Promise((resolve) => setTimeout(resolve, 3000));
  for (let turn = -warmUps; turn < turns; turn += 1)
    for (const one of open) {
      const counts = turn >= 0;
      for (const [what, milliseconds] of await turnOf(one)) if (counts) note(what, one, milliseconds);
    }
  const memory = Object.fromEntries(open.map(({ name, server }) => [name, residentMegabytes(server.pid)]));
  for (const { server } of open) await server.stop();
  return { times, memory };
}

/** Everything that is timed in one turn of one server. */
async function turnOf(one) {
  const { server, document, number } = one;
  const timed = [];
  const typed = typeSomewhere(document.text, number);
  const typing = await diagnosticsAfter(server, document, () =>
    edit(server, document, typed.offset, 0, typed.character),
  );
  timed.push(['change to diagnostics', typing.milliseconds - (one.waits ?? 0)]);
  await diagnosticsAfter(server, document, () => edit(server, document, typed.offset, 1, ''));

  const atRest = async (what, method) => {
    const position = positionAt(document.text, wordIn(document.text, number));
    timed.push([what, await timeRequest(server, method, { textDocument: { uri: document.uri }, position })]);
  };
  const can = server.capabilities;
  if (can.hoverProvider) await atRest('hover', 'textDocument/hover');
  if (can.definitionProvider) await atRest('definition', 'textDocument/definition');
  if (can.completionProvider) await atRest('completion', 'textDocument/completion');

  const whole = { textDocument: { uri: document.uri } };
  const behindChange = async (what, method, paramsAt) => {
    const { offset, character } = typeSomewhere(document.text, number);
    const begun = performance.now();
    let answered;
    await diagnosticsAfter(server, document, () => {
      void edit(server, document, offset, 0, character);
      const answer = server.connection.sendRequest(method, paramsAt(offset + 1));
      answered = answer.then(() => performance.now() - begun);
    });
    timed.push([what, await answered]);
    await diagnosticsAfter(server, document, () => edit(server, document, offset, 1, ''));
  };
  const completionAt = (offset) => ({ ...whole, position: positionAt(document.text, offset) });
  if (can.completionProvider)
    await behindChange('change to completion', 'textDocument/completion', completionAt);
  if (can.documentFormattingProvider)
    await behindChange('change to formatting', 'textDocument/formatting', () => ({
      ...whole,
      options: { tabSize: 2, insertSpaces: true },
    }));
  if (can.semanticTokensProvider)
    await behindChange('change to semantic tokens', 'textDocument/semanticTokens/full', () => whole);
  return timed;
}

/** One more letter or digit behind one that is there. */
function typeSomewhere(text, number) {
  for (;;) {
    const offset = 1 + number(text.length - 1);
    const before = text[offset - 1];
    if (/[0-9]/.test(before)) return { offset, character: '1' };
    if (/[a-z]/i.test(before)) return { offset, character: 'e' };
  }
}

/** Somewhere in a word. */
function wordIn(text, number) {
  for (;;) {
    const offset = number(text.length);
    if (/\w/.test(text[offset])) return offset;
  }
}

/** What Linux says that the process holds; nothing elsewhere. */
export function residentMegabytes(pid) {
  try {
    const [, kibibytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return Number(kibibytes) / 1024;
  } catch {
    return Number.NaN;
  }
}
