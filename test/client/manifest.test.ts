/** The manifest and what it names: every command, file, setting and sentence exists, and nothing is left over. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { dataFileEndings, isDataFile } from '../../contract/data-files';

const root = join(import.meta.dirname, '..', '..');
const readJson = (file: string): unknown => JSON.parse(readFileSync(join(root, file), 'utf8'));

interface Rule {
  readonly command: string;
  readonly when?: string;
  readonly group?: string;
}
interface Step {
  readonly id: string;
  readonly description: string;
  readonly media: { readonly markdown?: string; readonly svg?: string; readonly altText?: string };
  readonly completionEvents: readonly string[];
}
interface Manifest {
  readonly name: string;
  readonly publisher: string;
  readonly icon: string;
  readonly main: string;
  readonly activationEvents: readonly string[];
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] };
  };
  readonly contributes: {
    readonly languages: readonly {
      readonly id: string;
      readonly configuration: string;
      readonly icon: Record<string, string>;
    }[];
    readonly grammars: readonly { readonly path: string; readonly scopeName: string }[];
    readonly commands: readonly (Rule & { title: string; category: string; icon?: string })[];
    readonly menus: Record<string, readonly Rule[]>;
    readonly viewsContainers: Record<string, readonly { readonly id: string; readonly icon: string }[]>;
    readonly views: Record<string, readonly { readonly id: string; readonly icon: string }[]>;
    readonly viewsWelcome: readonly {
      readonly view: string;
      readonly contents: string;
      readonly when: string;
    }[];
    readonly walkthroughs: readonly { readonly id: string; readonly steps: readonly Step[] }[];
    readonly problemMatchers: readonly { readonly fileLocation: readonly string[] }[];
    readonly keybindings: readonly (Rule & { key: string; mac?: string })[];
    readonly configurationDefaults: Record<string, unknown>;
    readonly configuration: { readonly properties: Record<string, { readonly scope: string }> };
  };
}

const manifest = readJson('package.json') as Manifest;
const { contributes } = manifest;
const english = readJson('package.nls.json') as Record<string, string>;
const chinese = readJson('package.nls.zh-cn.json') as Record<string, string>;

const sources = readdirSync(join(root, 'client/src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(join(root, 'client/src', file), 'utf8'))
  .join('\n');
const declared = contributes.commands.map(({ command }) => command);
const views = Object.values(contributes.views).flat();
/** Whether the rule is for lines with this context value. */
const isFor = ({ when }: Rule, line: string): boolean => {
  const [, word, pattern] = /viewItem (?:== (\S+)|=~ \/(.+?)\/)/.exec(when!)!;
  return pattern ? new RegExp(pattern).test(line) : line === word;
};
/** Views that show a panel, by the type that the editor knows them by. */
const panels = [...sources.matchAll(/^ +panel: '(\w+)',$/gm)].map(([, panel]) => `mtl.${panel}`);

