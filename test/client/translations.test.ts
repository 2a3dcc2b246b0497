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

  test('keeps the places and icons of every sentence', () => {
    const unfaithful = Object.entries(bundle).filter(
      ([template, translation]) =>
        translation.trim() === '' ||
        translation.trim() !== translation ||
        String(placesOf(translation)) !== String(placesOf(template)) ||
        String(iconsOf(translation)) !== String(iconsOf(template)),
    );
    expect(unfaithful).toEqual([]);
  });

  test('is written in Chinese wherever a sentence has words of its own', () => {
    const untranslated = Object.entries(bundle).filter(
      ([template, translation]) =>
        template === translation && /[a-z]{2}/.test(template.replace(/\{\w+\}|--\w+/g, '')),
    );
    expect(untranslated.map(([template]) => template)).toEqual([]);
  });
});
