/** The fix for a network that reads features of another width than those it is to be like: a block in between that brings them there. */
import type { Flow } from '../../../../catalog/model/flow';
import type { Fix } from '../../../../contract/problem';
import { newName } from '../edits/free-name';
import { insertDeclaration } from '../edits/inserting';
import type { BlockDeclaration } from '../syntax/nodes';
import type { CheckContext } from './context';
import { editing } from './repairs';
import { text } from '../../../../contract/text';

/** None unless both read a row of numbers each. */
export function bringingAlike(
  context: CheckContext,
  network: { readonly declaration: BlockDeclaration<'network'>; readonly reads: readonly Flow[] },
  like: { readonly reads: readonly Flow[] },
): readonly Fix[] {
  const widths = [network, like].map(({ reads }) => (reads.length === 1 ? widthOf(reads[0]!) : null));
  const [source] = network.declaration.on;
  if (!source || widths.includes(null)) return [];
  const layer = `dense(${widths[1]!})`;
  const name = newName(context.tree.tokens, `${source.text}Alike`);
  const block = insertDeclaration(
    context.tree,
    network.declaration,
    `shared ${name}(${source.text}) { ${layer} }`,
  );
  const edits = [block, { from: source.from, to: source.to, newText: name }];
  return editing(context, text('Insert `{text}`', { text: layer }), edits);
}

const widthOf = ({ tensor: { shape }, vocabulary }: Flow): number | null =>
  shape.length === 2 && vocabulary === undefined ? shape[1]! : null;
