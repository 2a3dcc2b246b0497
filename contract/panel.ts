/** Messages between the extension and its webviews. Both sides parse what they receive. */
import type { Architecture } from './architecture';
import type { Comparison } from './comparison';
import type { Problem, Position } from './problem';
import type { RunEvent } from './run-log';
import type { SweepResults } from './sweep-results';

/** What the host says to a panel. */
export type HostMessage =
  /**
   * Everything since `since`, or what is kept of it; replaces what the panel has of the run when it starts at 0. `next` is the sequence
   * number after the last event that it stands for. `alive` says that a trainer runs.
   */
  | {
      readonly kind: 'events';
      readonly run: string;
      readonly since: number;
      readonly events: readonly RunEvent[];
      readonly next: number;
      readonly alive: boolean;
    }
  | {
      readonly kind: 'architecture';
      readonly uri: string;
      readonly architecture: Architecture | null;
      readonly problems: readonly Problem[];
    }
  /** `experiment` is the address of its file. Events of the runs follow, each with its folder. */
  | { readonly kind: 'comparison'; readonly experiment: string; readonly comparison: Comparison }
  /** `folder` is that of the sweep; `results` are null where it cannot be read, which the problems say. */
  | {
      readonly kind: 'sweep';
      readonly folder: string;
      readonly results: SweepResults | null;
      readonly problems: readonly Problem[];
    };

/** What a panel says to the host. */
export type PanelMessage =
  /** Visible again; wants events from this sequence number on, of one run where the panel shows several. */
  | { readonly kind: 'ready'; readonly since: number; readonly run?: string }
  | { readonly kind: 'stop' }
  /** The run is over or was killed, and is to go on. */
  | { readonly kind: 'resume' }
  /** Wants a run in a panel of its own: by its folder, in the panel of a sweep by the name of that. */
  | { readonly kind: 'open'; readonly run: string }
  /** Wants what the panel says as a text to keep. */
  | { readonly kind: 'document' }
  | { readonly kind: 'reveal'; readonly at: Position }
  | {
      readonly kind: 'export';
      readonly name: string;
      readonly mime: 'image/png' | 'image/svg+xml' | 'text/csv' | 'text/plain';
      readonly base64: string;
    };
