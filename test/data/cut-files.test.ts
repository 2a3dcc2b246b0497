/** Files that end before their end. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openTable } from '../../data/open-table';
import { temporaryFolder } from '../support/temporary-folder';

test('a file cut anywhere is read or reported, and never throws', async () => {
  const whole = 'a,"b c",d\n1,"x ""y""",2024-01-01\n-2.5,ü,\n';
  const bytes = Buffer.from(whole);
  const directory = temporaryFolder();
  for (let length = 0; length <= bytes.length; length++) {
    writeFileSync(join(directory, 'd.csv'), bytes.subarray(0, length));
    const { value, problems } = await openTable({ directory, source: ['d.csv'], query: null });
    value?.close();
    expect(value ? problems.length === 0 : problems.length === 1).toBe(true);
  }
});
