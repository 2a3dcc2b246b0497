/** A query cannot leave its table: every way out is tried. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openTable } from '../../data/open-table';
import { temporaryFolder } from '../support/temporary-folder';

describe('a query can read the declared files and nothing else, and can write nothing:', () => {
  const target = 'written.txt';
  test.each([
    `copy source to '${target}'`,
    `copy (select 1) to '${target}' (format csv)`,
    `attach '${target}' as other`,
    `export database '${target}'`,
    "select * from read_csv('secret.csv')",
    "select * from 'secret.csv'",
    "select * from read_text('secret.csv')",
    "select * from read_blob('/etc/passwd')",
    "select * from glob('/etc/*')",
    "select * from read_csv('https://example.org/x.csv')",
    'set enable_external_access = true',
    "set allowed_paths = ['/etc/passwd']",
    'reset lock_configuration',
    'install httpfs',
    'load httpfs',
    'drop table source',
    'create table more as select 1',
    'insert into source values (1, 2)',
    'delete from source',
    "select 1) to 'x'; copy (select 1",
    'pragma database_list; select * from source',
    'call pragma_version()',
    "select * from query('copy source to ''written.txt''')",
    "select * from query_table('/etc/passwd')",
    "select getenv('HOME') as home",
  ])('%s', async (query) => {
    const directory = temporaryFolder({ 'd.csv': 'a,b\n1,2\n', 'secret.csv': 'key\n1\n' });
    const inside = query.replace(/(written\.txt|secret\.csv)/g, (name) => join(directory, name));
    const { value, problems } = await openTable({ directory, source: ['d.csv'], query: inside });
    value?.close();
    expect(problems.map(({ code }) => code)).toEqual([expect.stringMatching(/^MTL60(09|10)$/)]);
    expect(existsSync(target)).toBe(false);
    expect(readdirSync(directory).toSorted()).toEqual(['d.csv', 'secret.csv']);
    expect(readFileSync(join(directory, 'd.csv'), 'utf8')).toBe('a,b\n1,2\n');
  });
});
