/** Which states of a model are those of a block, wherever it keeps them: layers that networks have in common are called after all of these. */
import type { BlockPlan, Plan } from '../../contract/plan';
import { commonOwner } from '../model/common-layers';
import { layerNumber } from './match-block';

/** By their names within the block, out of the full `names` of all states. */
export function statesOfBlock(
  plan: Pick<Plan, 'blocks' | 'cotrain'>,
  { name: block, layers }: Pick<BlockPlan, 'name' | 'layers'>,
  names: readonly string[],
): ReadonlyMap<string, string> {
  const owners = layers.map((_, layer) => commonOwner(plan, block, layer));
  const found = names.flatMap((name) => {
    if (name.startsWith(`${block}/`)) return [[name.slice(block.length + 1), name] as const];
    const [owner = '', ...path] = name.split('/');
    const within = path.join('/');
    const number = layerNumber(within);
    const isCommon = number !== undefined && owners[number - 1] === owner;
    return isCommon ? [[within, name] as const] : [];
  });
  return new Map(found);
}
