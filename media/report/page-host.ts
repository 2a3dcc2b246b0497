/** The host of a page without an editor: exports are downloads, sources are in the page, nothing is kept. */
import type { Position } from '../../contract/problem';
import type { ExportMessage, Host } from '../shared/host';

export function pageHost(reveal: (at: Position) => void): Host {
  return {
    post: (message) => {
      if (message.kind === 'export') download(message);
      if (message.kind === 'reveal') reveal(message.at);
    },
    trains: false,
    saved: () => undefined,
    save: () => undefined,
  };
}

function download({ name, mime, base64 }: ExportMessage): void {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const address = URL.createObjectURL(new Blob([bytes], { type: mime }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads the address after the click has returned.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
