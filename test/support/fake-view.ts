/** A view of a panel that keeps what it is told. */
import type { WebviewPanel } from 'vscode';
import type { HostMessage, PanelMessage } from '../../contract/panel';
import { EventEmitter } from './event-emitter';

export function fakeView() {
  const said = new EventEmitter<PanelMessage>();
  const stateChanged = new EventEmitter<void>();
  const closed = new EventEmitter<void>();
  const told: HostMessage[] = [];
  const view = {
    visible: true,
    title: '',
    onDidChangeViewState: stateChanged.event,
    onDidDispose: closed.event,
    dispose: () => closed.fire(),
    webview: {
      cspSource: '',
      asWebviewUri: String,
      onDidReceiveMessage: said.event,
      postMessage: (message: HostMessage) => void told.push(message),
    },
  };
  const turn = (visible: boolean): void => {
    view.visible = visible;
    stateChanged.fire();
  };
  return { panel: view as unknown as WebviewPanel, said, told, turn, close: view.dispose };
}
