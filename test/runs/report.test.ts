/** The report of a run as a file: self-contained, thinned, and safe whatever anyone calls a task. */
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runFiles, type RunEvent } from '../../contract/run-log';
import { reportPage } from '../../runs/report/report-page';
import { thinEvents } from '../../runs/report/thin-events';
import { writeReport } from '../../runs/report/write-report';
import { numerals } from '../support/synthetic-architectures';
import { numeralsRun } from '../support/synthetic-runs';
import { temporaryFolder } from '../support/temporary-folder';

const events = numeralsRun({ epochs: 3, stepsPerEpoch: 4, every: 2, end: { status: 'completed' } });

async function folders(log: readonly RunEvent[] | undefined, withPanels = true) {
  const root = temporaryFolder();
  const [run, media] = [join(root, 'run'), join(root, 'media')];
  await mkdir(run);
  await mkdir(media);
  await writeFile(join(run, runFiles.experiment), 'experiment "Shapes"\n');
  if (log)
    await writeFile(join(run, runFiles.log), log.map((event) => `${JSON.stringify(event)}\n`).join(''));
  if (withPanels) {
    await writeFile(join(media, 'report.js'), 'console.log("panels")');
    await writeFile(join(media, 'report.css'), 'body { margin: 0 }');
  }
  return { run, media };
}

/** The data that a page carries, as its script reads it. */
function dataOf(page: string): Record<string, unknown> {
  const json = /<script type="application\/json" id="report">([^]*?)<\/script>/.exec(page)![1]!;
  return JSON.parse(json) as Record<string, unknown>;
}

const digest = (content: string): string =>
  `'sha256-${createHash('sha256').update(content).digest('base64')}'`;

describe('writeReport', () => {
  it('puts the log, the text and the architecture into one file', async () => {
    const { run, media } = await folders(events);
    const { value, problems } = await writeReport(run, media, numerals);
    expect(problems).toEqual([]);
    expect(value).toBe(join(run, runFiles.report));
    const page = await readFile(value!, 'utf8');
    expect(dataOf(page)).toEqual({
      kind: 'run',
      run: 'run',
      events: JSON.parse(JSON.stringify(events)) as unknown,
      experiment: 'experiment "Shapes"\n',
      architecture: numerals,
    });
    expect(page).toContain('<title>Numerals and their shape</title>');
    expect(page).not.toMatch(/\b(?:src|href)=/);
  });

  it('names the log that is missing, and the panels that were not built', async () => {
    const unlogged = await folders(undefined);
    expect((await writeReport(unlogged.run, unlogged.media)).problems[0]!.code).toBe('MTL8007');
    const unbuilt = await folders(events, false);
    const { value, problems } = await writeReport(unbuilt.run, unbuilt.media);
    expect(value).toBeUndefined();
    expect(problems.map(({ code }) => code)).toEqual(['MTL8008']);
  });
});

describe('the page', () => {
  const hostile = '</script><script>alert(1)</script><!-- <img src=x onerror=alert(1)>';
  const page = reportPage(
    hostile,
    {
      kind: 'run',
      run: hostile,
      events: [],
      experiment: hostile,
      architecture: { ...numerals, title: hostile },
    },
    { script: 'const end = "</script>";', style: '/* </style> */' },
  );

  it('keeps hostile names as data', () => {
    expect(page.match(/<script/g)).toHaveLength(2);
    expect(page.match(/<\/script>/g)).toHaveLength(2);
    expect(page.match(/<\/style>/g)).toHaveLength(1);
    expect(page).not.toContain('<img');
    expect(dataOf(page)).toMatchObject({ run: hostile, experiment: hostile });
  });

  it('allows its own script and style and nothing else', () => {
    const policy = /Content-Security-Policy" content="([^"]+)"/.exec(page)![1]!;
    const script = /<script>([^]*?)<\/script>/.exec(page)![1]!;
    const style = /<style>([^]*?)<\/style>/.exec(page)![1]!;
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      `script-src ${digest(script)}`,
      `style-src ${digest(style)}`,
      'img-src data: blob:',
    ]);
  });
});

it('thins progress only, evenly, and keeps the last', () => {
  const long = numeralsRun({ epochs: 5, stepsPerEpoch: 2_000, every: 1, end: { status: 'completed' } });
  const thin = thinEvents(long);
  const [before, after] = [long, thin].map((events) => events.filter(({ kind }) => kind === 'progress'));
  expect(before).toHaveLength(10_000);
  expect(after).toHaveLength(2_000);
  expect(after!.at(-1)).toBe(before!.at(-1));
  expect(thin.filter(({ kind }) => kind !== 'progress')).toEqual(
    long.filter(({ kind }) => kind !== 'progress'),
  );
  expect(thinEvents(events)).toEqual(events);
});
