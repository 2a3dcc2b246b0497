/** Every sentence that the code can show has a Chinese translation with the same places in it, and none is left over. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const templates = JSON.parse(
  execFileSync(process.execPath, ['scripts/collect-messages.mjs'], { cwd: root, encoding: 'utf8' }),
) as readonly string[];
const bundle = JSON.parse(readFileSync(join(root, 'l10n/bundle.l10n.zh-cn.json'), 'utf8')) as Record<
  string,
  string
>;

const placesOf = (sentence: string): readonly string[] => (sentence.match(/\{\w+\}/g) ?? []).toSorted();
const iconsOf = (sentence: string): readonly string[] => sentence.match(/\$\([\w-]+\)/g) ?? [];

describe('the Chinese bundle', () => {
  test('has every sentence', () => {
    expect(templates.length).toBeGreaterThan(100);
    expect(templates.filter((template) => !Object.hasOwn(bundle, template))).toEqual([]);
  });

  test('has no sentence that nothing shows', () => {
    expect(Object.keys(bundle).filter((template) => !templates.includes(template))).toEqual([]);
  });

  test.each(Object.entries(bundle))('keeps the places of %j', (template, translation) => {
    expect(placesOf(translation)).toEqual(placesOf(template));
    expect(iconsOf(translation)).toEqual(iconsOf(template));
    expect(translation.trim()).toBe(translation);
    expect(translation).not.toBe('');
  });
});
