/** A task that predicts several columns becomes one for each of them, on the same layers, with losses and metrics of their own. */
import { text, type Text } from '../../../../contract/text';
import type { Call, ColumnsPlan } from '../../../../contract/plan';
import type { Analysis } from '../analyse';
import { declarationNamed } from '../check/catalog-names';
import { defaultCall } from '../check/default-call';
import { columnText } from '../check/find-column';
import { plainName } from '../edits/free-name';
import type { TextEdit } from '../edits/edit';
import { usesOf } from '../resolve/sharing-graph';
import type { DeclaredSymbol } from '../resolve/symbols';
import { isBlockDeclaration, isMissing, type BlockDeclaration, type PropertyNode } from '../syntax/nodes';
import { inStyle } from './in-style';
import { isInHead, noEdits, type Refactor } from './refactoring';
import { stretchesOf, writtenIn, type Stretch } from './stretches';

/** Beyond this many nobody wants a task for each. */
const mostColumns = 20;

/** For the head of the task. The file must be one that can be trained: only then are its columns known. */
export const splitTask: Refactor = (analysis, selection) => {
  const declaration = analysis.tree.file.declarations.find((one) => isInHead(one, selection));
  if (declaration?.kind !== 'task' || !isBlockDeclaration(declaration)) return [];
  const symbol = declaration.name && analysis.symbols.find(declaration.name.text);
  if (!symbol || declaration.on.some(isMissing)) return [];
  const task = analysis.plan?.tasks.find(({ name }) => name === symbol.name);
  const alone = task && declarationNamed('target', task.target.name)?.alone;
  const { columns } = task?.predict ?? { columns: [] };
  if (!alone || columns.length < 2 || columns.length > mostColumns) return [];
  const offer = {
    title: text('Split `{name}` into {count} tasks, one for each column: each then has a loss of its own', {
      name: symbol.name,
      count: columns.length,
    }),
    kind: 'rewrite',
  } as const;
  const refusal = refusalOf(analysis, symbol, declaration);
  if (refusal) return [{ ...offer, refusal, edits: noEdits }];
  return [{ ...offer, edits: () => edits(analysis, declaration, task, alone) }];
};

function refusalOf(
  analysis: Analysis,
  symbol: DeclaredSymbol,
  { on, block }: BlockDeclaration,
): Text | undefined {
  const { name } = symbol;
  const [user] = usesOf(analysis, symbol);
  if (user) return text('`{by}` names `{name}`, which would be gone.', { by: user.by.kind, name });
  const hasLayers = block.entries.some(({ kind }) => kind === 'layer');
  const onNetworks = on.every((node) => analysis.symbols.find(node.text)?.kind === 'network');
  if (hasLayers && on.length > 1 && onNetworks)
    return text('`{name}` has these layers once for each network.', { name });
  return undefined;
}

interface Splittable {
  readonly name: string;
  readonly predict: ColumnsPlan;
  readonly alsoFrom?: readonly ColumnsPlan[];
  readonly target: Call;
}

/** Its own layers become a shared block, which takes its name. */
function edits(
  { tree, symbols }: Analysis,
  { from, to, on, block }: BlockDeclaration,
  { name, predict, alsoFrom = [], target }: Splittable,
  alone: string,
): readonly TextEdit[] {
  const stretches = stretchesOf(tree, block);
  const layers = stretches.filter(({ entry }) => entry.kind === 'layer');
  const properties = stretches.filter(({ entry }) => entry.kind === 'property');
  const foundations = tree.text.slice(on[0]!.from, on.at(-1)!.to);
  const body = layers.map((stretch) => writtenIn(tree, stretch)).join('\n');
  const shared = layers.length === 0 ? [] : [`shared ${name}(${foundations}) {\n${body}\n}`];
  const taken = new Set(symbols.all.map((symbol) => symbol.name));
  if (layers.length === 0) taken.delete(name);
  const sources = [predict, ...alsoFrom];
  const tasks = predict.columns.map((column, index) => {
    const written = sources.map(({ data, columns }) => columnText(data, columns[index]!));
    const read = written.length > 1 ? `[${written.join(', ')}]` : written[0]!;
    const entries = properties.flatMap((stretch) => {
      const value = valueFor(
        tree.text,
        stretch.entry as PropertyNode,
        () => `${read} as ${targetText(target, alone)}`,
        alone,
      );
      // Comments are written once.
      return value === null ? [] : [withValue(tree, stretch, value, index === 0)];
    });
    const own = nameIn(taken, plainName(column));
    return `task ${own}(${layers.length > 0 ? name : foundations}) {\n${entries.join('\n')}\n}`;
  });
  return inStyle(tree, [{ from, to, newText: [...shared, ...tasks].join('\n\n') }]);
}

function nameIn(taken: Set<string>, stem: string): string {
  let name = stem;
  for (let number = 2; taken.has(name); number += 1) name = `${stem}${number}`;
  taken.add(name);
  return name;
}

/** Null for a property that says nothing of a single column. */
function valueFor(
  source: string,
  { name, value }: PropertyNode,
  predicted: () => string,
  alone: string,
): string | null {
  const written = source.slice(value.from, value.to);
  if (name.text === 'predict') return predicted();
  if (name.text !== 'loss' && name.text !== 'metrics') return written;
  const kind = name.text === 'loss' ? 'loss' : 'metric';
  const items = value.kind === 'list' ? value.items : [value];
  const fitting = items.filter(
    (item) =>
      (item.kind !== 'word' && item.kind !== 'call') ||
      (declarationNamed(kind, item.name.text)?.fits.includes(alone) ?? true),
  );
  if (fitting.length === items.length) return written;
  if (fitting.length === 0) return null;
  return `[${fitting.map((item) => source.slice(item.from, item.to)).join(', ')}]`;
}

function withValue(tree: Analysis['tree'], stretch: Stretch, value: string, withComments: boolean): string {
  const { name, value: old } = stretch.entry as PropertyNode;
  const plain = `${name.text}: ${value}`;
  if (!withComments) return plain;
  const before = tree.text.slice(stretch.from, stretch.entry.from);
  const behind = tree.text.slice(old.to, stretch.to).replace(/^[ \t]*;/, '');
  return `${before.replace(/^(?:[ \t]*[\r\n]+)+/, '')}${plain}${behind}`.trimEnd();
}

/** With those arguments that are not what they would be anyway. */
function targetText(target: Call, alone: string): string {
  const { args } = defaultCall('target', alone);
  const given = Object.entries(args).flatMap(([name, usual]) => {
    const value = target.args[name];
    return value === undefined || value === usual ? [] : [`${name}: ${String(value)}`];
  });
  return given.length === 0 ? alone : `${alone}(${given.join(', ')})`;
}
