/** One run as the window sees it: the events of its log so far, whether a trainer is at work, and how to stop it. */
import { EventEmitter, type Disposable } from 'vscode';
import type { EndEvent, RunEvent, StartEvent } from '../../../contract/run-log';
import type { TrainerEnd } from '../../../runs/start-trainer';

export class RunFeed implements Disposable {
  /** Absolute path of the run folder; unique. */
  readonly folder: string;
  readonly title: string;
  private readonly received: RunEvent[] = [];
  private readonly changed = new EventEmitter<RunFeed>();
  private working = false;
  private stopping: Promise<void> | undefined;
  private halt: () => Promise<void> = () => Promise.resolve();
  private ended: TrainerEnd | undefined;
  private cuts = 0;

  constructor(folder: string, title: string) {
    this.folder = folder;
    this.title = title;
  }

  /** In order of their sequence, without gaps. */
  get events(): readonly RunEvent[] {
    return this.received;
  }

  get alive(): boolean {
    return this.working;
  }

  get isStopping(): boolean {
    return this.working && this.stopping !== undefined;
  }

  get start(): StartEvent | undefined {
    return this.received.find((event): event is RunEvent & StartEvent => event.kind === 'start');
  }

  get end(): EndEvent | undefined {
    return this.received.findLast((event): event is RunEvent & EndEvent => event.kind === 'end');
  }

  /** How the trainer that worked last has ended, where it was started from this window: also one that could not begin. */
  get outcome(): TrainerEnd | undefined {
    return this.ended;
  }

  /** How many times events were taken back, because the run went on from an earlier moment. */
  get rewinds(): number {
    return this.cuts;
  }

  /** Fires after new events and when the trainer has left. */
  readonly onDidChange = this.changed.event;

  /** Events that are already known are passed over, so a log may be read again from its start. */
  receive(events: readonly RunEvent[]): void {
    const fresh = events.filter((event) => this.take(event));
    if (fresh.length > 0) this.changed.fire(this);
  }

  /** A trainer is at work from now on. `halt` asks it to stop and answers when its process is gone. */
  begin(halt: () => Promise<void>): void {
    this.working = true;
    this.stopping = undefined;
    this.ended = undefined;
    this.halt = halt;
    this.changed.fire(this);
  }

  /** The trainer's process is gone. */
  finish(outcome?: TrainerEnd): void {
    if (!this.working) return;
    this.working = false;
    this.ended = outcome;
    this.changed.fire(this);
  }

  /** Whoever asks while it stops waits for the same end. A stop without effect can be asked for again. */
  stop(): Promise<void> {
    if (!this.working) return Promise.resolve();
    if (!this.stopping) {
      const stopping = this.halt().finally(() => {
        if (this.stopping === stopping) this.stopping = undefined;
      });
      this.stopping = stopping;
      this.changed.fire(this);
    }
    return this.stopping;
  }

  dispose(): void {
    this.changed.dispose();
  }

  /** Whether the event is news. */
  private take(event: RunEvent): boolean {
    const known = this.received[event.sequence];
    const begins = event.kind === 'start' || event.kind === 'resume';
    if (begins && known && known.time !== event.time) {
      this.received.length = event.sequence;
      this.cuts += 1;
    }
    if (event.sequence < this.received.length) return false;
    this.received.push(event);
    return true;
  }
}
