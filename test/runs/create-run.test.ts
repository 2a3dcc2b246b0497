/** Run folders: their names, what is in them, and plans that read well and read back. */
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { describeProblem } from '../../contract/problem';
import type { Plan } from '../../contract/plan';
import { createRun } from '../../runs/create-run';
import { planText } from '../../runs/plan-text';
import { fullDisk } from '../support/full-disk';
import { smallPlan } from '../support/plan';
import { temporaryFolder } from '../support/temporary-folder';

test('a run folder holds the text as it is and the plan', async () => {
  const root = join(temporaryFolder(), 'new', 'runs');
  const text = 'experiment "ü"\r\n\ttask';
  const { value, problems } = await createRun({ root, text, plan: smallPlan() });
  expect(problems).toEqual([]);
  expect(value!.path).toBe(join(root, value!.name));
  expect(readdirSync(value!.path).toSorted()).toEqual(['experiment.mtl', 'plan.json']);
  expect(readFileSync(join(value!.path, 'experiment.mtl'), 'utf8')).toBe(text);
  expect(JSON.parse(readFileSync(join(value!.path, 'plan.json'), 'utf8'))).toEqual(smallPlan());
});

test.each([
  ['Numerals and their shape', '2026-11-23T09-05-07-numerals-and-their-shape'],
  ['  Größe & Ökonomie: 50 %!', '2026-11-23T09-05-07-große-okonomie-50'],
  ['数字与形状', '2026-11-23T09-05-07-数字与形状'],
  ['../../etc/passwd', '2026-11-23T09-05-07-etc-passwd'],
  ['…', '2026-11-23T09-05-07'],
  ['x'.repeat(300), `2026-11-23T09-05-07-${'x'.repeat(40)}`],
])('the name of a run called %s', async (title, name) => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(2026, 10, 23, 9, 5, 7) });
  const { value } = await createRun({ root: temporaryFolder(), text: '', plan: smallPlan({ title }) });
  vi.useRealTimers();
  expect(value!.name).toBe(name);
  expect(basename(value!.path)).toBe(name);
});

test('runs that start at the same time get folders of their own', async () => {
  const root = temporaryFolder();
  const runs = await Promise.all(
    Array.from({ length: 12 }, () => createRun({ root, text: '', plan: smallPlan() })),
  );
  expect(new Set(runs.map(({ value }) => value!.path)).size).toBe(12);
  expect(readdirSync(root)).toHaveLength(12);
});

describe('a folder that is named', () => {
  test('may be new or empty', async () => {
    const root = temporaryFolder();
    mkdirSync(join(root, 'empty'));
    for (const name of ['new', 'empty', 'deep/er']) {
      const { value } = await createRun({ root, name, text: '', plan: smallPlan() });
      expect(value!.path).toBe(join(root, name));
    }
  });

  test('is refused when it holds something, and is left as it was', async () => {
    const root = temporaryFolder({ 'taken/notes.txt': 'mine' });
    const { value, problems } = await createRun({ root, name: 'taken', text: '', plan: smallPlan() });
    expect(value).toBeUndefined();
    expect(problems.map((problem) => describeProblem(problem))).toEqual([
      expect.stringMatching(/taken: The folder is not empty\. Name a new folder/),
    ]);
    expect(readdirSync(join(root, 'taken'))).toEqual(['notes.txt']);
  });
});

describe('reports', () => {
  test('a root that is a file', async () => {
    const root = temporaryFolder({ runs: 'a file' });
    const { problems } = await createRun({ root: join(root, 'runs'), text: '', plan: smallPlan() });
    expect(problems).toMatchObject([{ code: 'MTL8002', severity: 'error' }]);
    expect(describeProblem(problems[0]!)).toMatch(/runs: This is a file/);
  });

  test.skipIf(!existsSync('/proc/self'))('a place where no folder can be made', async () => {
    const { problems } = await createRun({ root: '/proc', name: 'a/b', text: '', plan: smallPlan() });
    expect(problems.map((problem) => describeProblem(problem))).toEqual([
      expect.stringMatching(/No folder can be made here/),
    ]);
  });

  test.skipIf(process.getuid?.() === 0)('a folder without permission', async () => {
    const root = temporaryFolder();
    chmodSync(root, 0o500);
    const { problems } = await createRun({ root, text: '', plan: smallPlan() });
    chmodSync(root, 0o700);
    expect(problems.map((problem) => describeProblem(problem))).toEqual([
      expect.stringMatching(/no permission to write/),
    ]);
  });

  test.skipIf(!fullDisk.available)(`a full disk ${fullDisk.why}`, async () => {
    const root = fullDisk.mount();
    const name = 'run';
    const { problems } = await createRun({ root, name, text: 'x'.repeat(100_000), plan: smallPlan() });
    expect(problems.map((problem) => `${problem.code} ${describeProblem(problem)}`)).toEqual([
      expect.stringMatching(/^MTL8002 .*: The disk is full\. Make room/),
    ]);
    // What is left of it would keep the next run from taking the folder.
    expect(readdirSync(root)).toEqual([]);
  });
});

describe('the text of a plan', () => {
  const wide = smallPlan({
    title: 'Quotes " and \\ and\nlines, 数字',
    inputs: [
      {
        name: 'pixels',
        from: [{ data: 'd', columns: Array.from({ length: 240 }, (_, index) => `pix${index}`) }],
        type: { name: 'image', args: { height: 15, width: 16, channels: 1 } },
        at: { line: 10, character: 0 },
      },
    ],
    cotrain: [],
  });

  test.each<[string, Plan]>([
    ['small', smallPlan()],
    ['wide', wide],
  ])('reads back: %s', (_, plan) => {
    expect(JSON.parse(planText(plan))).toEqual(plan);
  });

  test('fits a window, and short things stand on one line', () => {
    const lines = planText(wide).split('\n');
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(110);
    // Ten or so of 240 columns a line.
    expect(lines.filter((line) => /"pix\d/.test(line))).toHaveLength(25);
    expect(lines).toContain(
      '            "pix0", "pix1", "pix2", "pix3", "pix4", "pix5", "pix6", "pix7", "pix8", "pix9", "pix10", "pix11",',
    );
    expect(lines).toContain('    "optimizer": { "name": "adam", "args": { "rate": 0.001 } },');
    expect(lines).toContain('  "cotrain": [],');
  });

  test('an entry that is not there is left out', () => {
    expect(planText({ ...smallPlan(), at: undefined } as Plan)).toBe(planText(smallPlan()));
  });
});

test('of several that want one folder at the same moment, one gets it', async () => {
  const root = join(temporaryFolder(), 'not', 'there');
  const made = await Promise.all(
    ['a', 'b', 'c', 'd'].map((text) => createRun({ root, name: 'mine', text, plan: smallPlan() })),
  );
  const [winner, ...others] = made.filter(({ value }) => value);
  expect(others).toEqual([]);
  const codes = made.flatMap(({ problems }) => problems.map(({ code }) => code));
  expect(codes).toEqual(['MTL8001', 'MTL8001', 'MTL8001']);
  expect(readdirSync(winner!.value!.path).toSorted()).toEqual(['experiment.mtl', 'plan.json']);
});
