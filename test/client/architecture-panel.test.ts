/** What the host says to an architecture panel: what it asks for, what is typed, and all of it again after a crash of the server. */
import { expect, test, vi } from 'vitest';
import type { ExtensionContext, LogOutputChannel } from 'vscode';
import { architecturePanels } from '../../client/src/features/architecture-panel/architecture-panel';
import { LanguageServer } from '../../client/src/infrastructure/language-server';
import { architectureChanged, architectureRequest } from '../../contract/language-requests';
import { fakeView } from '../support/fake-view';

const uriOf = (path: string) => ({ path, fsPath: path, scheme: 'file', toString: () => `file://${path}` });

const editor = vi.hoisted(() => ({
  serializer: undefined as { deserializeWebviewPanel(panel: object, state: unknown): unknown } | undefined,
}));

vi.mock('vscode', () => ({
  env: { language: 'en' },
  l10n: { bundle: undefined },
  Uri: {
    parse: (address: string) => uriOf(address.replace('file://', '')),
    joinPath: (base: { path: string }, ...parts: string[]) => uriOf([base.path, ...parts].join('/')),
  },
  workspace: { openTextDocument: () => Promise.resolve({}) },
  window: {
    registerWebviewPanelSerializer: (_: string, serializer: typeof editor.serializer) => {
      editor.serializer = serializer;
      return { dispose: () => undefined };
    },
  },
}));

/** The client of the protocol's library, and what was asked of it. */
const library = vi.hoisted(() => ({
  asked: [] as unknown[][],
  listeners: [] as ((change: { newState: number }) => void)[],
  notify: undefined as ((params: object) => void) | undefined,
}));

vi.mock('vscode-languageclient/node', () => ({
  State: { Stopped: 1, Running: 2, Starting: 3 },
  TransportKind: {},
  LanguageClient: class {
    start = () => Promise.resolve();
    onNotification = (name: string, listener: typeof library.notify): void => {
      if (name === architectureChanged) library.notify = listener;
    };
    onDidChangeState = (listener: (change: { newState: number }) => void): void => {
      library.listeners.push(listener);
    };
    sendRequest = (...words: unknown[]): Promise<object> => {
      library.asked.push(words);
      return Promise.resolve({ architecture: null, problems: [] });
    };
  },
}));

const crash = (): void => {
  for (const newState of [1, 3, 2]) for (const listener of library.listeners) listener({ newState });
};

test('a panel asks again once the server runs after a crash, while it is open', async () => {
  const context = { extensionUri: uriOf('/extension') } as unknown as ExtensionContext;
  const log = new Proxy({}, { get: () => () => undefined }) as LogOutputChannel;
  const panels = architecturePanels(context, new LanguageServer(context, log));
  const { panel, said, told, close } = fakeView();
  const uri = 'file:///a.mtl';
  await editor.serializer!.deserializeWebviewPanel(panel, { uri });
  said.fire({ kind: 'ready', since: 0 });
  const question = [architectureRequest, { uri }];
  await vi.waitFor(() => expect(told).toHaveLength(1));
  expect(library.asked).toEqual([question]);

  crash();
  await vi.waitFor(() => expect(told).toHaveLength(2));
  expect(library.asked).toEqual([question, question]);
  library.notify!({ uri, architecture: null, problems: [] });
  expect(told).toHaveLength(3);

  close();
  crash();
  await new Promise(setImmediate);
  expect(library.asked).toHaveLength(2);
  panels.dispose();
});
