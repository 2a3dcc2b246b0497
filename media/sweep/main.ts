/** The Sweep panel's entry point in VS Code. */
import '../shared/page.css';
import { connectEditor } from '../shared/editor-host';
import { showSweepPanel } from './sweep-panel';

const host = connectEditor((message) => {
  if (message.kind === 'sweep') panel.receive(message);
});
const panel = showSweepPanel(document.querySelector<HTMLElement>('#root')!, host);
host.post({ kind: 'ready', since: 0 });
