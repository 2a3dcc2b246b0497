/** The buttons that save the picture: as SVG, as PNG, as Mermaid text. */
import type { Architecture } from '../../contract/architecture';
import { mermaidText } from '../../contract/mermaid';
import { button, element } from '../shared/element';
import { exportCanvas, exportText } from '../shared/exports';
import type { Host } from '../shared/host';
import { readPalette } from '../shared/theme';
import { t } from '../shared/translate';
import { pictureCanvas, pictureText } from './export-picture';
import type { Drawing } from './drawing';

export interface Shown {
  readonly architecture: Architecture;
  readonly drawing: Drawing;
  readonly drawn: SVGGElement;
}

/** `shown` answers what is drawn at the moment; nothing is saved where nothing is. */
export function exportTools(host: Host, shown: () => Shown | undefined): HTMLElement {
  const saveSvg = ({ architecture, drawing, drawn }: Shown): void => {
    const picture = pictureText(drawn, drawing, readPalette());
    exportText(host, fileName(architecture, 'svg'), 'image/svg+xml', picture);
  };
  const savePng = async ({ architecture, drawing, drawn }: Shown): Promise<void> => {
    const picture = pictureText(drawn, drawing, readPalette());
    exportCanvas(host, fileName(architecture, 'png'), await pictureCanvas(picture, drawing));
  };
  const saveMermaid = ({ architecture }: Shown): void =>
    exportText(host, fileName(architecture, 'mmd'), 'text/plain', mermaidText(architecture));
  const tool = (name: string, title: string, save: (now: Shown) => unknown): HTMLButtonElement =>
    button(
      name,
      () => {
        const now = shown();
        if (now) save(now);
      },
      { class: 'quiet', title },
    );
  return element(
    'div',
    { class: 'tools' },
    tool('SVG', t('Export as SVG'), saveSvg),
    tool('PNG', t('Export as PNG'), savePng),
    tool('Mermaid', t('Export as Mermaid text'), saveMermaid),
  );
}

function fileName({ title }: Architecture, extension: string): string {
  return `${title || 'architecture'}-architecture.${extension}`;
}
