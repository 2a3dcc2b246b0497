/** One run as the window sees it: the events of its log so far, whether a trainer is at work, and how to stop it. */
import { EventEmitter, type Disposable } from 'vscode';
import type { EndEvent, RunEvent, StartEvent } from '../../../contract/run-log';

export class RunFeed implements Disposable {
  /** Absolute path of the run folder; unique. */
  readonly folder: string;
  readonly title: string;
  private readonly received: RunEvent[] = [];
  private readonly changed = new EventEmitter<RunFeed>();
  private working: boolean;
  private stopping: Promise<void> | undefined;
  private readonly halt: () => Promise<void>;

  /** `halt` asks the trainer to stop and answers when its process is gone. */
  constructor(folder: string, title: string, halt?: () => Promise<void>) {
    this.folder = folder;
    this.title = title;
    this.working = halt !== undefined;
    this.halt = halt ?? (() => Promise.resolve());
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

  /** Fires after new events and when the trainer has left. */
  readonly onDidChange = this.changed.event;

  /** Events that are already known are passed over, so a log may be read again from its start. */
  receive(events: readonly RunEvent[]): void {
    const next = this.received.length;
    const fresh = events.filter((event) => event.sequence >= next);
    if (fresh.length === 0) return;
    this.received.push(...fresh);
    this.changed.fire(this);
  }

  /** The trainer's process is gone. */
  finish(): void {
    if (!this.working) return;
    this.working = false;
    this.changed.fire(this);
  }

  stop(): Promise<void> {
    if (!this.working) return Promise.resolve();
    if (!this.stopping) {
      this.stopping = this.halt();
      this.changed.fire(this);
    }
    return this.stopping;
  }

  dispose(): void {
    this.changed.dispose();
  }
}
