/** The architecture panel while the text is typed, broken, hidden and shown again. */
import { describe, expect, it } from 'vitest';
import type { Architecture } from '../../contract/architecture';
import type { Problem } from '../../contract/problem';
import { numerals } from '../support/synthetic-architectures';
import { boxOf, pictureMessage, transform } from './support/architecture-pages';
import { useBrowser } from './support/browser';
import { openPanel, type PanelSetting } from './support/open-panel';

const browser = useBrowser();
const open = (setting?: PanelSetting) => openPanel(browser(), 'architecture', setting);

const fault: Problem = {
  code: 'MTL2001',
  severity: 'error',
  message: { template: 'There is no {name}.', args: { name: 'trunck' } },
  remedy: { template: 'Did you mean {name}?', args: { name: 'trunk' } },
  range: { start: { line: 18, character: 13 }, end: { line: 18, character: 19 } },
};

describe('while the text is typed', () => {
  const wider: Architecture = {
    ...numerals,
    nodes: [
      {
        id: 'other',
        kind: 'input',
        label: 'numbers(300)',
        shape: '300',
        parameters: 0,
        tasks: [],
        layers: [],
      },
      ...numerals.nodes,
    ],
    edges: [...numerals.edges, { from: 'other', to: 'morphology', kind: 'flow', label: '300' }],
  };

  it('what is still there stays where a person moved it', async () => {
    const { page, tell } = await open();
    await tell(pictureMessage(numerals));
    await page.locator('[data-node="trunk"]').waitFor();
    await page.locator('svg.picture').focus();
    for (const key of ['+', 'ArrowRight', 'ArrowDown']) await page.keyboard.press(key);
    const before = await boxOf(page, 'pixels');
    await tell(pictureMessage(wider));
    await page.locator('[data-node="other"]').waitFor();
    const after = await boxOf(page, 'pixels');
    expect(after.x).toBeCloseTo(before.x, 0);
    expect(after.y).toBeCloseTo(before.y, 0);
    expect(after.height).toBeCloseTo(before.height, 1);
  });

  it('a text with faults keeps the last picture and lists them', async () => {
    const { page, tell, said } = await open();
    await tell(pictureMessage(numerals));
    await page.locator('[data-node="trunk"]').waitFor();
    await tell(pictureMessage(null, [fault, { ...fault, severity: 'warning' }]));
    await page.locator('.problem').waitFor();
    expect(await page.locator('.problem').count()).toBe(1);
    expect(await page.locator('.problem').textContent()).toContain('There is no trunck. Did you mean trunk?');
    expect(await page.locator('[data-node="trunk"]').isVisible()).toBe(true);
    await page.getByRole('button', { name: 'line 19, column 14' }).click();
    await expect.poll(said).toContainEqual({ kind: 'reveal', at: { line: 18, character: 13 } });
    await tell(pictureMessage(numerals));
    await expect.poll(() => page.locator('.problem').count()).toBe(0);
  });

  it('keeps the focus on the same layer', async () => {
    const { page, tell } = await open();
    await tell(pictureMessage(numerals));
    await page.locator('[data-node="trunk"] .layer').nth(1).focus();
    await tell(pictureMessage(wider));
    await page.locator('[data-node="other"]').waitFor();
    const focused = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    expect(focused).toBe('maxpool(2), 7x8x16. Go to where it is written.');
  });
});

it('says what to write where there is nothing, and why where it is broken', async () => {
  const { page, tell } = await open();
  const empty = page.locator('.stage .empty');
  expect(await empty.textContent()).toContain('Declare an input, a shared block and a task.');
  await tell(pictureMessage(null, [fault]));
  await page.locator('.problem').waitFor();
  expect(await empty.isVisible()).toBe(true);
  expect(await page.getByRole('button', { name: 'SVG' }).isVisible()).toBe(false);
});

it('comes back as it was left', async () => {
  const first = await open();
  await first.tell(pictureMessage(numerals));
  await first.page.locator('[data-node="trunk"]').waitFor();
  await first.page.locator('svg.picture').focus();
  for (const key of ['+', '+', 'ArrowDown']) await first.page.keyboard.press(key);
  const left = await transform(first.page);
  const again = await open({ state: await first.kept() });
  await again.tell(pictureMessage(numerals));
  await again.page.locator('[data-node="trunk"]').waitFor();
  expect(await transform(again.page)).toBe(left);
});

it('keeps hostile names as text, also in exports', async () => {
  const evil = '<img src=x onerror="window.evil = true">"</svg><script>window.evil = true</script>';
  const { page, tell, said, complaints } = await open();
  const [input, ...others] = numerals.nodes;
  await tell(
    pictureMessage({
      ...numerals,
      title: evil,
      nodes: [
        { ...input!, id: evil, label: evil, layers: [{ label: evil, shape: evil, parameters: 1 }] },
        ...others,
      ],
      edges: [{ from: evil, to: 'trunk', kind: 'flow', label: evil }],
    }),
  );
  await expect.poll(() => page.locator('h1').textContent()).toBe(evil);
  await page.getByRole('button', { name: 'PNG' }).click();
  await expect.poll(async () => (await said()).length).toBe(2);
  expect(await page.evaluate('window.evil')).toBeUndefined();
  expect(await page.locator('img, foreignObject').count()).toBe(0);
  expect(complaints).toEqual([]);
});
