/** A number of a layer, call or property gets a name: `let width = 128`, which can be set and swept. */
import { text } from '../../../../contract/text';
import type { Analysis } from '../analyse';
import { declarationNamed } from '../check/catalog-names';
import { newName } from '../edits/free-name';
import { beginsLine, lineBreakOf, type TextEdit } from '../edits/edit';
import { childrenOf } from '../syntax/children';
import { pathAt } from '../syntax/node-at';
import type { LetNode, NumberValue, SyntaxNode } from '../syntax/nodes';
import type { Tree } from '../syntax/parser';
import { inStyle } from './in-style';
import type { Refactor, Refactoring } from './refactoring';
import { startOfComments } from './stretches';

/** For a number under the cursor; where equal ones mean the same, for all of them at once too. */
export const extractConstant: Refactor = (analysis, selection) => {
  const { tree } = analysis;
  const path = pathAt(tree, selection.from);
  const value = path.findLast((node) => node.kind === 'number');
  const meaning = value && meaningOf(tree, path, value);
  if (!meaning || selection.to > value.to) return [];
  const equal = numbersLike(tree, value, meaning);
  const name = () => nameFor(analysis, meaning);
  const extract = (values: readonly NumberValue[]) => ({
    edits: () => edits(analysis, name(), values),
    newName: name,
  });
  const one: Refactoring = { title: text('Name it with `let`'), kind: 'extract', ...extract([value]) };
  if (equal.length < 2) return [one];
  const all: Refactoring = {
    title: text('Name all {count} of them with `let`', { count: equal.length }),
    kind: 'extract',
    ...extract(equal),
  };
  return [one, all];
};

const written = ({ text: source }: Tree, { from, to }: NumberValue): string => source.slice(from, to);

/** `dense.units`, `train.batch`: numbers of one meaning may have one name. Undefined where no constant may stand. */
function meaningOf(tree: Tree, path: readonly SyntaxNode[], value: NumberValue): string | undefined {
  const declaration = path[1];
  if (!declaration || declaration.kind === 'let' || declaration.kind === 'sweep') return undefined;
  const holder = path[path.indexOf(value) - 1];
  if (holder?.kind === 'property') {
    // At the beginning of a line a name would begin the next entry.
    return beginsLine(tree, value.from) ? undefined : `${declaration.kind}.${holder.name.text}`;
  }
  if (holder?.kind !== 'argument') return undefined;
  const callee = path[path.indexOf(holder) - 1];
  if (callee?.kind !== 'layer' && callee?.kind !== 'call') return undefined;
  const params = callee.kind === 'layer' ? declarationNamed('layer', callee.name.text)?.params : undefined;
  const name = holder.name?.text ?? Object.keys(params ?? {})[callee.args.indexOf(holder)] ?? 'value';
  return `${callee.name.text}.${name}`;
}

/** Numbers that are written alike and mean the same, in the order of the text. */
function numbersLike(tree: Tree, value: NumberValue, meaning: string): readonly NumberValue[] {
  const found: NumberValue[] = [];
  const like = written(tree, value);
  const path: SyntaxNode[] = [];
  const visit = (node: SyntaxNode): void => {
    path.push(node);
    if (node.kind === 'number') {
      if (written(tree, node) === like && meaningOf(tree, path, node) === meaning) found.push(node);
    } else for (const child of childrenOf(node)) visit(child);
    path.pop();
  };
  visit(tree.file);
  return found;
}

const nameFor = ({ tree }: Analysis, meaning: string): string =>
  newName(tree.tokens, meaning.slice(meaning.indexOf('.') + 1));

function edits({ tree }: Analysis, name: string, values: readonly NumberValue[]): readonly TextEdit[] {
  const { declarations } = tree.file;
  const constant = `let ${name} = ${written(tree, values[0]!)}`;
  const last = declarations.findLast((one): one is LetNode => one.kind === 'let');
  const first = declarations.find(({ kind }) => kind !== 'experiment')!;
  const at = last ? last.to : startOfComments(tree, first);
  const lineBreak = lineBreakOf(tree.text);
  const newText = last ? `${lineBreak}${constant}` : `${constant}${lineBreak}${lineBreak}`;
  return inStyle(tree, [
    { from: at, to: at, newText },
    ...values.map(({ from, to }) => ({ from, to, newText: name })),
  ]);
}
