/** Problems and plan of every example, kept as files: a change of what the language says shows there. */
import { readdirSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { analyseFile } from '../../cli/analyse-file';
import { planText } from '../../runs/plan-text';
import { markProblems } from './support/marked-problems';

const folder = resolve(import.meta.dirname, '../../../shared/examples');
const examples = readdirSync(folder).filter((file) => file.endsWith('.mtl'));

test.for(examples)('%s', async (file) => {
  const analysed = await analyseFile(resolve(folder, file));
  if ('problem' in analysed) throw new Error(analysed.problem.message.template);
  const golden = resolve(import.meta.dirname, '../golden', basename(file, '.mtl'));
  const { problems, plan } = analysed.analysis;
  await expect(markProblems(analysed.text, problems)).toMatchFileSnapshot(resolve(golden, 'problems.txt'));
  const shown = plan ? planText({ ...plan, directory: '' }) : 'null\n';
  await expect(shown).toMatchFileSnapshot(resolve(golden, 'plan.json'));
});

test('each fault of broken.mtl is found, and nothing else', async () => {
  const analysed = await analyseFile(resolve(folder, 'broken.mtl'));
  if ('problem' in analysed) throw new Error(analysed.problem.message.template);
  const { problems } = analysed.analysis;
  const faulty = analysed.text
    .split('\n')
    .flatMap((line, number) => (number > 0 && line.includes('//') ? [number] : []));
  const unclosed = analysed.text.split('\n').findIndex((line) => line.startsWith('train'));
  const places = problems.map(({ range }) => range?.start.line).toSorted((a, b) => a! - b!);
  expect(places).toEqual([...faulty, unclosed].toSorted((a, b) => a - b));
});
