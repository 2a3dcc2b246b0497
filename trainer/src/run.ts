/** What every part of a run has at hand. */
import type { Plan } from '../../contract/plan';
import type { Problem } from '../../contract/problem';
import type { Machine, Origin } from './checkpoint/origin';
import type { Control } from './control';
import type { NamedValues } from './executors/executor';
import type { RowStore } from './rows/row-store';
import type { RunLog } from './run-log';

export interface Run {
  /** Absolute path of the run folder. */
  readonly folder: string;
  readonly plan: Plan;
  readonly rows: RowStore;
  /** States that the run starts from beside those of its seed. */
  readonly transferred: NamedValues;
  readonly log: RunLog;
  readonly control: Control;
  /** What its numbers follow from. */
  readonly origin: Origin & Machine;
}

/** How learning ended: all of it done, stopped because someone asked, or failed. */
export type Ending =
  | { readonly kind: 'finished' }
  /** `states` are what it came to, where steps were on their way from there to something else. */
  | { readonly kind: 'stopped'; readonly states?: NamedValues }
  | { readonly kind: 'failed'; readonly problem: Problem };
