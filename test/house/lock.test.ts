/** The lock file is whole, so that `npm ci` works on every platform. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { missingPackages, type LockFile } from '../../scripts/complete-lock.mjs';
import { root } from './sources';

const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as LockFile;

test('every optional package of every platform is in the lock file; `npm run lock` adds what is missing', () => {
  expect(missingPackages(lock)).toEqual([]);
});

test('a package is found where Node finds it: inside its parent or further out', () => {
  const optionalDependencies = { near: '1.0.0', far: '1.0.0', none: '2.0.0' };
  const packages = {
    'node_modules/a': {},
    'node_modules/a/node_modules/@s/b': { optionalDependencies },
    'node_modules/a/node_modules/@s/b/node_modules/near': {},
    'node_modules/far': {},
  };
  expect(missingPackages({ packages })).toEqual([['node_modules/none', '2.0.0']]);
});
