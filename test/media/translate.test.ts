/** What panels say of charts and lists, with the translations that a page carries. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';

const bundle = readFileSync(join(import.meta.dirname, '../../l10n/bundle.l10n.zh-cn.json'), 'utf8');
const model = {
  id: 'losses',
  title: '损失',
  along: '轮',
  columns: ['训练集', '验证集'],
  series: ['numeral', 'shape'].map((name, colour) => ({ name, colour, lines: [] })),
  readings: [
    {
      x: 2.5,
      values: [
        [0.5, 0.25],
        [1, 2],
      ],
    },
  ],
  marks: [],
};

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

test('on a Chinese page with the marks of Chinese', async () => {
  vi.stubGlobal('document', { querySelector: () => ({ textContent: bundle }) });
  const { list } = await import('../../media/shared/translate');
  const { summaryOf } = await import('../../media/shared/charts/chart-model');
  expect(list(['trunk', 'head', 'task'])).toBe('trunk、head、task');
  expect(summaryOf(model)).toBe(
    '损失。轮 2.5。numeral：训练集 0.5000、验证集 0.2500；shape：训练集 1、验证集 2。',
  );
  expect(summaryOf({ ...model, readings: [] })).toBe('损失。');
});

test('without translations in English', async () => {
  const { list } = await import('../../media/shared/translate');
  expect(list(['trunk', 'head'])).toBe('trunk, head');
  expect(list([])).toBe('');
});
