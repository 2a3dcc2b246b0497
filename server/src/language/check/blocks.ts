/** Shared blocks and networks: what they stand on, in an order in which each comes after that, and their layers. */
import type { BlockPlan } from '../../../../contract/plan';
import type { Shape } from '../../../../graph/tensor';
import { declarationForms } from '../grammar/declarations';
import { circle } from '../problems/names';
import { foundationMissing, foundationTwice } from '../problems/values';
import type { DeclaredSymbol } from '../resolve/symbols';
import type { BlockDeclaration, NameNode } from '../syntax/nodes';
import { describeShape } from '../../../../catalog/model/describe-shape';
import type { CheckContext } from './context';
import { findName } from './find-name';
import type { CheckedInput } from './inputs';
import { checkLayers, reportUnjoined } from './layers';
import { readEntries } from './properties';
import { defaultCall } from './default-call';
import { readCall } from './read-call';

export interface CheckedBlock {
  readonly symbol: DeclaredSymbol;
  readonly plan: BlockPlan | null;
  /** Of one row that leaves the block; null when it is not known. */
  readonly shape: Shape | null;
}

/** In the order of building: each block after those that it stands on. */
export function checkBlocks(
  context: CheckContext,
  inputs: ReadonlyMap<string, CheckedInput>,
): ReadonlyMap<string, CheckedBlock> {
  const blocks = new Map<string, CheckedBlock>();
  const open: string[] = [];
  const shapeOf = (symbol: DeclaredSymbol): Shape | null => {
    if (symbol.kind === 'input') return inputs.get(symbol.name)?.shape ?? null;
    visit(symbol);
    return blocks.get(symbol.name)?.shape ?? null;
  };
  const visit = (symbol: DeclaredSymbol): void => {
    if (blocks.has(symbol.name)) return;
    if (open.includes(symbol.name)) {
      const names = [...open.slice(open.indexOf(symbol.name)), symbol.name];
      context.report(circle(context.where(symbol.nameNode), names));
      return;
    }
    open.push(symbol.name);
    const block = checkBlock(context, symbol, shapeOf);
    open.pop();
    blocks.set(symbol.name, block);
  };
  for (const symbol of context.symbols.ofKind('shared', 'network')) visit(symbol);
  return blocks;
}

function checkBlock(
  context: CheckContext,
  symbol: DeclaredSymbol,
  shapeOf: (symbol: DeclaredSymbol) => Shape | null,
): CheckedBlock {
  const declaration = symbol.declaration as BlockDeclaration<'shared' | 'network'>;
  const { properties, layers } = readEntries(context, declaration);
  const on = readFoundations(context, declaration);
  const names = on.map((foundation) => foundation.name);
  const shapes = on.length > 0 ? on.map(shapeOf) : [null];
  if (on.length > 1 && layers.length === 0) reportUnjoined(context, declaration, names);
  const checked = checkLayers(context, layers, shapes, names);
  const sharingValue = properties.get('sharing')?.value;
  const sharing = sharingValue ? readCall(context, 'sharing', sharingValue) : null;
  const { shape, parameters, whole } = checked;
  if (shape) context.shapes.set(declaration, { text: describeShape(shape), parameters });
  const isWhole =
    whole && shape !== null && on.length === declaration.on.length && (!sharingValue || sharing?.whole);
  const plan: BlockPlan | null = isWhole
    ? {
        name: symbol.name,
        kind: declaration.kind,
        on: names,
        layers: checked.calls,
        sharing: sharing?.call ?? defaultCall('sharing', 'hard'),
        ...context.at(declaration),
      }
    : null;
  return { symbol, plan, shape };
}

/** The inputs and blocks that a block or task names in parentheses; what does not fit was reported. */
export function readFoundations(
  context: CheckContext,
  declaration: BlockDeclaration,
): readonly DeclaredSymbol[] {
  const { on: expected = [], form } = declarationForms[declaration.kind];
  if (declaration.on.length === 0 && declaration.name && hasParentheses(context, declaration)) {
    const example = form.replace(/ \{.*/, '');
    context.report(foundationMissing(context.where(declaration.name), declaration.kind, example));
  }
  const seen = new Set<string>();
  return declaration.on.flatMap((node: NameNode) => {
    const symbol = findName(context, node, expected, declaration.name?.text);
    if (!symbol) return [];
    if (seen.has(symbol.name)) {
      context.report(foundationTwice(context.where(node), symbol.name));
      return [];
    }
    seen.add(symbol.name);
    return [symbol];
  });
}

/** Without parentheses the parser has said what is missing. */
const hasParentheses = (context: CheckContext, { name, block }: BlockDeclaration): boolean =>
  context.tree.text.slice(name!.to, block.from).includes(')');
