/** The run panel's entry point in VS Code. */
import '../shared/page.css';
import { connectEditor } from '../shared/editor-host';
import { showRunPanel } from './run-panel';

const host = connectEditor((message) => {
  if (message.kind === 'events') panel.receive(message);
});
const panel = showRunPanel(document.querySelector<HTMLElement>('#root')!, host);
host.post({ kind: 'ready', since: 0 });
