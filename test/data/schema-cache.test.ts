/** The cache answers at once, reads in the background, and notices when files change. */
import { rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { SchemaAnswer, SourceRequest } from '../../contract/schema';
import type { DataReader } from '../../data/data-reader';
import { localReader } from '../../data/local-reader';
import { createSchemaCache } from '../../data/schema-cache';
import { temporaryFolder } from '../support/temporary-folder';

const rowsOf = (answer: SchemaAnswer) =>
  answer.state === 'known' ? answer.schema.rows : answer.state === 'failed' ? answer.problem.code : 'pending';

const lines = (count: number) => `kind,x\n${'red,1\n'.repeat(count)}`;

describe('of a file that grows', () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ['Date'] }));
  afterEach(() => vi.useRealTimers());

  test('does not read it again for each line, and passes over a line that is being written', async () => {
    const directory = temporaryFolder({ 'd.csv': `${lines(50)}blue` });
    const request: SourceRequest = { directory, source: ['d.csv'], query: null, follow: true };
    const reads: SourceRequest[] = [];
    const reader: DataReader = {
      ...localReader,
      readSchema: (asked, signal) => {
        reads.push(asked);
        return localReader.readSchema(asked, signal);
      },
    };
    const cache = createSchemaCache(reader);
    expect(rowsOf(await cache.load(request))).toBe(50);
    for (let count = 51; count < 60; count++) {
      writeFileSync(join(directory, 'd.csv'), `${lines(count)}bl`);
      vi.advanceTimersByTime(1001);
      expect(rowsOf(await cache.load(request))).toBe(50);
    }
    expect(reads).toHaveLength(1);
    writeFileSync(join(directory, 'd.csv'), lines(120));
    vi.advanceTimersByTime(1001);
    expect(rowsOf(await cache.load(request))).toBe(120);
    expect(reads).toHaveLength(2);
  });
});

describe('asked without waiting', () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ['Date'] }));
  afterEach(() => vi.useRealTimers());

  test('is pending first, then known, then follows the file', async () => {
    const directory = temporaryFolder({ 'd.csv': 'a\n1\n' });
    const request: SourceRequest = { directory, source: ['d.csv'], query: null };
    const changes: SourceRequest[] = [];
    const cache = createSchemaCache(localReader, { onChange: (changed) => changes.push(changed) });
    const change = (count: number) =>
      vi.waitFor(() => expect(changes).toHaveLength(count), { timeout: 10_000 });

    expect(rowsOf(cache.schema(request))).toBe('pending');
    await change(1);
    expect(rowsOf(cache.schema(request))).toBe(1);

    const later = new Date(Date.now() + 5000);
    writeFileSync(join(directory, 'd.csv'), 'a\n1\n2\n');
    utimesSync(join(directory, 'd.csv'), later, later);
    expect(rowsOf(cache.schema(request))).toBe(1);
    vi.advanceTimersByTime(1001);
    expect(rowsOf(cache.schema(request))).toBe(1);
    await change(2);
    expect(rowsOf(cache.schema(request))).toBe(2);

    rmSync(join(directory, 'd.csv'));
    vi.advanceTimersByTime(1001);
    cache.schema(request);
    await change(3);
    expect(rowsOf(cache.schema(request))).toBe('MTL6001');

    writeFileSync(join(directory, 'd.csv'), 'a\n1\n2\n3\n');
    vi.advanceTimersByTime(1001);
    cache.schema(request);
    await change(4);
    expect(rowsOf(cache.schema(request))).toBe(3);
    expect(changes.every((changed) => changed.directory === directory)).toBe(true);
  });
});

test('asked to wait, it is never pending and reads an unchanged file once', async () => {
  const directory = temporaryFolder({ 'd.csv': 'a\n1\n' });
  const cache = createSchemaCache(localReader);
  const request = { directory, source: ['d.csv'], query: null };
  const [first, second] = await Promise.all([cache.load(request), cache.load({ ...request })]);
  expect(rowsOf(first)).toBe(1);
  expect(second).toBe(first);
  expect(await cache.load(request)).toBe(first);
  expect(rowsOf(await cache.load({ ...request, query: 'select * from source where a = 2' }))).toBe('MTL6011');
});

