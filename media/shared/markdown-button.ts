/** Asks the host for what a panel tells as a text to keep. */
import { button } from './element';
import type { Host } from './host';
import { t } from './translate';

export const markdownButton = (host: Host): HTMLButtonElement =>
  button('Markdown', () => host.post({ kind: 'document' }), {
    class: 'quiet',
    title: t('Open the tables as Markdown'),
  });
