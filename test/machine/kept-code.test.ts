/** Code that V8 has made of a program is taken over as it was written down, or not at all. */
import { readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { KeptCode } from '../../machine/kept-code';
import { temporaryFolder } from '../support/temporary-folder';

const source = 'function twice(x) { return 2 * x; } twice(21)';

function compiled(): Buffer {
  const script = new Script(source);
  script.runInThisContext();
  return script.createCachedData();
}

const fileIn = (folder: string): string => join(folder, readdirSync(folder)[0]!);

describe('kept code', () => {
  test('is taken over by V8', () => {
    const folder = temporaryFolder();
    new KeptCode('program-1', folder).write(compiled());
    const cachedData = new KeptCode('program-1', folder).read()!;
    const script = new Script(source, { cachedData });
    expect(script.cachedDataRejected).toBe(false);
    expect(script.runInThisContext()).toBe(42);
  });

  test('is kept in a folder of which nothing is there', () => {
    const folder = join(temporaryFolder(), 'a', 'b', 'c');
    new KeptCode('program-1', folder).write(compiled());
    expect(new KeptCode('program-1', folder).read()).toBeDefined();
  });

  test('is not that of a program with something else in its bundle', () => {
    const folder = temporaryFolder();
    new KeptCode('program-1', folder).write(compiled());
    expect(new KeptCode('program-2', folder).read()).toBeUndefined();
  });

  test.each([
    ['is cut off', (whole: Buffer) => whole.subarray(0, whole.length - 9)],
    ['is empty', () => Buffer.alloc(0)],
    ['has another byte', (whole: Buffer) => whole.with(whole.length - 100, whole.at(-100)! ^ 1)],
  ])('is not read from a file that %s', (_, harm) => {
    const folder = temporaryFolder();
    const kept = new KeptCode('program-1', folder);
    kept.write(compiled());
    writeFileSync(fileIn(folder), harm(readFileSync(fileIn(folder))));
    expect(kept.read()).toBeUndefined();
  });

  test('is not kept where there is no place for it', () => {
    const folder = join(temporaryFolder({ file: '' }), 'file', 'code');
    const kept = new KeptCode('program-1', folder);
    kept.write(compiled());
    expect(kept.read()).toBeUndefined();
  });

  test('is kept of the programs that ran last', () => {
    const folder = temporaryFolder();
    for (let version = 0; version < 10; version++) {
      const kept = new KeptCode(`program-${version}`, folder);
      kept.write(compiled());
      const [file] = readdirSync(folder).filter((name) => name.startsWith(`program-${version}-`));
      utimesSync(join(folder, file!), version, version);
    }
    const versions = readdirSync(folder).map((name) => name.split('-')[1]);
    expect(versions.toSorted()).toEqual(['2', '3', '4', '5', '6', '7', '8', '9']);
  });
});
