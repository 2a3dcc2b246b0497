/**
 * Texts, categories and sequences from a table to a trained model and back: what the run folder predicts for the rows of a part is
 * what training measured on them.
 */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeProblem } from '../../contract/problem';
import { runFiles } from '../../contract/run-log';
import { predictRun } from '../../trainer/src/predict/predict-run';
import { createLcg } from '../support/lcg';
import { temporaryFolder } from '../support/temporary-folder';
import { trainText, type TrainedRun } from './train';

/** What `mtl predict` answers, by heading, for rows of a table. */
async function predict(run: TrainedRun, csv: string): Promise<Readonly<Record<string, readonly string[]>>> {
  const folder = temporaryFolder({ 'd.csv': csv });
  const file = join(folder, 'out.csv');
  expect(await predictRun(run.folder, join(folder, 'd.csv'), file)).toEqual([]);
  const [headings, ...rows] = readFileSync(file, 'utf8')
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','));
  return Object.fromEntries(headings!.map((name, index) => [name, rows.map((row) => row[index]!)]));
}

const random = createLcg(3);
const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!;

describe('inputs', () => {
  const good = ['好', 'fine', 'great', '优秀'];
  const bad = ['poor', 'bad', '差', 'awful'];
  const fillers = ['the', 'a', 'of', '这', '个', ','];
  const table = Array.from({ length: 240 }, (_, row) => {
    const isGood = random() < 0.5;
    const words = Array.from({ length: 1 + Math.floor(9 * random()) }, () => pick(fillers));
    words[Math.floor(random() * words.length)] = pick(isGood ? good : bad);
    const shop = pick(['north', 'south', 'east']);
    const floor = pick([1, 2]);
    // Steps of two features; the row ends early, and what is predicted is the mean of the first feature.
    const steps = Array.from({ length: 5 }, (__, step) =>
      step < 1 + (row % 5) ? [Math.round(100 * random()) / 10, Math.round(1000 * random())] : ['', ''],
    );
    const numbers = steps.flatMap(([first]) => (first === '' ? [] : [Number(first)]));
    return [
      `"${words.join(' ')}"`,
      shop,
      floor,
      ...steps.flat(),
      isGood ? 'good' : 'bad',
      (shop === 'north' ? 2 : shop === 'south' ? -1 : 0) + 3 * floor,
      numbers.reduce((sum, number) => sum + number, 0) / numbers.length,
      row < 180 ? 'train' : 'test',
    ];
  });
  const heading = `text,shop,floor,${Array.from({ length: 10 }, (_, i) => `s${i}`).join(',')},kind,price,level,fold`;
  const csvOf = (rows: typeof table) => `${[heading, ...rows.map((row) => row.join(','))].join('\n')}\n`;
  const text = `
data d { source: "d.csv"; split: fold }
input words = d.text as tokens(length: 12, vocabulary: 50)
input place = d[shop, floor] as category
input curve = d[s0..s9] as sequence(5, 2)
shared read(words) { embedding(6); globalAveragePool }
shared stand(place) { embedding(3); flatten }
shared follow(curve) { dense(8, relu); globalAveragePool }
task kind(read) { predict: d.kind as classes }
task price(stand) { predict: d.price as number; metrics: [r2] }
task level(follow) { predict: d.level as number; metrics: [r2] }
train { optimizer: adam(rate: 0.03); batch: 20; epochs: 40 }
`;

  it('are learned from and predicted for', async () => {
    const run = await trainText(text, { 'd.csv': csvOf(table) });
    const { kind, price, level } = run.end.results!.test!;
    expect(kind!['accuracy']).toBeGreaterThan(0.95);
    expect(price!['r2']).toBeGreaterThan(0.99);
    expect(level!['r2']).toBeGreaterThan(0.95);

    const rows = table.slice(180);
    const predicted = await predict(run, csvOf(rows));
    const right = predicted['kind']!.filter((word, row) => word === rows[row]!.at(-4)).length;
    expect(right / rows.length).toBeCloseTo(kind!['accuracy']!, 10);
    for (const [column, name, metric] of [
      [-3, 'price', price!['r2']!],
      [-2, 'level', level!['r2']!],
    ] as const) {
      const truth = rows.map((row) => Number(row.at(column)));
      const mean = truth.reduce((sum, value) => sum + value, 0) / truth.length;
      const errors = truth.reduce((sum, value, row) => sum + (Number(predicted[name]![row]) - value) ** 2, 0);
      const spread = truth.reduce((sum, value) => sum + (value - mean) ** 2, 0);
      expect(1 - errors / spread).toBeCloseTo(metric, 4);
    }
  });

  it('answer for words, categories and lengths that no row had', async () => {
    const run = await trainText(text, { 'd.csv': csvOf(table) }, (plan) => ({
      ...plan,
      train: { ...plan.train, epochs: 1 },
    }));
    const strange = [
      '"never seen words"',
      'west',
      7,
      ...Array.from({ length: 10 }, () => ''),
      '',
      '',
      '',
      '',
    ];
    const silent = ['', '', '', ...Array.from({ length: 10 }, () => ''), '', '', '', ''];
    const csv = csvOf([strange, silent, ...table.slice(0, 1)]);
    const { price, level } = await predict(run, csv);
    // An unseen category is the missing one, and a row without steps has one answer whatever its columns are.
    expect(price![0]).toBe(price![1]);
    expect(level![0]).toBe(level![1]);
    expect(price!.every((cell) => Number.isFinite(Number(cell)) && cell !== '')).toBe(true);
  });

  it('need their vocabularies', async () => {
    const run = await trainText(text, { 'd.csv': csvOf(table) }, (plan) => ({
      ...plan,
      train: { ...plan.train, epochs: 1 },
    }));
    const file = join(run.folder, runFiles.vocabularies);
    const { words, place } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string[][]>;
    expect(words![0]!.slice(0, 2).every((word) => fillers.includes(word))).toBe(true);
    expect(place!.map((values) => values.toSorted())).toEqual([
      ['east', 'north', 'south'],
      ['1', '2'],
    ]);
    rmSync(file);
    const folder = temporaryFolder({ 'd.csv': csvOf(table.slice(0, 1)) });
    const problems = await predictRun(run.folder, join(folder, 'd.csv'), join(folder, 'out.csv'));
    expect(problems.map(({ code }) => code)).toEqual(['MTL7060']);
  });
});

