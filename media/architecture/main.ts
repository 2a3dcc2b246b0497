/** The architecture panel's entry point in VS Code. */
import '../shared/page.css';
import { connectEditor } from '../shared/editor-host';
import { ArchitecturePanel } from './architecture-panel';

const host = connectEditor((message) => {
  if (message.kind === 'architecture') panel.receive(message);
});
const panel = new ArchitecturePanel(document.querySelector<HTMLElement>('#root')!, host);
host.post({ kind: 'ready', since: 0 });
