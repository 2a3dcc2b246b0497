/** Training over a stream: each row is tested before it is trained on, and drifts are found. */
import { describe, expect, it } from 'vitest';
import { trainText } from '../train';
import { changingStream, csvOf, onlineText } from './changing-stream';

const train = 'mode: online(window: 500); optimizer: sgd(rate: 0.2); batch: 20; device: cpu';

it('tells each window, and what all rows came to before they were trained on', async () => {
  const { start, end, of } = await trainText(onlineText(train), {
    'd.csv': csvOf(changingStream({ rows: 2250 })),
  });
  expect(end).toMatchObject({ status: 'completed', steps: 113, epochs: 5 });
  expect(start).toMatchObject({ window: 500, epochs: 5, stepsPerEpoch: 25, rows: { train: 2250 } });
  const windows = of('epoch');
  expect(windows.map(({ window }) => window)).toEqual(
    [500, 1000, 1500, 2000, 2250].map((rows) => ({ rows, skipped: 0 })),
  );
  expect(windows[0]!.results.test!['answer']!['accuracy']).toBeLessThan(
    windows[3]!.results.test!['answer']!['accuracy']!,
  );
  const shares = [500, 500, 500, 500, 250];
  const mean = windows.reduce(
    (sum, { results }, index) => sum + (results.test!['answer']!['accuracy']! * shares[index]!) / 2250,
    0,
  );
  expect(end.results).toEqual({ test: { answer: expect.anything() as object } });
  expect(end.results.test!['answer']!['accuracy']).toBeCloseTo(mean, 6);
  expect(of('drift')).toEqual([]);
});

describe('a drift', () => {
  it('is found soon after the rule changes', async () => {
    const rows = changingStream({ rows: 5000, change: 3000 });
    const { of } = await trainText(onlineText(train), { 'd.csv': csvOf(rows) });
    const [drift, ...others] = of('drift');
    expect(others).toEqual([]);
    expect(drift).toMatchObject({ task: 'answer', window: 7 });
    expect(drift!.row).toBeGreaterThan(3000);
    expect(drift!.row).toBeLessThan(3300);
    expect(drift!.after).toBeGreaterThan(drift!.before);
  });

  it.each([1, 2, 3, 4, 5])('is not found where nothing changes, with seed %i', async (seed) => {
    const { of } = await trainText(onlineText(train), {
      'd.csv': csvOf(changingStream({ rows: 5000, seed })),
    });
    expect(of('drift')).toEqual([]);
  });

  it('is not looked for where nobody wants to know', async () => {
    const text = onlineText(train.replace('window: 500', 'window: 500, drift: none'));
    const rows = changingStream({ rows: 4000, change: 2000 });
    const { of } = await trainText(text, { 'd.csv': csvOf(rows) });
    expect(of('drift')).toEqual([]);
  });
});
