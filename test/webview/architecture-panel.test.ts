/** The architecture panel in a real browser: what is drawn, and what a person does with it. */
import { describe, expect, it } from 'vitest';
import { mermaidText } from '../../contract/mermaid';
import { networks, numerals, transferred } from '../support/synthetic-architectures';
import { boxOf, pictureMessage, transform } from './support/architecture-pages';
import { useBrowser } from './support/browser';
import { openPanel, type PanelSetting } from './support/open-panel';
import type { ThemeName } from './support/themes';

const browser = useBrowser();
const open = (setting?: PanelSetting) => openPanel(browser(), 'architecture', setting);

describe('the picture', () => {
  it('shows inputs, blocks and tasks with layers, shapes and parameters', async () => {
    const { page, tell, said, complaints } = await open();
    expect(await said()).toEqual([{ kind: 'ready', since: 0 }]);
    await tell(pictureMessage(numerals));
    await page.locator('[data-node="trunk"]').waitFor();
    expect(await page.locator('.about').first().textContent()).toBe('84,496 parameters');
    const texts = (node: string) =>
      page
        .locator(`[data-node="${node}"] text`)
        .evaluateAll((all) => all.map(({ textContent }) => textContent));
    expect(await texts('pixels')).toEqual(['Input', 'pixelsimage(15, 16)']);
    expect((await texts('trunk')).slice(0, 7)).toEqual([
      'Shared block',
      'trunk',
      '78,592 parameters',
      'shared by 2 tasks',
      'conv(16, kernel: 3, activation: relu)',
      '15x16x16',
      '160',
    ]);
    const edges = await page.locator('.edge.flow text').allTextContents();
    expect(edges).toEqual(['15x16x1', '128', '128']);
    expect(complaints).toEqual([]);
  });

  it('has text that stays inside its box', async () => {
    const { page, tell } = await open();
    await tell(pictureMessage(numerals));
    await page.locator('[data-node="trunk"]').waitFor();
    for (const { id } of numerals.nodes) {
      const box = await boxOf(page, id);
      for (const text of await page.locator(`[data-node="${id}"] text`).all()) {
        const inner = (await text.boundingBox())!;
        expect(inner.x).toBeGreaterThanOrEqual(box.x);
        expect(inner.x + inner.width).toBeLessThanOrEqual(box.x + box.width + 0.5);
        expect(inner.y + inner.height).toBeLessThanOrEqual(box.y + box.height + 0.5);
      }
    }
  });

  it('says which run a block starts from, and what of it stays as it is', async () => {
    const { page, tell, complaints } = await open();
    await tell(pictureMessage(transferred(1)));
    await page.locator('[data-node="trunk"]').waitFor();
    expect(await page.locator('.about').first().textContent()).toBe(
      '84,496 parameters, 84,336 of them learn',
    );
    const texts = await page.locator('[data-node="trunk"] text').allTextContents();
    expect(texts.slice(1, 3)).toEqual(['trunkfrom runs/2026-11-23T21-44-25-numerals/', '78,592 parameters']);
    expect(texts.slice(4, 7)).toEqual(['conv(16, kernel: 3, activation: relu)', '15x16x16', '160, frozen']);
    await tell(pictureMessage(transferred('all')));
    await page.locator('[data-node="trunk"] text', { hasText: '78,592 parameters, frozen' }).waitFor();
    const box = await boxOf(page, 'trunk');
    for (const text of await page.locator('[data-node="trunk"] text').all()) {
      const inner = (await text.boundingBox())!;
      expect(inner.x + inner.width).toBeLessThanOrEqual(box.x + box.width + 0.5);
    }
    if (process.env['SHOT']) await page.screenshot({ path: process.env['SHOT'] });
    expect(complaints).toEqual([]);
  });

  it('draws co-training links dashed, with a head at both ends', async () => {
    const { page, tell } = await open();
    await tell(pictureMessage(networks(2)));
    await page.locator('.edge.cotrain').waitFor();
    expect(await page.locator('.edge.cotrain .head').count()).toBe(2);
    const dash = await page
      .locator('.edge.cotrain .line')
      .evaluate((line) => getComputedStyle(line).strokeDasharray);
    expect(dash).not.toBe('none');
    const flow = await page
      .locator('.edge.flow .line')
      .first()
      .evaluate((line) => getComputedStyle(line).strokeDasharray);
    expect(flow).toBe('none');
  });

  it('is also a table', async () => {
    const { page, tell, said } = await open();
    await tell(pictureMessage(numerals));
    await page.locator('details.layers summary').click();
    expect(await page.locator('details.layers tbody tr').count()).toBe(4 + 9);
    await page.locator('details.layers').getByRole('button', { name: 'trunk' }).click();
    await expect.poll(said).toContainEqual({ kind: 'reveal', at: { line: 14, character: 0 } });
  });
});

