/** The host side of a webview in VS Code. */
import { parseHostMessage, type ReceivedMessage } from './parse-host-message';
import type { Host } from './host';

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** May be called once in a page: VS Code hands out its interface a single time. `receive` gets what the host says. */
export function connectEditor(receive: (message: ReceivedMessage) => void): Host {
  const editor = acquireVsCodeApi();
  window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const message = parseHostMessage(data);
    if (message) receive(message);
  });
  return {
    // This is VS Code's function, which knows its receiver, and not the window's.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    post: (message) => editor.postMessage(message),
    trains: true,
    saved: () => editor.getState(),
    save: (state) => editor.setState(state),
  };
}
