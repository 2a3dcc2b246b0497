/** What the walkthrough shows is what the product says today. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mtlIn, pages } from '../../scripts/walkthrough.mjs';
import { root } from '../house/sources';
import { temporaryFolder } from '../support/temporary-folder';

test('its pages of a draft and of problems are up to date', async () => {
  const made = await pages(mtlIn(temporaryFolder()));
  expect(Object.keys(made)).toHaveLength(4);
  for (const [name, text] of Object.entries(made))
    expect(readFileSync(join(root, 'media', 'walkthrough', name), 'utf8')).toBe(text);
});
