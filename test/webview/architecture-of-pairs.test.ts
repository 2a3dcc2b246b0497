/** The architecture panel with networks that teach each other and have layers in common. */
import { expect, it } from 'vitest';
import type { Architecture } from '../../contract/architecture';
import { networks } from '../support/synthetic-architectures';
import { pictureMessage } from './support/architecture-pages';
import { useBrowser } from './support/browser';
import { openPanel } from './support/open-panel';

const browser = useBrowser();

const sharedBy = ['view1', 'view2'];

/** The first layer is that of both, the second one each network's own. */
function withCommonLayers(): Architecture {
  const picture = networks(2);
  const nodes = picture.nodes.map((node) => {
    if (node.kind !== 'network') return node;
    const parameters = node.id === 'view1' ? 4_928 : 0;
    const own = { label: 'dense(32)', shape: '32', parameters: 2_080 };
    return {
      ...node,
      parameters: parameters + 2_080,
      layers: [...node.layers.map((layer) => ({ ...layer, parameters, sharedBy })), own],
    };
  });
  return { ...picture, nodes };
}

it('marks them in both networks, and counts them in the first', async () => {
  const { page, tell } = await openPanel(browser(), 'architecture');
  await tell(pictureMessage(withCommonLayers()));
  await page.locator('[data-node="view2"]').waitFor();
  const marked = page.locator('.layer.common');
  expect(await marked.count()).toBe(2);
  const titles = await marked.locator('title').allTextContents();
  expect(titles).toEqual([
    'dense(64, relu), 64, 4,928 parameters, shared by view1, view2',
    'dense(64, relu), 64, shared by view1, view2',
  ]);
  expect(await marked.last().textContent()).toContain('as in view1');
  const stroke = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((row) => getComputedStyle(row).strokeDasharray);
  expect(await stroke('.layer.common .row')).not.toBe(await stroke('.layer:not(.common) .row'));
  const table = await page.locator('details.layers tbody td').allTextContents();
  expect(table.filter((cell) => cell === 'as in view1')).toHaveLength(1);
  if (process.env['MTL_SHOT']) await page.screenshot({ path: process.env['MTL_SHOT'] });
});
