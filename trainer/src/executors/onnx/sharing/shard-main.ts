/** The program of a thread that takes a share of every step. */
import { workerData, parentPort } from 'node:worker_threads';
import { openShard } from './shard';
import type { ShardAnswer, ShardOrder, ShardTask } from './shard-orders';

const port = parentPort!;
const shard = openShard(workerData as ShardTask);
const answer = (is: ShardAnswer) => port.postMessage(is, transfersOf(is));

shard.then(
  () => answer({ kind: 'done', values: {} }),
  (error: unknown) => answer({ kind: 'failed', reason: reasonOf(error) }),
);
port.on('message', (order: ShardOrder) => {
  void shard
    .then((opened) => opened.obey(order))
    .then(
      (values) => answer({ kind: 'done', values }),
      (error: unknown) => answer({ kind: 'failed', reason: reasonOf(error) }),
    );
});

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Values are made for the answer, and nobody needs them here any more. */
const transfersOf = (is: ShardAnswer): ArrayBuffer[] =>
  is.kind === 'done' ? Object.values(is.values).map(({ buffer }) => buffer as ArrayBuffer) : [];
