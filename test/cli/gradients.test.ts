/** From an experiment whose tasks ask for opposite changes to what is said of it: on the terminal, in the log, in the report. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runFiles } from '../../contract/run-log';
import { createLcg } from '../support/lcg';
import { temporaryFolder } from '../support/temporary-folder';
import { mtl } from './mtl';

function files(weighting: string): Record<string, string> {
  const random = createLcg(3);
  const rows = Array.from({ length: 40 }, () => {
    const [x, y] = [random() - 0.5, random() - 0.5];
    return [x, y, x, -x].join(',');
  });
  return {
    'd.csv': `x,y,left,right\n${rows.join('\n')}\n`,
    'opposite.mtl': `
data d { source: "d.csv"; split: [80%, 20%, 0%] }
input x = d[x, y] as numbers
shared trunk(x) { dense(1) }
task left(trunk) { predict: d.left as number }
task right(trunk) { predict: d.right as number }
train { optimizer: sgd(rate: 1e-6); weighting: ${weighting}; batch: 8; epochs: 3; seed: 4 }
`,
  };
}

it('says which tasks point apart, when the run ends and when it is shown', async () => {
  const folder = temporaryFolder(files('pcgrad'));
  const trained = await mtl(['train', 'opposite.mtl', '--out', 'run'], folder);
  expect(trained.code).toBe(0);
  const said = /^gradients: left and right (?:do not )?point apart, cosine (-?[01]\.\d\d)$/m;
  const [line, cosine] = said.exec(trained.stdout) ?? [];
  const log = readFileSync(join(folder, 'run', runFiles.log), 'utf8')
    .trim()
    .split('\n');
  const last = log.map((text) => JSON.parse(text)).findLast(({ kind }) => kind === 'epoch');
  expect(last.cosines).toEqual([{ tasks: ['left', 'right'], cosine: expect.closeTo(Number(cosine), 2) }]);
  expect(readFileSync(join(folder, 'run', runFiles.report), 'utf8')).toContain('"cosines":[');

  const shown = await mtl(['show', 'run'], folder);
  expect(shown.stdout.split('\n')).toContain(line);
  const chinese = await mtl(['show', 'run', '--language', 'zh-cn'], folder);
  expect(chinese.stdout).toMatch(/^梯度：left 与 right 方向(?:不)?相反，余弦 -?[01]\.\d\d$/m);
});

it('says nothing of a weighting that combines no gradients', async () => {
  const folder = temporaryFolder(files('equal'));
  const trained = await mtl(['train', 'opposite.mtl', '--out', 'run'], folder);
  const shown = await mtl(['show', 'run'], folder);
  expect(`${trained.stdout}${shown.stdout}`).not.toContain('gradients:');
  expect(readFileSync(join(folder, 'run', runFiles.log), 'utf8')).not.toContain('cosines');
});
