/** The line that says which tasks' gradients agree least, in both languages. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { gradientsText } from '../../cli/gradients-text';
import { speechIn } from '../../cli/speech';
import type { GradientCosine, RunEvent } from '../../contract/run-log';
import { numeralsRun } from '../support/synthetic-runs';
import { withCosines } from '../support/with-cosines';

const plain = numeralsRun({ epochs: 3, stepsPerEpoch: 4, every: 1, end: { status: 'completed' } });
const lastOf = plain.findLastIndex(({ kind }) => kind === 'epoch') / plain.length;

/** A log whose last epoch tells these cosines, after others that said something else. */
const logOf = (cosines: readonly GradientCosine[]): readonly RunEvent[] =>
  withCosines(
    plain,
    cosines.map(({ tasks }) => tasks),
    (x, pair) => (x === lastOf ? cosines[pair]!.cosine : -0.99),
  );

const of = (first: string, second: string, cosine: number | null): GradientCosine => ({
  tasks: [first, second],
  cosine,
});

const bundle = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../l10n/bundle.l10n.zh-cn.json'), 'utf8'),
) as Record<string, string>;
const chinese = speechIn({ name: 'zh-cn', translate: (template) => bundle[template] ?? template });

it.each<[readonly GradientCosine[], string, string]>([
  [
    [of('left', 'right', -0.3149)],
    'gradients: left and right point apart, cosine -0.31\n',
    '梯度：left 与 right 方向相反，余弦 -0.31\n',
  ],
  [
    [of('a', 'b', 0.5), of('a', 'c', null), of('b', 'c', -0.02)],
    'gradients: b and c point apart, cosine -0.02\n',
    '梯度：b 与 c 方向相反，余弦 -0.02\n',
  ],
  [
    [of('a', 'b', 0.5), of('a', 'c', 0.25), of('b', 'c', 0.75)],
    'gradients: no two tasks point apart; the lowest cosine is 0.25, of a and c\n',
    '梯度：没有两个任务方向相反；最低的余弦为 0.25（a 与 c）\n',
  ],
  [
    [of('a', 'b', -0.001)],
    'gradients: a and b do not point apart, cosine 0.00\n',
    '梯度：a 与 b 方向不相反，余弦 0.00\n',
  ],
  [[of('a', 'b', null)], '', ''],
  [[], '', ''],
])('%j', (cosines, english, translated) => {
  expect(gradientsText(logOf(cosines), speechIn(undefined))).toBe(english);
  expect(gradientsText(logOf(cosines), chinese)).toBe(translated);
});

it('is not there where the log has no cosines', () => {
  expect(gradientsText(plain, speechIn(undefined))).toBe('');
  expect(gradientsText([], speechIn(undefined))).toBe('');
});

it('steers no terminal, whatever the tasks are called', () => {
  const told = gradientsText(logOf([of('a\u001B[31m', 'b', -0.5)]), speechIn(undefined));
  expect(told).not.toContain('\u001B');
});
