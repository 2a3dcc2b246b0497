/** Turns what a panel shows into files for the host to save. */
import type { ExportMessage, Host } from './host';

export function exportText(host: Host, name: string, mime: ExportMessage['mime'], content: string): void {
  host.post({ kind: 'export', name: fileName(name), mime, base64: encodeBase64(content) });
}

export function exportCanvas(host: Host, name: string, canvas: HTMLCanvasElement): void {
  const base64 = canvas.toDataURL('image/png').split(',', 2)[1] ?? '';
  host.post({ kind: 'export', name: fileName(name), mime: 'image/png', base64 });
}

/** Letters, digits, dots and hyphens; file systems disagree about the rest. */
function fileName(name: string): string {
  return name
    .replace(/[^\p{Letter}\p{Number}.]+/gu, '-')
    .replace(/^[-.]+|-+(?=\.)/g, '')
    .toLowerCase();
}

/** `btoa` takes bytes only, in pieces that fit on the stack. */
function encodeBase64(content: string): string {
  const bytes = new TextEncoder().encode(content);
  let binary = '';
  for (let start = 0; start < bytes.length; start += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
  }
  return btoa(binary);
}
