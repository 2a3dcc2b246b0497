/** The first layers of a block or task, or the last ones of a shared block, become a shared block of their own. */
import { text } from '../../../../contract/text';
import type { Analysis } from '../analyse';
import { newName } from '../edits/free-name';
import {
  isBlockDeclaration,
  isMissing,
  type BlockDeclaration,
  type LayerNode,
  type Span,
} from '../syntax/nodes';
import { hasCommonLayers } from './common-layers';
import { inStyle } from './in-style';
import { noEdits, type Refactor, type Refactoring } from './refactoring';
import { startOfComments, stretchesOf, writtenIn } from './stretches';
import type { TextEdit } from '../edits/edit';

type Computing = BlockDeclaration<'shared' | 'network' | 'task'>;

/** For a selection that reaches over layers, whole or in part. */
export const extractLayers: Refactor = (analysis, selection) => {
  if (selection.to <= selection.from) return [];
  const declaration = analysis.tree.file.declarations.find(
    ({ from, to }) => from <= selection.from && selection.to <= to,
  );
  if (!declaration || !isBlockDeclaration(declaration) || !isComputing(declaration)) return [];
  const { on, block, name } = declaration;
  if (!name || isMissing(name) || on.length === 0 || on.some(isMissing)) return [];
  const layers = block.entries.filter((entry) => entry.kind === 'layer');
  const selected = layers.filter(({ from, to }) => from < selection.to && selection.from < to);
  const isWithinOne = selected.some(({ block: inner }) => inner && holds(inner, selection));
  if (selected.length === 0 || isWithinOne) return [];
  return [extraction(analysis, declaration, layers, selected)];
};

const isComputing = ({ kind }: BlockDeclaration): boolean =>
  kind === 'shared' || kind === 'network' || kind === 'task';
const holds = (outer: Span, { from, to }: Span): boolean => outer.from <= from && to <= outer.to;

function extraction(
  analysis: Analysis,
  declaration: BlockDeclaration,
  layers: readonly LayerNode[],
  selected: readonly LayerNode[],
): Refactoring {
  const offer = { title: text('Extract into a shared block'), kind: 'extract' } as const;
  const refusal = refusalOf(analysis, declaration as Computing, layers, selected);
  if (refusal) return { ...offer, refusal, edits: noEdits };
  const isFirst = selected[0] === layers[0];
  const name = () =>
    newName(analysis.tree.tokens, isFirst ? 'features' : `${declaration.name!.text}Features`);
  return { ...offer, edits: () => edits(analysis, declaration, selected, isFirst, name()), newName: name };
}

function refusalOf(
  analysis: Analysis,
  { kind, name, on, block }: Computing,
  layers: readonly LayerNode[],
  selected: readonly LayerNode[],
) {
  if (kind !== 'task' && block.entries.length > layers.length)
    return text('The properties of `{name}` speak of all its layers.', { name: name!.text });
  if (kind === 'network' && hasCommonLayers(analysis, name!.text))
    return text('`{name}` shares its first layers with other networks.', { name: name!.text });
  const onNetworks = on.every((node) => analysis.symbols.find(node.text)?.kind === 'network');
  if (kind === 'task' && on.length > 1 && onNetworks)
    return text('`{name}` has these layers once for each network.', { name: name!.text });
  const isFirst = selected[0] === layers[0];
  if (isFirst && selected.length === layers.length && kind !== 'task')
    return text('These are all layers of `{name}`.', { name: name!.text });
  if (isFirst) return undefined;
  const isLast = selected.at(-1) === layers.at(-1);
  if (kind === 'shared' && isLast) return undefined;
  return kind === 'shared'
    ? text('Only the first or the last layers of a block can be extracted.')
    : text('Only the first layers can be extracted: the others read what comes out of them.');
}

function edits(
  analysis: Analysis,
  declaration: BlockDeclaration,
  selected: readonly LayerNode[],
  isFirst: boolean,
  name: string,
): readonly TextEdit[] {
  const { tree } = analysis;
  const { on, block } = declaration;
  const stretches = stretchesOf(tree, block);
  const moved = stretches.filter(({ entry }) => selected.some((layer) => layer === entry));
  const body = moved.map((stretch) => writtenIn(tree, stretch)).join('\n');
  const foundations = isFirst ? on.map((node) => node.text).join(', ') : declaration.name!.text;
  const written = `shared ${name}(${foundations}) {\n${body}\n}`;
  const gone = moved.map(({ from, to }) => ({ from, to, newText: '' }));
  const last = stretches.findLast(({ entry }) => !selected.some((layer) => layer === entry));
  // What is now the last entry needs no `;` any more.
  const sign = last && tree.text.slice(last.entry.to, last.to).trimStart().startsWith(';');
  const isLastNow = last && moved.some(({ from }) => from >= last.to) && stretches.at(-1) !== last;
  const loose = sign && isLastNow ? tree.text.indexOf(';', last.entry.to) : -1;
  const signs = loose < 0 ? [] : [{ from: loose, to: loose + 1, newText: '' }];
  if (isFirst) {
    const at = startOfComments(tree, declaration);
    const users = { from: on[0]!.from, to: on.at(-1)!.to, newText: name };
    return inStyle(tree, [{ from: at, to: at, newText: `${written}\n\n` }, users, ...gone, ...signs]);
  }
  const symbol = analysis.symbols.find(declaration.name!.text)!;
  const users = analysis.references.to(symbol).map(({ node }) => ({
    from: node.from,
    to: node.to,
    newText: name,
  }));
  const at = declaration.to;
  return inStyle(tree, [...gone, ...signs, { from: at, to: at, newText: `\n\n${written}` }, ...users]);
}
