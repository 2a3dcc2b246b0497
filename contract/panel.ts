/** Messages between the extension and its webviews. Both sides parse what they receive. */
import type { Architecture } from './architecture';
import type { Problem, Position } from './problem';
import type { RunEvent } from './run-log';

/** What the host says to a panel. */
export type HostMessage =
  /** Everything since `since`; replaces what the panel has when it starts at 0. `alive` says that a trainer runs. */
  | {
      readonly kind: 'events';
      readonly run: string;
      readonly since: number;
      readonly events: readonly RunEvent[];
      readonly alive: boolean;
    }
  | {
      readonly kind: 'architecture';
      readonly uri: string;
      readonly architecture: Architecture | null;
      readonly problems: readonly Problem[];
    };

/** What a panel says to the host. */
export type PanelMessage =
  /** Visible again; wants events from this sequence number on. */
  | { readonly kind: 'ready'; readonly since: number }
  | { readonly kind: 'stop' }
  /** The run is over or was killed, and is to go on. */
  | { readonly kind: 'resume' }
  | { readonly kind: 'reveal'; readonly at: Position }
  | {
      readonly kind: 'export';
      readonly name: string;
      readonly mime: 'image/png' | 'image/svg+xml' | 'text/csv' | 'text/plain';
      readonly base64: string;
    };
