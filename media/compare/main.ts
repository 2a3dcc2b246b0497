/** The Compare panel's entry point in VS Code. */
import '../shared/page.css';
import { connectEditor } from '../shared/editor-host';
import { showComparePanel } from './compare-panel';

const host = connectEditor((message) => {
  if (message.kind === 'comparison' || message.kind === 'events') panel.receive(message);
});
const panel = showComparePanel(document.querySelector<HTMLElement>('#root')!, host);
host.post({ kind: 'ready', since: 0 });
