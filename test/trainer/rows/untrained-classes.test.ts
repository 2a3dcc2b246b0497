/** Classes that a split leaves out of training: the run tells, with what `mtl check` would say. */
import { expect, it } from 'vitest';
import { describeProblem } from '../../../contract/problem';
import { trainText } from '../train';

const told = async (split: string, predict: string, lines: readonly string[]) => {
  const text = `
    data d { source: "d.csv"; split: ${split} }
    input x = d.x
    task t(x) { predict: d.${predict}; metrics: [] }
    train { batch: 2; epochs: 1 }`;
  const { end, of } = await trainText(text, { 'd.csv': `x,kind,sick,part\n${lines.join('\n')}\n` });
  expect(end.status).toBe('completed');
  return of('notice')
    .map(({ problem }) => problem)
    .filter(({ code }) => code === 'MTL7064')
    .map((problem) => [problem.severity, describeProblem(problem)] as const);
};

const rows = [
  '1,7,false,train',
  '2,8,false,train',
  '3,9,false,validation',
  '4,9,true,test',
  '5,,true,validation',
  '6,3,true,test',
  '7,7,true,train',
];

it('each with its rows, by a column of parts', async () => {
  const [notice, ...others] = await told('part', 'kind as classes(4)', rows);
  expect(others).toEqual([]);
  expect(notice![0]).toBe('warning');
  expect(notice![1]).toContain('No training row has 2 classes of `kind` (9, 3); rows of other parts: 3.');
  expect(notice![1]).toContain('Move some of these rows to training, or add rows.');
});

it('by shares, with what would keep them in proportion', async () => {
  const single = Array.from({ length: 40 }, (_, row) => `${row},${row < 38 ? 'a' : `b${row}`},false,train`);
  const notices = await told('[50%, 50%, 0%]', 'kind as classes(3)', single);
  // Of two classes with a row each, this seed draws at least one for validation.
  expect(notices.map(([, said]) => said).join()).toMatch(/No training row has .*b3[89].*`stratify: kind`/);
});

it('nothing where training has all of them', async () => {
  expect(await told('part', 'sick as binary', rows)).toEqual([]);
});
