/** Code lenses over stdio: what is offered follows from what the client says that it can do. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { CodeLens } from 'vscode-languageserver-protocol/node';
import { examplesFolder, LanguageClient, type ClientOptions } from '../support/language-client';

const text = readFileSync(join(examplesFolder, 'numerals.mtl'), 'utf8');
const lineOf = (words: string): number => text.slice(0, text.indexOf(words)).split('\n').length - 1;

/** The lenses of an example, for a client of its own. */
async function lensesFor(options: ClientOptions): Promise<{ uri: string; lenses: readonly CodeLens[] }> {
  const client = await LanguageClient.start(options);
  const document = await client.open(join(examplesFolder, 'numerals.mtl'), text);
  const lenses = await client.ask<CodeLens[]>('textDocument/codeLens', document);
  await client.stop();
  return { uri: document.uri, lenses };
}

test('stand above the first declaration, above train, and where runs have something to say', async () => {
  const commands = ['mtl.trainExperiment', 'mtl.showArchitecture'];
  const { uri, lenses } = await lensesFor({ commands, runLenses: true });
  expect(
    lenses.map(({ range, command, data }) => [range.start.line, command?.title ?? (data as unknown)]),
  ).toEqual([
    [1, 'Train'],
    [1, 'Architecture'],
    [1, { about: 'experiment' }],
    [lineOf('task numeral'), { about: 'task', task: 'numeral' }],
    [lineOf('task morphology'), { about: 'task', task: 'morphology' }],
    [lineOf('train {'), 'Train'],
    [lineOf('train {'), 'Architecture'],
  ]);
  const offered = lenses.flatMap(({ command }) => command ?? []);
  expect(new Set(offered.map(({ command }) => command))).toEqual(new Set(commands));
  for (const { arguments: given } of offered) expect(given).toEqual([uri]);
});

test.each<[string, readonly string[] | undefined, readonly string[]]>([
  ['nothing', undefined, []],
  ['how to train', ['mtl.trainExperiment'], ['Train', 'Train']],
  ['something else', ['rust-analyzer.runSingle'], []],
])('a client that runs %s is offered no more', async (_, commands, titles) => {
  const { lenses } = await lensesFor(commands ? { commands } : {});
  expect(lenses.map(({ command }) => command?.title)).toEqual(titles);
});