test('remembers only so many requests that nobody wants', async () => {
  const directory = temporaryFolder({ 'd.csv': 'a\n1\n' });
  const cache = createSchemaCache(localReader, { size: 2 });
  const request = (value: number) => ({
    directory,
    source: ['d.csv'],
    query: `select a + ${value} as a from source`,
  });
  await cache.load(request(1));
  await cache.load(request(2));
  await cache.load(request(3));
  expect(cache.isCrowded).toBe(true);
  cache.dropUnwanted({ requests: [request(1), request(2), request(3)], partsRequests: [] });
  expect([1, 2, 3].map((value) => cache.schema(request(value)).state)).toEqual(['known', 'known', 'known']);
  cache.dropUnwanted({ requests: [request(3)], partsRequests: [] });
  expect([3, 2, 1].map((value) => cache.schema(request(value)).state)).toEqual(['known', 'known', 'pending']);
});

describe('what nobody wants any more', () => {
  let slow: SourceRequest;
  beforeEach(() => {
    slow = {
      directory: temporaryFolder({ 'd.csv': 'a\n1\n' }),
      source: ['d.csv'],
      query: 'select count(*) as a from source, range(1000000000000)',
    };
  });

  test('is not read to its end, and asked for again it is read again', async () => {
    const changes: SourceRequest[] = [];
    const cache = createSchemaCache(localReader, { onChange: (changed) => changes.push(changed) });
    expect(cache.isReading).toBe(false);
    cache.schema(slow);
    expect(cache.isReading).toBe(true);
    cache.dropUnwanted({ requests: [{ ...slow }], partsRequests: [] });
    expect(cache.isReading).toBe(true);
    cache.dropUnwanted({ requests: [], partsRequests: [] });
    expect(cache.isReading).toBe(false);
    expect(rowsOf(cache.schema(slow))).toBe('pending');
    expect(cache.isReading).toBe(true);
    cache.dropUnwanted({ requests: [], partsRequests: [] });
    expect(changes).toEqual([]);
  });

  test('stays known, and is not read again while its files stay the same', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    const read = vi.fn<DataReader['readSchema']>((...asked) => localReader.readSchema(...asked));
    const cache = createSchemaCache({ ...localReader, readSchema: read });
    const request = { ...slow, query: null };
    const lookAgain = () => {
      vi.advanceTimersByTime(1001);
      return rowsOf(cache.schema(request));
    };
    const idle = () => vi.waitFor(() => expect(cache.isReading).toBe(false), { timeout: 10_000 });
    await cache.load(request);

    expect(lookAgain()).toBe(1);
    cache.dropUnwanted({ requests: [], partsRequests: [] });
    expect(cache.isReading).toBe(false);
    expect(lookAgain()).toBe(1);
    expect(cache.isReading).toBe(true);
    await idle();
    expect(read).toHaveBeenCalledTimes(1);

    writeFileSync(join(slow.directory, 'd.csv'), 'a\n1\n23\n');
    lookAgain();
    cache.dropUnwanted({ requests: [], partsRequests: [] });
    expect(lookAgain()).toBe(1);
    await idle();
    expect(read).toHaveBeenCalledTimes(2);
    expect(rowsOf(cache.schema(request))).toBe(2);
  });

  test('is read to its end for whoever waits', async () => {
    const cache = createSchemaCache(localReader);
    const loaded = cache.load({ ...slow, query: null });
    cache.dropUnwanted({ requests: [], partsRequests: [] });
    expect(rowsOf(await loaded)).toBe(1);
  });

  test('stops the engine in the midst of a query', async () => {
    const stop = new AbortController();
    const answer = localReader.readSchema(slow, stop.signal);
    setTimeout(() => stop.abort(), 300);
    expect(rowsOf(await answer)).toBe('MTL6038');
  });
});
