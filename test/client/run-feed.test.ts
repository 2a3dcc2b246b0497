/** What the window knows of a run: events come once, in order, and a run that goes on takes some of them back. */
import { expect, test, vi } from 'vitest';
import type { RunEvent } from '../../contract/run-log';
import { RunFeed } from '../../client/src/infrastructure/run-feed';
import { everyEvent } from '../support/run-events';

vi.mock('vscode', () => import('../support/event-emitter'));

const eventOf = (kind: RunEvent['kind'], sequence: number, time: number): RunEvent => ({
  ...everyEvent.find((event) => event.kind === kind)!,
  sequence,
  time,
});
const before = [eventOf('start', 0, 1), eventOf('epoch', 1, 2), eventOf('epoch', 2, 3), eventOf('end', 3, 4)];

function feedWith(events: readonly RunEvent[]): RunFeed {
  const feed = new RunFeed('/runs/a', 'A');
  feed.receive(events);
  return feed;
}

test('a log that is read again from its start brings nothing new', () => {
  const feed = feedWith(before);
  let changes = 0;
  feed.onDidChange(() => changes++);
  feed.receive(before);
  expect([feed.events, feed.rewinds, changes]).toEqual([before, 0, 0]);
});

test('a run that goes on takes back what came after its checkpoint, the end too', () => {
  const feed = feedWith(before);
  const resume = eventOf('resume', 2, 9);
  feed.receive([resume]);
  expect(feed.events).toEqual([...before.slice(0, 2), resume]);
  expect([feed.end, feed.rewinds]).toEqual([undefined, 1]);
  feed.receive([...before.slice(0, 2), resume, eventOf('epoch', 3, 10)]);
  expect([feed.events.length, feed.rewinds]).toEqual([4, 1]);
});

test('a run that begins anew takes back everything', () => {
  const feed = feedWith(before);
  const start = eventOf('start', 0, 9);
  feed.receive([start]);
  expect([feed.events, feed.rewinds]).toEqual([[start], 1]);
});

test('the end of a trainer that could not begin is its outcome, and the run keeps its events', () => {
  const feed = feedWith(before);
  feed.begin(() => Promise.resolve());
  feed.receive([eventOf('end', 0, 9)]);
  feed.finish({ status: 'failed' });
  expect(feed.events).toEqual(before);
  expect([feed.alive, feed.outcome]).toEqual([false, { status: 'failed' }]);
});

test('a stop that had no effect can be asked for again', async () => {
  const feed = feedWith(before.slice(0, 3));
  let asked = 0;
  feed.begin(async () => void asked++);
  await Promise.all([feed.stop(), feed.stop()]);
  expect([asked, feed.isStopping]).toEqual([1, false]);
  await feed.stop();
  expect(asked).toBe(2);
});

test('nor does one that failed stand in the way', async () => {
  const feed = feedWith(before.slice(0, 3));
  feed.begin(() => Promise.reject(new Error('not allowed')));
  await expect(feed.stop()).rejects.toThrow('not allowed');
  expect(feed.isStopping).toBe(false);
});
