/** Nothing is sent anywhere: the native runtime, which would keep and send how it is used, is told not to before it is loaded. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder';
import { smallFiles } from './experiments';
import { mtl } from './mtl';

it('training and predicting leave nothing behind of what the runtime would send', async () => {
  const folder = temporaryFolder({ ...smallFiles('epochs: 2'), 'home/.keep': '', 'tmp/.keep': '' });
  const [home, temporary] = [join(folder, 'home'), join(folder, 'tmp')];
  const user = {
    HOME: home,
    XDG_CACHE_HOME: join(home, '.cache'),
    TMPDIR: temporary,
    // As where nobody has set it.
    ORT_DISABLE_TELEMETRY: undefined,
  };
  expect((await mtl(['train', 'small.mtl', '--out', 'run'], folder, user)).code).toBe(0);
  expect((await mtl(['predict', 'run', 'd.csv'], folder, user)).code).toBe(0);
  expect(readdirSync(temporary).filter((name) => name.startsWith('mat-'))).toEqual([]);
  expect(existsSync(join(home, '.cache', 'Microsoft'))).toBe(false);
});
