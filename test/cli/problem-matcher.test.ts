/** The problem matcher of the manifest reads what `mtl check` really prints, and tasks run what they say. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseTask, taskCommands, wordsOf, type MtlTask } from '../../client/src/features/tasks/task-command';
import { root } from '../house/sources';
import { temporaryFolder } from '../support/temporary-folder';
import { mtl } from './mtl';

interface Pattern {
  readonly regexp: string;
  readonly [part: string]: string | number;
}
interface Contributes {
  readonly taskDefinitions: readonly {
    readonly type: string;
    readonly properties: { readonly command: { readonly enum: readonly string[] } };
  }[];
  readonly problemMatchers: readonly { readonly name: string; readonly pattern: readonly Pattern[] }[];
}

const { contributes } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  contributes: Contributes;
};

/** As the editor goes through lines: each pattern takes the line behind that of the one before it. */
function matched(output: string): readonly Readonly<Record<string, string>>[] {
  const [{ pattern }] = contributes.problemMatchers as [Contributes['problemMatchers'][number]];
  const lines = output.split('\n');
  return lines.flatMap((_, at) => {
    const found = pattern.map(({ regexp }, index) => new RegExp(regexp).exec(lines[at + index] ?? ''));
    if (found.some((match) => !match)) return [];
    const parts = pattern.flatMap(({ regexp: _regexp, ...groups }, index) =>
      Object.entries(groups).map(([part, group]) => [part, found[index]![group as number]!] as const),
    );
    return [Object.fromEntries(parts)];
  });
}

const check = (experiment: string): MtlTask => ({ type: 'mtl', command: 'check', experiment });

test.each(['en', 'zh-cn'])(
  'every problem is read, with its place, where the editor speaks %s',
  async (language) => {
    const folder = temporaryFolder({
      'data.csv': `a,b,c,k\n${Array.from({ length: 60 }, (_, row) => `${row},${row * row},${row},5\n`).join('')}`,
      'sub/wrong.mtl': `data d {
  source: "../data.csv"
}
input x = d[a, c, k] as numbers
task t(x) {
  predict: d.b as number
  loss: msse
}
train {
  epochs: 0
}
`,
    });
    const { stdout } = await mtl(wordsOf(check('sub/wrong.mtl'), language), folder);
    const told = JSON.parse(
      (await mtl(['check', 'sub/wrong.mtl', '--format', 'json'], folder)).stdout,
    ) as readonly {
      readonly code: string;
      readonly severity: string;
      readonly message: string;
      readonly range: { readonly start: { readonly line: number; readonly character: number } };
    }[];
    const severities = ['error', 'information', 'warning'];
    expect([...new Set(told.map(({ severity }) => severity))].toSorted()).toEqual(severities);
    expect(matched(stdout)).toEqual(
      told.map(({ code, severity, message, range }) => ({
        code,
        message,
        // What the editor knows by the beginning of the word.
        severity: severity === 'information' ? 'info' : severity,
        file: 'sub/wrong.mtl',
        line: String(range.start.line + 1),
        column: String(range.start.character + 1),
      })),
    );
  },
);

test('nothing is read where there is no problem', async () => {
  const folder = join(root, 'examples');
  const { code, stdout } = await mtl(wordsOf(check('first-experiment.mtl'), 'en'), folder);
  expect([code, matched(stdout)]).toEqual([0, []]);
});

test('tasks are those that the manifest declares', () => {
  const [definition] = contributes.taskDefinitions;
  expect([definition?.type, definition?.properties.command.enum]).toEqual(['mtl', taskCommands]);
  expect(contributes.problemMatchers.map(({ name }) => name)).toEqual(['mtl']);
  const task = { type: 'mtl', command: 'train', experiment: '${file}' };
  expect(parseTask({ ...task, more: 1 })).toEqual(task);
  expect(wordsOf(task as MtlTask, 'zh-cn')).toEqual(['--language', 'zh-cn', 'train', '${file}']);
  for (const wrong of [
    null,
    { ...task, type: 'npm' },
    { ...task, command: 'lsp' },
    { type: 'mtl', command: 'train' },
  ])
    expect(parseTask(wrong)).toBeUndefined();
});
