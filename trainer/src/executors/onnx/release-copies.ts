/**
 * Gives memory back that the engine's binding for Node took for nothing: it copies every result into a new array, also one that was
 * written where it belongs. Left to the collector, megabytes of them in every step make it run all the time.
 */
import { MessageChannel } from 'node:worker_threads';
import type { Tensor } from 'onnxruntime-node';

type Results = Readonly<Record<string, Tensor>>;

/** Of `results`, those for which a place was `given` are released: they can be read there alone. */
export type ReleaseCopies = (results: Results, given: Readonly<Record<string, Tensor | null>>) => void;

export function createReleaseCopies(): ReleaseCopies {
  const { port1: closed } = new MessageChannel();
  closed.close();
  return (results, given) => {
    const copies = Object.entries(given).flatMap(([name, place]) => {
      const { buffer } = bytesOf(results[name]!);
      return place === null || bytesOf(place).buffer === buffer ? [] : [buffer];
    });
    // A message takes its buffers along, and one to a closed port is thrown away at once.
    closed.postMessage(undefined, copies);
  };
}

const bytesOf = ({ data }: Tensor) => data as Uint8Array<ArrayBuffer>;