describe('a class for each step', () => {
  // Some rows are cut off, some have fewer tags than words, and some have none.
  const table = Array.from({ length: 160 }, (_, row) => {
    const words = Array.from({ length: 1 + (row % 6) }, () => pick(['x', 'y', 'z']));
    const tags = words.map((word) => (word === 'x' ? 'A' : word === 'y' ? 'B' : 'C'));
    if (row % 7 === 0) tags.length = 1;
    return [words.join(' '), row % 11 === 3 ? '' : tags.join(' '), row < 120 ? 'train' : 'test'];
  });
  const csvOf = (rows: typeof table) =>
    `${['text,tags,fold', ...rows.map((row) => row.join(','))].join('\n')}\n`;
  const text = `
data d { source: "d.csv"; split: fold }
input words = d.text as tokens(length: 5, vocabulary: 10, split: spaces)
shared read(words) { embedding(4); bidirectional { lstm(3) } }
task tags(read) { predict: d.tags as tags(3); metrics: [accuracy, f1] }
train { optimizer: adam(rate: 0.05); batch: 16; epochs: 30 }
`;

  it('is learned from and predicted for true steps alone', async () => {
    const run = await trainText(text, { 'd.csv': csvOf(table) });
    expect(run.start.tasks[0]!.classes).toEqual(['A', 'B', 'C']);
    expect(run.start.tasks[0]!.labelled.train).toBe(
      table.slice(0, 120).filter(([, tags]) => tags !== '').length,
    );
    expect(run.end.results!.test!['tags']).toMatchObject({ accuracy: 1, f1: 1 });

    const rows = [...table.slice(120), ['', '', '']];
    const predicted = await predict(run, csvOf(rows));
    expect(Object.keys(predicted)).toEqual(['tags', 'tags.confidence']);
    const wanted = rows.map(([words]) =>
      words === ''
        ? ''
        : words!
            .split(' ')
            .slice(0, 5)
            .map((word) => (word === 'x' ? 'A' : word === 'y' ? 'B' : 'C'))
            .join(' '),
    );
    expect(predicted['tags']).toEqual(wanted);
    expect(predicted['tags.confidence']!.at(-1)).toBe('');
    expect(Number(predicted['tags.confidence']![0])).toBeGreaterThan(0.9);
  });

  it('warns where words and tags are not as many', async () => {
    const csv =
      'text,tags\n"a, b",A B\na b,A B\n"c, d e",A B A\n"don\'t go",A B\nx y z u v w,A B A B A\n,A B\na,\n';
    const warned = async (split: string) => {
      const run = await trainText(
        `data d { source: "d.csv"; split: [100%, 0%, 0%] }
        input words = d.text as tokens(length: 5, vocabulary: 10, split: ${split})
        shared read(words) { embedding(4) }
        task tags(read) { predict: d.tags as tags(2) }
        train { batch: 2; epochs: 1 }`,
        { 'd.csv': csv },
      );
      return run.of('notice').map(({ problem }) => `${problem.code} ${describeProblem(problem)}`);
    };
    expect(await warned('words')).toEqual([
      expect.stringMatching(
        /^MTL6033 .*: 2 of 5 rows have more or fewer tags in “tags” than words in “text”, row 1 first\./,
      ),
    ]);
    expect(await warned('spaces')).toEqual([]);
  });

  it('may have a column for each step', async () => {
    const steps = Array.from({ length: 60 }, (_, row) => {
      const numbers = Array.from({ length: 1 + (row % 3) }, () => Math.round(100 * random()));
      const cells = [...numbers, ...Array<string>(3 - numbers.length).fill('')];
      // Labels behind the end of a row must not count.
      const labels = [0, 1, 2].map((step) =>
        numbers[step] === undefined ? 'low' : numbers[step]! > 50 ? 'high' : 'low',
      );
      return [...cells, ...labels].join(',');
    });
    const csv = `a0,a1,a2,b0,b1,b2\n${steps.join('\n')}\n`;
    const run = await trainText(
      `data d { source: "d.csv"; split: [80%, 0%, 20%] }
      input curve = d[a0..a2] as sequence(3)
      task level(curve) { dense(8, tanh); predict: d[b0..b2] as tags(2); loss: focal }
      train { optimizer: adam(rate: 0.05); batch: 12; epochs: 60 }`,
      { 'd.csv': csv },
    );
    expect(run.end.results!.train!['level']!['accuracy']).toBeGreaterThan(0.95);
    const predicted = await predict(run, 'a0,a1,a2\n99,1,\n1,99,99\n');
    expect(predicted).toEqual({ b0: ['high', 'low'], b1: ['low', 'high'], b2: ['', 'high'] });
  });
});

