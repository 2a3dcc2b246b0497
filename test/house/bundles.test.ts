/** What each bundle holds: no engine in the editor, no language in the trainer, and no network client anywhere. */
import { beforeAll, describe, expect, test } from 'vitest';
import { describeBundles, type DescribedBundle } from '../../scripts/build.mjs';

/** Sources and packages that a bundle must not hold. */
const forbidden: Readonly<Record<string, readonly RegExp[]>> = {
  extension: [/^(graph|catalog|data|server|trainer|cli|media)\//, /^node_modules\//],
  'language-client': [/^(?!node_modules\/)/, /duckdb|onnxruntime|languageserver\//],
  server: [/^(trainer|runs|client|cli|media)\//, /onnxruntime|protobuf|duckdb/],
  reader: [/^(graph|catalog|server|trainer|runs|client|cli|media)\//, /onnxruntime|vscode/],
  trainer: [/^(server|runs|client|cli|media)\//, /vscode/],
  shard: [/^(catalog|data|server|runs|client|cli|media)\//, /vscode|duckdb/],
  mtl: [/^(client|media)\//, /vscode-languageclient/],
  'media/run': [/^(graph|catalog|data|server|trainer|runs|cli|client)\//, /dagre/],
  'media/architecture': [/^(graph|catalog|data|server|trainer|runs|cli|client)\//, /chart\.js/],
  'media/compare': [/^(graph|catalog|data|server|trainer|runs|cli|client)\//, /dagre/],
  'media/report': [/^(graph|catalog|data|server|trainer|runs|cli|client)\//],
};

/** What a bundle may leave to be found at run time, beside Node's own modules. */
const external: Readonly<Record<string, readonly string[]>> = {
  extension: ['vscode', './language-client.cjs'],
  'language-client': ['vscode'],
  reader: ['@duckdb/node-bindings', 'sharp'],
  trainer: ['@duckdb/node-bindings', 'onnxruntime-node', 'sharp'],
  shard: ['onnxruntime-node'],
  mtl: ['@duckdb/node-bindings', 'onnxruntime-node', 'sharp'],
};

/** Node's ways to another machine. `net` also leads to the client of a language server, on this machine: by local pipes, and by the one file of ours. */
const network = /^(node:)?(http|https|http2|net|tls|dgram|dns)(\/|$)|undici/;
const pipes =
  /^node_modules\/vscode-(jsonrpc|languageclient|languageserver)\/|^server\/src\/lsp\/client-socket\.ts$/;
const browserNetwork = /\bfetch\s*\(|XMLHttpRequest|\bWebSocket\b|EventSource\b|sendBeacon|importScripts/;

let bundles: readonly DescribedBundle[] = [];
beforeAll(async () => {
  bundles = await describeBundles();
});

describe.each(Object.keys(forbidden))('%s', (name) => {
  const bundle = (): DescribedBundle => bundles.find((candidate) => candidate.name === name)!;

  test('holds nothing of the rooms that it must not know', () => {
    const wrong = Object.keys(bundle().metafile.inputs).filter((path) =>
      forbidden[name]!.some((pattern) => pattern.test(path)),
    );
    expect(wrong).toEqual([]);
  });

  test('finds at run time only what is packed beside it', () => {
    const { builtinModules } = process.getBuiltinModule('node:module');
    const names = Object.values(bundle().metafile.inputs)
      .flatMap((input) => input.imports)
      .filter((imported) => imported.external)
      .map(({ path }) => path)
      .filter((path) => !builtinModules.includes(path.replace('node:', '')));
    expect([...new Set(names)].filter((path) => !(external[name] ?? []).includes(path))).toEqual([]);
  });

  test('holds no network client', () => {
    const clients = Object.entries(bundle().metafile.inputs).flatMap(([path, input]) =>
      input.imports
        .filter((imported) => network.test(imported.path) && !pipes.test(path))
        .map((imported) => [path, imported.path]),
    );
    expect(clients).toEqual([]);
    expect(browserNetwork.exec(bundle().code)?.[0]).toBeUndefined();
  });
});