describe('commands', () => {
  test('are registered exactly as declared', () => {
    const registered = [...sources.matchAll(/\bcommand\('([\w.]+)'/g)].map(([, name]) => name);
    expect(registered.toSorted()).toEqual(declared.toSorted());
  });

  test('have a category and an icon where a toolbar shows them', () => {
    const bars = ['editor/title', 'editor/title/run', 'view/title'];
    const inline = contributes.menus['view/item/context']!.filter(({ group }) => group?.startsWith('inline'));
    const toolbar = [...bars.flatMap((menu) => contributes.menus[menu] ?? []), ...inline];
    for (const { command, category } of contributes.commands)
      expect({ command, category }).toEqual({ command, category: 'MTL' });
    for (const { command } of toolbar)
      expect(contributes.commands.find((one) => one.command === command)?.icon).toMatch(/^\$\(/);
  });

  test('that menus, keys, lenses and sentences name exist', () => {
    const lenses = readFileSync(join(root, 'server/src/lsp/features/code-lenses.ts'), 'utf8');
    const announced = /const commands = \[([^\]]*)\]/.exec(
      readFileSync(join(root, 'client/src/infrastructure/language-server.ts'), 'utf8'),
    )![1]!;
    const named = [...Object.values(contributes.menus).flat(), ...contributes.keybindings].map(
      ({ command }) => command,
    );
    const written = [...`${sources}${lenses}`.matchAll(/command: '(mtl\.\w+)'/g)].map(
      ([, command]) => command!,
    );
    expect(declared).toEqual(expect.arrayContaining([...named, ...written]));
    // The server offers nothing else.
    const offered = [...lenses.matchAll(/command: '(mtl\.\w+)'/g)].map(([, command]) => command!);
    const told = [...announced.matchAll(/'(mtl\.\w+)'/g)].map(([, command]) => command!);
    expect(told).toEqual(expect.arrayContaining(offered));
    expect(declared).toEqual(expect.arrayContaining(told));
  });

  test('have a key on a Mac wherever they have one elsewhere', () => {
    for (const { command, mac } of contributes.keybindings)
      expect({ command, mac }).toEqual({ command, mac: expect.any(String) as string });
  });
});

test('the explorer offers an experiment for every file that holds data, and for folders', () => {
  const [rule] = contributes.menus['explorer/context']!.filter(
    ({ command }) => command === 'mtl.newExperiment',
  );
  const [, source, flags] = /^resourceExtname =~ \/(.*)\/(\w*) \|\| explorerResourceIsFolder$/.exec(
    rule!.when!,
  )!;
  const pattern = new RegExp(source!, flags);
  for (const ending of dataFileEndings) expect(`.${ending}`).toMatch(pattern);
  // Whatever else the condition could let through is no data.
  const words = source!.match(/\w+/g)!.flatMap((word) => [word, word.slice(0, -1), `${word}x`]);
  const passed = words.filter((word) => pattern.test(`.${word}`) && !isDataFile(`a.${word}`));
  expect(passed).toEqual([]);
});

test('context keys that conditions name are set by the extension or the editor', () => {
  const conditions = [
    ...Object.values(contributes.menus).flat(),
    ...contributes.keybindings,
    ...contributes.viewsWelcome,
  ].map(({ when }) => when ?? '');
  const ours = new Set(conditions.flatMap((when) => when.match(/\bmtl\.\w+/g) ?? []));
  const set = [...sources.matchAll(/'setContext', '(mtl\.\w+)'/g)].map(([, key]) => key);
  const named = [...set, ...panels, ...views.map(({ id }) => id)];
  expect([...ours].filter((key) => !named.includes(key))).toEqual([]);
});

describe('views', () => {
  test('are those that the extension fills, in containers that are there', () => {
    const filled = [...sources.matchAll(/createTreeView\('([\w.]+)'/g)].map(([, id]) => id);
    expect(views.map(({ id }) => id)).toEqual(filled);
    const containers = Object.values(contributes.viewsContainers).flat();
    expect(Object.keys(contributes.views)).toEqual(containers.map(({ id }) => id));
    const icons = [...containers, ...views].map(({ icon }) => icon);
    expect(icons.filter((icon) => !existsSync(join(root, icon)))).toEqual([]);
  });

  const rules = contributes.menus['view/item/context']!;

  test('name themselves in conditions, and lines that they have', () => {
    const states = ['preparing', 'running', 'completed', 'stopped', 'failed', 'lost'];
    const sweeps = ['sweep.running', 'sweep.stopped', 'sweep.completed'];
    const lines = ['experiment', 'experiment.gone', ...sweeps, ...states.map((state) => `run.${state}`)];
    const foreign = rules.filter(
      (rule) => !views.some(({ id }) => rule.when!.startsWith(`view == ${id} && `)),
    );
    expect(foreign).toEqual([]);
    expect(rules.filter((rule) => !lines.some((line) => isFor(rule, line)))).toEqual([]);
  });

  test.each([
    ['run.running', ['mtl.stopRun'], ['mtl.deleteRuns', 'mtl.rerun', 'mtl.resumeRun']],
    ['run.completed', ['mtl.deleteRuns', 'mtl.rerun'], ['mtl.stopRun', 'mtl.resumeRun']],
    ['run.lost', ['mtl.deleteRuns', 'mtl.rerun', 'mtl.resumeRun'], ['mtl.stopRun']],
    ['sweep.running', ['mtl.showSweep'], ['mtl.deleteRuns', 'mtl.resumeSweep', 'mtl.stopRun']],
    ['sweep.stopped', ['mtl.showSweep', 'mtl.resumeSweep', 'mtl.deleteRuns'], ['mtl.rerun']],
    ['sweep.completed', ['mtl.showSweep', 'mtl.deleteRuns'], ['mtl.resumeSweep']],
  ])('a line of %s offers what can be done with it', (line, some, none) => {
    const offered = rules.filter((rule) => isFor(rule, line)).map(({ command }) => command);
    expect(offered).toEqual(expect.arrayContaining(some));
    expect(offered.filter((command) => none.includes(command))).toEqual([]);
  });

  test('say what to do where they are empty, with buttons that run commands', () => {
    const foreign = ['vscode.openFolder', 'workbench.trust.manage', 'workbench.action.openWalkthrough'];
    for (const { view, contents } of contributes.viewsWelcome) {
      expect(views.map(({ id }) => id)).toContain(view);
      for (const sentences of [english, chinese]) {
        const buttons = [...sentences[contents.slice(1, -1)]!.matchAll(/\]\(command:([\w.]+)/g)];
        expect(buttons.length).toBeGreaterThan(0);
        for (const [, command] of buttons) expect([...declared, ...foreign]).toContain(command);
      }
    }
    expect(contributes.viewsWelcome).toHaveLength(4);
  });
});

test('panels wake the extension up when the window comes back', () => {
  expect(manifest.activationEvents.toSorted()).toEqual(
    panels.map((type) => `onWebviewPanel:${type}`).toSorted(),
  );
});

test('files that the manifest names exist', () => {
  const files = [
    manifest.icon,
    ...contributes.languages.flatMap(({ configuration, icon }) => [configuration, ...Object.values(icon)]),
    ...contributes.grammars.map(({ path }) => path),
  ];
  expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
});

test('pages of problem codes, which diagnostics link to, are opened as pages', () => {
  const associations = contributes.configurationDefaults['workbench.editorAssociations'];
  expect(associations).toEqual({
    [`**/${manifest.publisher}.${manifest.name}-*/docs/reference/**/MTL*.md`]:
      'vscode.markdown.preview.editor',
  });
});

describe('the walkthrough', () => {
  const steps = contributes.walkthroughs.flatMap((each) => each.steps);

  test('has steps that are over by something that comes', () => {
    const events = steps.flatMap(({ completionEvents }) => completionEvents.map((event) => event.split(':')));
    const known: Record<string, readonly (string | undefined)[]> = {
      onCommand: [...declared, ...views.map(({ id }) => `${id}.focus`)],
      onContext: [...sources.matchAll(/'setContext', '(mtl\.\w+)'/g)].map(([, key]) => key),
      onView: views.map(({ id }) => id),
    };
    expect(events.filter(([kind, name]) => !known[kind!]?.includes(name))).toEqual([]);
    expect(steps.filter(({ completionEvents }) => completionEvents.length === 0)).toEqual([]);
  });

  test.each([
    ['English', english],
    ['Chinese', chinese],
  ])('has pictures, pages and buttons that are there, in %s', (_, sentences) => {
    const say = (key: string): string => sentences[key.slice(1, -1)]!;
    const own = [...declared, ...views.map(({ id }) => `${id}.focus`), 'vscode.openFolder'];
    for (const { description, media } of steps) {
      const buttons = [...say(description).matchAll(/\]\(command:([\w.]+)/g)].map(([, command]) => command);
      expect(buttons.length).toBeGreaterThan(0);
      expect(buttons.filter((command) => !own.includes(command!))).toEqual([]);
      expect(existsSync(join(root, media.svg ?? say(media.markdown!)))).toBe(true);
      expect(media.svg === undefined || say(media.altText!).length > 0).toBe(true);
    }
  });

  test('has pictures in the colours of the theme, and none that is not shown', () => {
    const pictures = steps.flatMap(({ media }) => media.svg ?? []);
    for (const file of pictures) {
      const picture = readFileSync(join(root, file), 'utf8');
      expect(picture.match(/(?:fill|stroke)="(?!none|var\(--vscode-)[^"]*"/g)).toBeNull();
      expect(picture.length).toBeLessThan(20_000);
    }
    const pages = steps.flatMap(({ media: { markdown } }) =>
      markdown ? [english[markdown.slice(1, -1)]!, chinese[markdown.slice(1, -1)]!] : [],
    );
    const kept = readdirSync(join(root, 'media/walkthrough')).map((name) => `./media/walkthrough/${name}`);
    expect(kept.toSorted()).toEqual([...pictures, ...pages].toSorted());
  });
});

test('problem matchers have no file to look for: what they have not read soon after a process has ended is lost', () => {
  for (const { fileLocation } of contributes.problemMatchers)
    expect(fileLocation).toEqual(['relative', '${workspaceFolder}']);
});

describe('settings', () => {
  const properties = contributes.configuration.properties;

  test('that name an executable belong to the machine and wait for trust', () => {
    const paths = Object.keys(properties).filter((name) => name.endsWith('Path'));
    expect(paths.map((name) => properties[name]?.scope)).toEqual(paths.map(() => 'machine'));
    expect(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations).toEqual(paths);
  });

  test('that the code reads are declared', () => {
    const read = [...sources.matchAll(/\.get<[^>]+>\('([\w.]+)'/g)].map(([, name]) => `mtl.${name}`);
    expect(Object.keys(properties)).toEqual(expect.arrayContaining(read));
  });
});

describe('sentences of the manifest', () => {
  const used = [...readFileSync(join(root, 'package.json'), 'utf8').matchAll(/"%([\w.]+)%"/g)].map(
    ([, key]) => key!,
  );

  test('are all there, and none is left over', () => {
    expect(Object.keys(english).toSorted()).toEqual([...new Set(used)].toSorted());
  });

  test('are all in Chinese too', () => {
    expect(Object.keys(chinese)).toEqual(Object.keys(english));
    const untranslated = Object.keys(chinese).filter((key) => !/\p{Script=Han}/u.test(chinese[key]!));
    // Beside the name, pages are named that are there in both languages.
    expect(untranslated.filter((key) => !key.endsWith('.page'))).toEqual(['displayName']);
  });
});
