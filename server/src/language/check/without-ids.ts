/** What goes with the ids of an input that becomes numbers: the layers that make vectors of them, and one that makes a row of those. */
import { usualLayers } from '../../../../catalog/usual';
import { removeEntry } from '../edits/removing';
import type { TextEdit } from '../edits/edit';
import { isBlockDeclaration, type BlockNode, type LayerNode } from '../syntax/nodes';
import { declarationNamed } from './catalog-names';
import type { CheckContext } from './context';

/** For every block and task that stands on the input alone; `rows` are those of the data. */
export function droppingIdLayers({ tree }: CheckContext, input: string, rows: number): readonly TextEdit[] {
  return tree.file.declarations.flatMap((declaration) => {
    if (!isBlockDeclaration(declaration)) return [];
    const [on, ...others] = declaration.on;
    if (on?.text !== input || others.length > 0) return [];
    const dropped = idLayersOf(declaration.block);
    const [first, ...more] = dropped;
    if (!first) return [];
    const isAll = dropped.length === declaration.block.entries.length;
    // Something learns in a block, whatever it reads.
    const newText = usualLayers.numbers(rows).join('; ');
    return [
      isAll ? { from: first.from, to: first.to, newText } : removeEntry(tree, first),
      ...more.map((layer) => removeEntry(tree, layer)),
    ];
  });
}

function idLayersOf({ entries }: BlockNode): readonly LayerNode[] {
  const [first, second] = entries.filter((entry) => entry.kind === 'layer');
  if (!first || declarationNamed('layer', first.name.text)?.reads !== 'ids') return [];
  return second && declarationNamed('layer', second.name.text)?.makesRow ? [first, second] : [first];
}
