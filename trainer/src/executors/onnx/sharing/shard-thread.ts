/** A thread that takes a share of every step, as the one that it works for sees it. */
import { Worker } from 'node:worker_threads';
import type { NamedValues } from '../../executor';
import type { ShardAnswer, ShardOrder, ShardTask } from './shard-orders';

interface Waiting {
  resolve(values: NamedValues): void;
  reject(error: Error): void;
}

export class ShardThread {
  readonly #worker: Worker;
  readonly #waiting: Waiting[] = [];
  #failure: Error | undefined;

  /** `file` is the bundle of `shard-main.ts`; `died` is called when the thread has ended by itself. */
  constructor(file: string, task: ShardTask, died: () => void) {
    // What the thread prints is nobody's, and settings of this process, such as an inspector, are not meant for it.
    this.#worker = new Worker(file, { workerData: task, execArgv: [], name: `shard ${task.part.index}` });
    this.#worker.on('message', (answer: ShardAnswer) => {
      const waiting = this.#waiting.shift();
      // A process may end while its threads have nothing to do.
      if (this.#waiting.length === 0) this.#worker.unref();
      if (answer.kind === 'done') waiting?.resolve(answer.values);
      else waiting?.reject(new Error(answer.reason));
    });
    const end = (error: Error): void => {
      this.#failure ??= error;
      died();
      for (const { reject } of this.#waiting.splice(0)) reject(this.#failure);
    };
    this.#worker.on('error', end);
    this.#worker.on('exit', (code) => end(new Error(`a thread ended with ${code}`)));
  }

  /** Resolves when the thread is ready for orders. */
  ready(): Promise<NamedValues> {
    return this.#answer();
  }

  obey(order: ShardOrder, transfer: readonly ArrayBuffer[] = []): Promise<NamedValues> {
    this.#worker.postMessage(order, [...transfer]);
    return this.#answer();
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #answer(): Promise<NamedValues> {
    if (this.#failure) return Promise.reject(this.#failure);
    this.#worker.ref();
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }
}
