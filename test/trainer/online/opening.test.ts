/** A stream that is opened again begins with its first row: a device may fail in its midst, and another one goes on from a checkpoint. */
import { expect, it, onTestFinished } from 'vitest';
import type { Problem } from '../../../contract/problem';
import { fileChanged } from '../../../data/room-problems';
import { fileReplaced } from '../../../data/streams/problems';
import { openStream } from '../../../trainer/src/online/open-stream';
import { EncodedStream } from '../../../trainer/src/online/encoded-stream';
import { temporaryFolder } from '../../support/temporary-folder';
import { planOf } from '../train';
import { changingStream, csvOf, onlineText } from './changing-stream';

const train = 'mode: online(window: 100); batch: 20; device: cpu';

it.each(['', 'follow: true'])('with %s in the data set', async (data) => {
  const files = { 'd.csv': csvOf(changingStream({ rows: 5000 })) };
  const plan = await planOf(onlineText(train, { data }), temporaryFolder(files));
  const opened = (await openStream(plan, {}, new Map())).value!;
  onTestFinished(() => opened.close());
  const first = await inputsOf(await opened.open(), 4000);
  const second = await opened.open();
  expect(await inputsOf(second, 4000)).toEqual(first);
  expect(second.row).toBe(4000);
  expect(await second.prepare(5000)).toBe(1000);
});

it('says why rows cannot be read to their end, and of a file that was replaced only that the stream is over', async () => {
  expect(await endsWith(fileChanged('d.csv'))).toEqual({ fault: 'MTL6028', notices: [] });
  expect(await endsWith(fileReplaced('d.csv'))).toEqual({ fault: undefined, notices: ['MTL6082'] });
});

/** A stream of nothing that ends with a problem. */
async function endsWith(problem: Problem) {
  const source = { files: ['d.csv'], rows: null, close: async () => undefined };
  const next = async () => ({ state: 'over', problem }) as const;
  const parts = { encoders: { inputs: [], tasks: [] }, names: [], before: [], window: 1 };
  const stream = new EncodedStream({ ...parts, source: { ...source, next } });
  expect(await stream.prepare(1)).toBe(0);
  expect(stream.isOver).toBe(true);
  return { fault: stream.fault?.code, notices: stream.takeNotices().map(({ code }) => code) };
}

async function inputsOf(stream: EncodedStream, count: number): Promise<readonly number[]> {
  await stream.prepare(count);
  return stream.take(count).flatMap(({ rows, chosen }) => {
    const { values } = rows.inputs[0]!;
    return [...chosen].flatMap((row) => [values[2 * row]!, values[2 * row + 1]!]);
  });
}
