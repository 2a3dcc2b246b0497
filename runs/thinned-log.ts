/** Of a log of any length, what curves and their best values are drawn from, in room that does not grow with the log. */
import type { RunEvent } from '../contract/run-log';
import { bestEpochs, type BestEpochs } from './best-epochs';

/** Progress events, epochs, rounds and drifts that are kept of each kind; a chart has room for no more points. */
const room = 1_000;

export class ThinnedLog {
  private readonly lists = {
    progress: new Thinned(),
    epoch: new Thinned(),
    round: new Thinned(),
    drift: new Thinned(),
  };
  /** The start, what went on with the run, and its end. */
  private turns: RunEvent[] = [];
  private best: BestEpochs = bestEpochs();
  private following = 0;
  private begun = 0;

  /** Sequence number after the last event that was received. */
  get next(): number {
    return this.following;
  }

  /** The log has its end; a trainer that goes on with the run is heard of by its next word. */
  get isOver(): boolean {
    return this.turns.at(-1)?.kind === 'end';
  }

  /** How many times the log has begun anew; what was told of it before counts no more. */
  get beginnings(): number {
    return this.begun;
  }

  /** The next events of the log, in order. A log that is read again begins with its first event. */
  receive(events: readonly RunEvent[]): void {
    for (const event of events) {
      if (event.sequence === 0) this.beginAnew();
      if (event.sequence >= this.following) this.take(event);
    }
  }

  /** The kept events from sequence number `since` on, in order: among them the latest, and the epochs with the best values. */
  since(since: number): readonly RunEvent[] {
    const lists = Object.values(this.lists).map(({ events }) => events);
    const kept = new Set([...this.turns, ...this.best.events, ...lists.flat()]);
    return [...kept].filter(({ sequence }) => sequence >= since).toSorted((a, b) => a.sequence - b.sequence);
  }

  private take(event: RunEvent): void {
    this.following = event.sequence + 1;
    switch (event.kind) {
      case 'start':
      case 'resume':
      case 'end':
        this.turns.push(event);
        return;
      case 'epoch':
        this.best.add(event);
        this.lists.epoch.push(event);
        return;
      case 'progress':
      case 'round':
      case 'drift':
        this.lists[event.kind].push(event);
        return;
      // Nothing of these is drawn.
      case 'federated':
      case 'notice':
      case 'checkpoint':
        return;
      default:
        event satisfies never;
    }
  }

  private beginAnew(): void {
    if (this.following > 0) this.begun += 1;
    for (const list of Object.values(this.lists)) list.clear();
    this.turns = [];
    this.best = bestEpochs();
    this.following = 0;
  }
}

/** Every so many events of one kind, and the latest. */
class Thinned {
  private kept: RunEvent[] = [];
  private latest: RunEvent | undefined;
  private stride = 1;
  private count = 0;

  push(event: RunEvent): void {
    this.latest = event;
    if (this.count % this.stride === 0) this.kept.push(event);
    this.count += 1;
    if (this.kept.length <= room) return;
    this.kept = this.kept.filter((_, index) => index % 2 === 0);
    this.stride *= 2;
  }

  get events(): readonly RunEvent[] {
    return this.latest && this.latest !== this.kept.at(-1) ? [...this.kept, this.latest] : this.kept;
  }

  clear(): void {
    [this.kept, this.latest, this.stride, this.count] = [[], undefined, 1, 0];
  }
}
