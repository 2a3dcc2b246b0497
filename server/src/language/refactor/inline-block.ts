/** The layers of a shared block go into the one declaration that reads them, or as copies into each of several. */
import { text, type Text } from '../../../../contract/text';
import type { Analysis } from '../analyse';
import { definitionAt } from '../resolve/find-definition';
import { usesOf } from '../resolve/sharing-graph';
import type { DeclaredSymbol } from '../resolve/symbols';
import { isBlockDeclaration, isMissing, type BlockDeclaration } from '../syntax/nodes';
import type { TextEdit } from '../edits/edit';
import { removeDeclaration } from '../edits/removing';
import { hasCommonLayers } from './common-layers';
import { inStyle } from './in-style';
import { noEdits, type Refactor } from './refactoring';
import { endOfOpening, startOfComments, writtenIn } from './stretches';

/** For the name of the block, where it is declared or used. */
export const inlineBlock: Refactor = (analysis, selection) => {
  const symbol = definitionAt(analysis, selection.from);
  if (symbol?.kind !== 'shared' || selection.to > selection.from + symbol.name.length) return [];
  const declaration = symbol.declaration as BlockDeclaration<'shared'>;
  const users = usersOf(analysis, symbol);
  if (users.length === 0 || users.includes(declaration)) return [];
  if (declaration.on.length === 0 || declaration.on.some(isMissing)) return [];
  const { name } = symbol;
  const offer = { title: text('Inline `{name}`', { name }), kind: 'inline' } as const;
  const refusal = users.map((user) => refusalOf(analysis, symbol, user)).find((reason) => reason);
  const change = refusal ? { refusal, edits: noEdits } : { edits: () => edits(analysis, declaration, users) };
  if (users.length === 1) return [{ ...offer, ...change }];
  const count = users.length;
  const several = text('`{name}` has {count} users: each would then have parameters of its own.', {
    name,
    count,
  });
  const copy = text('Copy `{name}` into each of its {count} users: they stop sharing it', { name, count });
  return [
    { ...offer, refusal: several, edits: noEdits },
    { title: copy, kind: 'rewrite', ...change },
  ];
};

/** Declarations that compute with what comes out of the block. */
function usersOf(analysis: Analysis, symbol: DeclaredSymbol): readonly BlockDeclaration[] {
  const by = usesOf(analysis, symbol).map((use) => use.by);
  return [...new Set(by)].filter((user) => isBlockDeclaration(user));
}

function refusalOf(
  analysis: Analysis,
  { name, declaration }: DeclaredSymbol,
  user: BlockDeclaration,
): Text | undefined {
  const { block, on } = declaration as BlockDeclaration<'shared'>;
  const properties = [block, ...(user.kind === 'task' ? [] : [user.block])]
    .flatMap(({ entries }) => entries)
    .some(({ kind }) => kind === 'property');
  const by = user.name?.text ?? user.kind;
  if (properties) return text('The properties of `{name}` speak of all its layers.', { name });
  if (user.kind === 'network' && hasCommonLayers(analysis, by))
    return text('`{name}` shares its first layers with other networks.', { name: by });
  if (user.on.length > 1) return text('`{by}` reads more than `{name}`.', { by, name });
  const network = on.find((node) => analysis.symbols.find(node.text)?.kind === 'network');
  if (user.kind === 'task' && on.length > 1 && network)
    return text('`{by}` would have a head on each network.', { by });
  return undefined;
}

function edits(
  { tree }: Analysis,
  { from, to, block, on }: BlockDeclaration,
  users: readonly BlockDeclaration[],
): readonly TextEdit[] {
  const begin = startOfComments(tree, { from, to });
  const comments = tree.text.slice(begin, from);
  const body = writtenIn(tree, { from: block.open!.to, to: block.close!.from });
  const foundations = tree.text.slice(on[0]!.from, on.at(-1)!.to);
  return inStyle(tree, [
    removeDeclaration(tree, { from: begin, to }),
    ...users.flatMap((user) => {
      const at = endOfOpening(tree.text, user.block);
      const isAlone = /^[ \t]*[\r\n]/.test(tree.text.slice(at));
      const layers = body === '' && comments === '' ? '' : `\n${comments}${body}${isAlone ? '' : '\n'}`;
      const { close } = user.block;
      // A block on one line now has several, and its brace one of its own.
      const hasOneLine = layers !== '' && close && !/[\r\n]/.test(tree.text.slice(at, close.from));
      const ending = hasOneLine ? [{ from: close.from, to: close.from, newText: '\n' }] : [];
      return [
        { from: user.on[0]!.from, to: user.on.at(-1)!.to, newText: foundations },
        { from: at, to: at, newText: layers },
        ...ending,
      ];
    }),
  ]);
}