describe('a class for each pixel', () => {
  const pictures = Array.from({ length: 80 }, () =>
    Array.from({ length: 12 }, () => Math.round(255 * random())),
  );
  /** Bright, or dark; the last column of pixels is not labelled. */
  const csv = [
    [...Array.from({ length: 12 }, (_, i) => `p${i}`), ...Array.from({ length: 12 }, (_, i) => `m${i}`)],
    ...pictures.map((pixels) => [
      ...pixels,
      ...pixels.map((pixel, i) => (i % 4 === 3 ? '' : pixel > 127 ? 1 : 0)),
    ]),
  ]
    .map((row) => row.join(','))
    .join('\n');

  it('is learned from and predicted for', async () => {
    const run = await trainText(
      `data d { source: "d.csv"; split: [80%, 0%, 20%] }
      input picture = d[p0..p11] as image(3, 4)
      task bright(picture) { conv(4, kernel: 1, activation: tanh); predict: d[m0..m11] as mask(classes: 2); metrics: [accuracy, iou, f1] }
      train { optimizer: adam(rate: 0.05); batch: 16; epochs: 60 }`,
      { 'd.csv': `${csv}\n` },
    );
    const { accuracy, iou, f1 } = run.end.results!.test!['bright']!;
    expect(accuracy).toBeGreaterThan(0.95);
    // Of two classes: iou = f1 / (2 - f1) for each, so that the means lie close together.
    expect(iou).toBeCloseTo(f1! / (2 - f1!), 2);
    const predicted = await predict(run, `${csv}\n`);
    expect(Object.keys(predicted)).toEqual(Array.from({ length: 12 }, (_, i) => `m${i}`));
    const right = pictures.flatMap((pixels, row) =>
      pixels.filter((pixel, i) => predicted[`m${i}`]![row] === (pixel > 127 ? '1' : '0')),
    );
    expect(right.length / (80 * 12)).toBeGreaterThan(0.95);
  });
});