describe('a person', () => {
  it('goes from a node or a layer to where it is written, by mouse and keyboard', async () => {
    const { page, tell, said } = await open();
    await tell(pictureMessage(numerals));
    await page.locator('[data-node="trunk"] > .box').click({ position: { x: 60, y: 20 } });
    await page.locator('[data-node="trunk"] .layer').nth(2).click();
    await page.locator('[data-node="morphology"]').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await expect
      .poll(async () => (await said()).slice(1))
      .toEqual([
        { kind: 'reveal', at: { line: 14, character: 0 } },
        { kind: 'reveal', at: { line: 17, character: 2 } },
        { kind: 'reveal', at: { line: 29, character: 0 } },
        { kind: 'reveal', at: { line: 30, character: 2 } },
      ]);
  });

  it('zooms by wheel, keys and buttons, drags, and fits', async () => {
    const { page, tell, said, kept } = await open();
    await tell(pictureMessage(numerals));
    await page.locator('[data-node="trunk"]').waitFor();
    const fitted = await transform(page);
    const width = async () => (await boxOf(page, 'trunk')).width;
    const before = await width();

    const trunk = await boxOf(page, 'trunk');
    await page.mouse.move(trunk.x + 50, trunk.y + 30);
    await page.mouse.wheel(0, -240);
    await expect.poll(width).toBeGreaterThan(before * 1.2);
    await page.getByRole('button', { name: 'Zoom out' }).click();
    await page.locator('svg.picture').focus();
    const beforeKey = await width();
    await page.keyboard.press('-');
    await expect.poll(width).toBeLessThan(beforeKey);

    const place = await boxOf(page, 'trunk');
    await page.mouse.move(place.x + 40, place.y + 15);
    await page.mouse.down();
    await page.mouse.move(place.x + 140, place.y + 75, { steps: 5 });
    await page.mouse.up();
    const dragged = await boxOf(page, 'trunk');
    expect(dragged.x - place.x).toBeCloseTo(100, 0);
    expect(dragged.y - place.y).toBeCloseTo(60, 0);
    // A drag that began on a node is no click.
    expect(await said()).toHaveLength(1);
    expect(await kept()).toMatchObject({ uri: 'file:///numerals.mtl', moved: true });

    await page.getByRole('button', { name: 'Fit' }).click();
    expect(await transform(page)).toBe(fitted);
  });

  it('turns the picture', async () => {
    const { page, tell, kept } = await open({ width: 1600, height: 500 });
    await tell(pictureMessage(numerals));
    await page.locator('[data-node="trunk"]').waitFor();
    const right = async () => (await boxOf(page, 'numeral')).x > (await boxOf(page, 'trunk')).x + 100;
    expect(await right()).toBe(true);
    await page.getByRole('button', { name: 'Lay out from top to bottom' }).click();
    const [trunk, numeral] = [await boxOf(page, 'trunk'), await boxOf(page, 'numeral')];
    expect(numeral.y).toBeGreaterThan(trunk.y + trunk.height);
    expect(await kept()).toMatchObject({ direction: 'down' });
  });

  it('exports SVG, PNG and Mermaid', async () => {
    const { page, tell, said, complaints } = await open();
    await tell(pictureMessage(numerals));
    for (const name of ['SVG', 'PNG', 'Mermaid'])
      await page.getByRole('button', { name, exact: true }).click();
    await expect.poll(async () => (await said()).length).toBe(4);
    const files = new Map(
      (await said()).flatMap((one) =>
        one.kind === 'export'
          ? [[one.mime, { ...one, content: Buffer.from(one.base64, 'base64') }] as const]
          : [],
      ),
    );
    const svg = files.get('image/svg+xml')!.content.toString();
    expect(files.get('image/svg+xml')!.name).toBe('numerals-and-their-shape-architecture.svg');
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
    expect(svg).toContain('>conv(16, kernel: 3, activation: relu)</text>');
    // It stands for itself: no class, no variable, every text with its colour and font.
    expect(svg).not.toMatch(/class=|var\(|aria-|tabindex/);
    for (const text of svg.match(/<text[^>]*>/g)!) expect(text).toMatch(/fill="rgb.*font-family=/);
    expect(files.get('image/png')!.content.subarray(1, 4).toString()).toBe('PNG');
    expect(files.get('image/png')!.content.length).toBeGreaterThan(10_000);
    expect(files.get('text/plain')!.content.toString()).toBe(mermaidText(numerals));
    expect(complaints).toEqual([]);
  });
});

it.each<[ThemeName, number]>([
  ['light', 400],
  ['dark', 700],
  ['highContrast', 1100],
  ['highContrastLight', 1600],
])('fits in %s at %s pixels', async (theme, width) => {
  const { page, tell, complaints } = await open({ theme, width, height: 600 });
  await tell(pictureMessage(networks(3)));
  await page.locator('[data-node="numeral"]').waitFor();
  const stage = (await page.locator('svg.picture').boundingBox())!;
  for (const { id } of networks(3).nodes) {
    const box = await boxOf(page, id);
    expect(box.x).toBeGreaterThanOrEqual(stage.x);
    expect(box.x + box.width).toBeLessThanOrEqual(stage.x + stage.width);
    expect(box.y + box.height).toBeLessThanOrEqual(stage.y + stage.height);
  }
  expect(complaints).toEqual([]);
});
