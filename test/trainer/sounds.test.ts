/** Recordings from a folder to a trained model and back: tones whose key and direction are told, with what else there is of their rows. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { describeProblem } from '../../contract/problem';
import { parts, runFiles } from '../../contract/run-log';
import { scalingsIn } from '../../trainer/src/export/scalings';
import { loadRows } from '../../trainer/src/rows/load-rows';
import { predictRun } from '../../trainer/src/predict/predict-run';
import { temporaryFolder } from '../support/temporary-folder';
import { tones } from '../support/tones';
import { planOf, trainPlan } from './train';

afterEach(() => vi.unstubAllEnvs());

const keys = 3;
const all = tones(180, keys, 5);
const nameOf = (index: number): string =>
  `key${all[index]!.key}/${all[index]!.rises ? 'up' : 'down'}-${index}.wav`;

/** Clips in a folder for each key. */
const clips = Object.fromEntries(all.map(({ file }, index) => [`clips/${nameOf(index)}`, file]));

const data = `
data d {
  source: audio("clips/", label: folder)
  query: "select audio, label, file, case when contains(file, 'up') then 'up' else 'down' end as way from source"
  split: [60%, 20%, 20%]
  seed: 2
}
`;
const input = 'input x = d.audio as audio(rate: 8000, seconds: 0.5, as: mel(24))';

const withLayers = (layers: string, epochs: number) => `
${data}
${input}
shared ear(x) { ${layers} }
task key(ear) { predict: d.label as classes(${keys}) }
task way(ear) { predict: d.way as classes(2) }
train { optimizer: adam(rate: 0.005); batch: 16; epochs: ${epochs} }
`;

const small = 'gru(8); globalAveragePool';

describe('two tasks on the same recordings', () => {
  it.each([
    [
      'an image of the spectrogram',
      'reshape(48, 24, 1); conv(8, kernel: 3, activation: relu); maxpool(2); flatten; dense(24, relu)',
      12,
    ],
    ['steps, one after the other', 'gru(24); globalAveragePool', 25],
  ])('%s', async (_, layers, epochs) => {
    const { end } = await trainPlan(await planOf(withLayers(layers, epochs), temporaryFolder(clips)));
    expect(end.results.test!['key']!['accuracy']).toBeGreaterThan(0.9);
    expect(end.results.test!['way']!['accuracy']).toBeGreaterThan(0.85);
  });
});

describe('a trained run', () => {
  it('predicts for a folder what training measured', async () => {
    const folder = temporaryFolder(clips);
    const run = await trainPlan(await planOf(withLayers(small, 3), folder));
    const out = join(folder, 'out.csv');
    expect(await predictRun(run.folder, join(folder, 'clips'), out)).toEqual([]);
    const [headings, ...rows] = readFileSync(out, 'utf8').trimEnd().split('\r\n');
    expect(headings).toBe('file,key,key.confidence,way,way.confidence');
    const cells = rows.map((row) => row.split(','));
    expect(cells.map(([name]) => name)).toEqual(all.map((_, index) => nameOf(index)).toSorted());
    const right = cells.filter(([name, key]) => name!.startsWith(`${key}/`)).length;
    const { results } = run.end;
    const measured = parts.map((part) => run.start.rows[part] * results[part]!['key']!['accuracy']!);
    expect(right).toBe(Math.round(measured.reduce((sum, rightOfPart) => sum + rightOfPart, 0)));
    // Whoever feeds the model is told what to make of a recording.
    const model = readFileSync(join(run.folder, runFiles.model), 'latin1');
    expect(model).toContain('"as":{"name":"mel","args":{"bands":24,');
    // One scaling for each band.
    expect(scalingsIn(run.folder)!['x']!.shift).toHaveLength(24);
    // A clip alone is told to be the same.
    expect(await predictRun(run.folder, join(folder, 'clips', nameOf(4)), out)).toEqual([]);
    const [, alone] = readFileSync(out, 'utf8').trimEnd().split('\r\n');
    const told = cells.find(([name]) => name === nameOf(4))!;
    expect([1, 3].map((cell) => alone!.split(',')[cell])).toEqual([told[1], told[3]]);
  });
});

it('what does not fit in memory lies on disk and is decoded when it is asked for, and the model is the same', async () => {
  const plan = await planOf(withLayers(small, 2), temporaryFolder(clips));
  const modelOf = async () => {
    const { folder, of } = await trainPlan(plan);
    const codes = of('notice').map(({ problem }) => problem.code);
    return { codes, model: readFileSync(join(folder, runFiles.model)) };
  };
  const roomy = await modelOf();
  vi.stubEnv('MTL_MEMORY', '1MB');
  const tight = await modelOf();
  expect({ roomy: roomy.codes, tight: tight.codes }).toEqual({ roomy: [], tight: ['MTL7090'] });
  expect(tight.model.equals(roomy.model)).toBe(true);
});

it('a recording that cannot be read ends the run, and is named', async () => {
  const folder = temporaryFolder(clips);
  writeFileSync(join(folder, 'clips', nameOf(7)), clips[`clips/${nameOf(7)}`]!.subarray(0, 999));
  const plan = await planOf(withLayers(small, 1), folder);
  const { problems } = await loadRows(plan);
  expect(problems.map((problem) => describeProblem(problem))).toEqual([
    expect.stringContaining(`1 recording cannot be read: ${nameOf(7)}. The first: it is cut off`),
  ]);
});

it('numbers of a table and recordings of a folder teach the same task', async () => {
  const table = all
    .map(({ key, rises }, row) => `${key + (row % 2) / 10},${rises ? 1 : 0},key${key}`)
    .join('\n');
  const folder = temporaryFolder({ ...clips, 't.csv': `height,slope,label\n${table}\n` });
  const plan = await planOf(
    `
${data}
data t { source: "t.csv"; split: [60%, 20%, 20%] }
${input}
input y = t[height, slope]
shared ear(x) { gru(16); globalAveragePool }
shared eye(y) { dense(16, relu) }
task heard(ear) { predict: d.label as classes(${keys}) }
task seen(eye) { predict: t.label as classes(${keys}) }
train { optimizer: adam(rate: 0.01); batch: 16; epochs: 15 }
`,
    folder,
  );
  const { end } = await trainPlan(plan);
  expect(end.results.test!['heard']!['accuracy']).toBeGreaterThan(0.8);
  expect(end.results.test!['seen']!['accuracy']).toBeGreaterThan(0.8);
});
