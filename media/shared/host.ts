/** Whom a panel talks to: the extension in VS Code, or nobody in a report that was opened from disk. */
import type { PanelMessage } from '../../contract/panel';

export type ExportMessage = Extract<PanelMessage, { readonly kind: 'export' }>;

export interface Host {
  post(message: PanelMessage): void;
  /** Whether it trains when asked to. */
  readonly trains: boolean;
  /** What `save` kept, also from before the page was hidden or the window reloaded. Unparsed. */
  saved(): unknown;
  save(state: unknown): void;
}
