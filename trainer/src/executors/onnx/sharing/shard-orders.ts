/** What the thread of a session and the threads that share its steps say to each other. Orders are obeyed in turn, each with an answer. */
import type { NamedValues } from '../../executor';
import type { Part } from '../../updates/update-memory';
import type { Exchanged, SharedMemory } from './exchange';
import type { StepPlan } from '../stepping/step-plan';

/** What a thread is started with. Its first answer says that it is ready. */
export interface ShardTask {
  /** The executor's name, for errors. */
  readonly executor: string;
  readonly plan: StepPlan;
  readonly exchanged: Exchanged;
  readonly shared: SharedMemory;
  readonly part: Part;
}

export type ShardOrder =
  /** `feeds` are those of the thread's own rows. */
  | { readonly kind: 'run'; readonly feeds: NamedValues; readonly steps: number }
  /** Wants its parts of these states. */
  | { readonly kind: 'read'; readonly states: readonly string[] }
  | { readonly kind: 'write'; readonly values: NamedValues }
  | { readonly kind: 'dispose' };

export type ShardAnswer =
  | { readonly kind: 'done'; readonly values: NamedValues }
  | { readonly kind: 'failed'; readonly reason: string };
