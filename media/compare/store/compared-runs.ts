/** What a Compare panel knows of its runs: which there are, as the host says, and of each what its log tells. */
import type { ComparedRun, Comparison } from '../../../contract/comparison';
import { addEvents, newRunState, type RunState } from '../../shared/runs/run-state';
import type { EventsMessage } from '../../shared/parse-host-message';
import { BestValues } from './best-values';

/** Moments that are kept of each run: a chart of several is as wide as half a screen. */
const capacity = 500;

export interface RunCurves {
  readonly run: string;
  readonly name: string;
  readonly state: ComparedRun['state'];
  readonly log: RunState;
  readonly best: BestValues;
  /** Its colour, marker and dash, which it keeps as long as it is there. */
  readonly slot: number;
}

interface Heard {
  readonly log: RunState;
  readonly best: BestValues;
  next: number;
}

export class ComparedRuns {
  private readonly heard = new Map<string, Heard>();
  private readonly slots = new Map<string, number>();
  private comparison: Comparison | undefined;

  /** Undefined until the host has said which runs there are. */
  get told(): Comparison | undefined {
    return this.comparison;
  }

  /** In the order of the host, newest first. */
  get runs(): readonly RunCurves[] {
    return (this.comparison?.runs ?? []).map(({ run, name, state }) => {
      const { log, best } = this.heard.get(run) ?? newHeard();
      return { run, name, state, log, best, slot: this.slots.get(run) ?? 0 };
    });
  }

  compare(comparison: Comparison): void {
    this.comparison = comparison;
    const runs = comparison.runs.map(({ run }) => run);
    for (const map of [this.heard, this.slots])
      for (const run of map.keys()) if (!runs.includes(run)) map.delete(run);
    // The oldest has the first colour, so that a new run takes it from none.
    for (const run of runs.toReversed()) if (!this.slots.has(run)) this.slots.set(run, this.freeSlot());
  }

  /** Answers the sequence number from which on the host has to tell again, where something is missing. */
  receive({ run, since, events, next }: EventsMessage): number | undefined {
    if (since === 0 || !this.heard.has(run)) {
      if (since > 0) return 0;
      this.heard.set(run, newHeard());
    }
    const heard = this.heard.get(run)!;
    if (since > heard.next) return heard.next;
    for (const event of events) {
      if (event.sequence < heard.next) continue;
      addEvents(heard.log, [event]);
      if (event.kind === 'epoch') heard.best.add(heard.log.latestEpoch!);
    }
    heard.next = Math.max(heard.next, next);
    return undefined;
  }

  private freeSlot(): number {
    const taken = new Set(this.slots.values());
    let slot = 0;
    while (taken.has(slot)) slot++;
    return slot;
  }
}

const newHeard = (): Heard => ({ log: newRunState(capacity), best: new BestValues(), next: 0 });
