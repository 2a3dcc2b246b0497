/** The problem matchers of the manifest read what `mtl check` really prints, and tasks run what they say. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  matchersFor,
  parseTask,
  taskCommands,
  wordsOf,
  type MtlTask,
} from '../../client/src/infrastructure/task-command';
import { root } from '../house/sources';
import { temporaryFolder } from '../support/temporary-folder';
import { mtl } from './mtl';

interface Pattern {
  readonly regexp: string;
  readonly [part: string]: string | number;
}
interface Matcher {
  readonly name: string;
  readonly severity: string;
  readonly pattern: readonly Pattern[];
}
interface Contributes {
  readonly taskDefinitions: readonly {
    readonly type: string;
    readonly properties: { readonly command: { readonly enum: readonly string[] } };
  }[];
  readonly problemMatchers: readonly Matcher[];
}

const { contributes } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  contributes: Contributes;
};

/** As the editor goes through lines with the matchers of a task: each pattern takes the line behind that of the one before it. */
function matched(output: string, language: string): readonly Readonly<Record<string, string>>[] {
  const names = matchersFor(language);
  const matchers = contributes.problemMatchers.filter(({ name }) => names.includes(`$${name}`));
  expect(matchers).toHaveLength(names.length);
  const lines = output.split('\n');
  return lines.flatMap((_, at) => matchers.flatMap((matcher) => matchedAt(lines, at, matcher)));
}

function matchedAt(
  lines: readonly string[],
  at: number,
  { pattern, severity }: Matcher,
): readonly Readonly<Record<string, string>>[] {
  const found = pattern.map(({ regexp }, index) => new RegExp(regexp).exec(lines[at + index] ?? ''));
  if (found.some((match) => !match)) return [];
  const parts = pattern.flatMap(({ regexp: _regexp, ...groups }, index) =>
    Object.entries(groups).flatMap(([part, group]) => {
      const said = found[index]![group as number];
      return said === undefined ? [] : [[part, said] as const];
    }),
  );
  return [{ severity, ...Object.fromEntries(parts) }];
}

/** Messages in JSON are data, and in English. */
const told: Readonly<Record<string, (message: string) => unknown>> = {
  en: (message) => message,
  'zh-cn': () => expect.stringMatching(/\p{Script=Han}/u),
};

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
    const problems = JSON.parse(
      (await mtl(['check', 'sub/wrong.mtl', '--format', 'json'], folder)).stdout,
    ) as readonly {
      readonly code: string;
      readonly severity: string;
      readonly message: string;
      readonly range: { readonly start: { readonly line: number; readonly character: number } };
    }[];
    const severities = ['error', 'information', 'warning'];
    expect([...new Set(problems.map(({ severity }) => severity))].toSorted()).toEqual(severities);
    expect(matched(stdout, language)).toEqual(
      problems.map(({ code, severity, message, range }) => ({
        code,
        message: told[language]!(message),
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
  expect([code, matched(stdout, 'en')]).toEqual([0, []]);
});

test('tasks are those that the manifest declares', () => {
  const [definition] = contributes.taskDefinitions;
  expect([definition?.type, definition?.properties.command.enum]).toEqual(['mtl', taskCommands]);
  expect(contributes.problemMatchers.map(({ name }) => `$${name}`)).toEqual(matchersFor('zh-cn'));
  expect(matchersFor('en')).toEqual(['$mtl']);
  const task = { type: 'mtl', command: 'train', experiment: '${file}' };
  expect(parseTask({ ...task, more: 1 })).toEqual(task);
  expect(wordsOf(task as MtlTask, 'zh-cn')).toEqual(['--language', 'zh-cn', 'train', '${file}']);
  const sweep = { type: 'mtl', command: 'sweep', experiment: 'runs/a-sweep', resume: true } as const;
  expect(parseTask(sweep)).toEqual(sweep);
  expect(parseTask({ ...sweep, command: 'train' })).toEqual({
    ...sweep,
    command: 'train',
    resume: undefined,
  });
  expect(wordsOf(sweep, 'en')).toEqual(['--language', 'en', 'sweep', '--resume', 'runs/a-sweep']);
  for (const wrong of [
    null,
    { ...task, type: 'npm' },
    { ...task, command: 'lsp' },
    { type: 'mtl', command: 'train' },
  ])
    expect(parseTask(wrong)).toBeUndefined();
});
