/** Shared blocks and networks: what they stand on, in an order in which each comes after that, and their layers. */
import type { BlockPlan } from '../../../../contract/plan';
import { usualNames } from '../../../../catalog/usual';
import { declarationForms } from '../grammar/declarations';
import { circle } from '../problems/names';
import { foundationMissing, foundationTwice } from '../problems/composition';
import { blocksInOrder } from '../resolve/blocks-in-order';
import type { DeclaredSymbol } from '../resolve/symbols';
import { fitted } from '../syntax/fitted';
import type { BlockDeclaration, NameNode } from '../syntax/nodes';
import type { Flow } from '../../../../catalog/model/flow';
import { describeFlow } from './describe-flow';
import type { Move } from './move';
import type { Findings } from './check-memory';
import { CheckedAll, type Checked } from './checked-all';
import type { Check } from './recall';
import type { CheckContext } from './context';
import { findName } from './find-name';
import type { CheckedInput } from './inputs';
import { reportUnjoined } from './joins';
import { checkLayers } from './layers';
import { foundationsOf } from './foundations';
import { readEntries } from './properties';
import { readNetworkData } from './read-network-data';
import { droppingItem, inserting } from './repairs';
import { defaultCall } from './default-call';
import { readCall } from './read-call';
import { markFrozen, readFreeze, reportRandom } from './freezing';
import { readText } from './read-property';
import { nodeShapeOf } from './shape-scope';
import { shareLayers, type CheckedFlow } from './share-layers';

export interface CheckedBlock {
  readonly symbol: DeclaredSymbol;
  readonly plan: BlockPlan | null;
  /** The same where only `freeze` was not understood: enough to compare the block with that of a run. */
  readonly comparable: BlockPlan | null;
  /** What leaves the block; null when it is not known. */
  readonly flow: Flow | null;
  /** Each task reads a flow of its own, of the same shape. */
  readonly apart: boolean;
}

/** In the order of building: each block after those that it stands on. */
export function checkBlocks(
  context: CheckContext,
  findings: Findings,
  inputs: Checked<CheckedInput>,
): Checked<CheckedBlock> {
  const { symbols, tree } = context;
  const { places, circles } = blocksInOrder(tree.file.declarations, symbols.names);
  for (const members of circles) reportCircle(context, members);
  const flowOf: FlowOf = ({ kind, name }) => {
    if (kind !== 'input') return blocks.get(name) ?? unknown;
    return { flow: inputs.get(name)?.flow ?? null, apart: false };
  };
  const check: Check<DeclaredSymbol, CheckedBlock> = {
    find: (watched, symbol) => checkBlock(watched, symbol, flowOf),
    meaning: ({ flow, apart }) => `${describeFlow(flow)}${apart ? ' for each' : ''}`,
    move: (symbol, found, move) => new MovedBlock(symbol, found, move),
  };
  const blocks = new CheckedAll(context, findings, ['shared', 'network'], check);
  return blocks.run(places);
}

function reportCircle({ report, symbols, where }: CheckContext, places: readonly number[]): void {
  const names = places.map((place) => symbols.names.nameAt[place]!);
  report(circle(where(symbols.find(names[0]!)!.nameNode), names));
}

/** The same block where it stands now. */
class MovedBlock implements CheckedBlock {
  readonly symbol: DeclaredSymbol;
  readonly flow: Flow | null;
  readonly apart: boolean;
  readonly #found: CheckedBlock;
  readonly #move: Move;

  constructor(symbol: DeclaredSymbol, found: CheckedBlock, move: Move) {
    this.symbol = symbol;
    this.flow = found.flow;
    this.apart = found.apart;
    this.#found = found;
    this.#move = move;
  }

  get plan(): BlockPlan | null {
    return this.#move.plan(this.#found.plan);
  }
  get comparable(): BlockPlan | null {
    return this.#move.plan(this.#found.comparable);
  }
}

type FlowOf = (symbol: DeclaredSymbol) => Pick<CheckedBlock, 'flow' | 'apart'>;

const unknown = { flow: null, apart: false } as const;

function checkBlock(context: CheckContext, symbol: DeclaredSymbol, flowOf: FlowOf): CheckedBlock {
  const declaration = symbol.declaration as BlockDeclaration<'shared' | 'network'>;
  const { properties, layers } = readEntries(context, declaration);
  const on = readFoundations(context, declaration);
  const names = on.map((foundation) => foundation.name);
  const inputs = on.length > 0 ? on.map(flowOf) : [unknown];
  const flows = inputs.map(({ flow }) => flow);
  if (on.length > 1 && layers.length === 0) reportUnjoined(context, declaration, flows, names);
  const checked = checkLayers(context, layers, flows, names);
  const property = properties.get('sharing');
  const value = property?.value;
  const read = value ? readCall(context, 'sharing', value) : null;
  const sharing = read?.call ?? defaultCall('sharing', usualNames.sharing);
  const dataValue = declaration.kind === 'network' ? properties.get('data')?.value : undefined;
  const data = dataValue && readNetworkData(context, dataValue);
  const { parameters, multiplyAdds, calls } = checked;
  const from = readText(context, properties.get('from')?.value);
  const freezing = properties.get('freeze');
  const freeze = freezing ? readFreeze(context, declaration, freezing, layers) : null;
  if (freezing && freeze && !properties.has('from')) reportRandom(context, symbol.name, freezing);
  const learning = freeze ? { learning: markFrozen(context, layers, freeze) } : {};
  const isStartRead = from !== null || !properties.has('from');
  const isRead = checked.whole && checked.flow !== null && (!value || read?.whole === true) && data !== null;
  // What tasks read alike, and share in the usual way, leaves the layers as it is.
  const isPlain = !value && inputs.every(({ apart }) => !apart);
  const shared =
    isRead && !isPlain
      ? shareLayers(context, { name: symbol.name, layers: calls, sharing }, property, inputs as CheckedFlow[])
      : null;
  const { flow, apart } = shared ?? { flow: checked.flow, apart: false };
  if (flow) {
    const shape = nodeShapeOf(flow.tensor, parameters, multiplyAdds);
    context.shapes.set(declaration, { ...shape, ...learning });
  }
  const isWhole =
    isStartRead && isRead && (isPlain || shared !== null) && on.length === declaration.on.length;
  const comparable: BlockPlan | null = isWhole
    ? {
        name: symbol.name,
        kind: declaration.kind,
        on: names,
        layers: calls,
        sharing,
        ...(from === null ? {} : { from }),
        ...(freeze === null ? {} : { freeze }),
        ...(data === undefined ? {} : { data }),
        ...context.at(declaration),
      }
    : null;
  const plan = freezing && freeze === null ? null : comparable;
  return { symbol, plan, comparable, flow, apart };
}

/** The inputs and blocks that a block or task names in parentheses; what does not fit was reported. */
export function readFoundations(
  context: CheckContext,
  declaration: BlockDeclaration,
): readonly DeclaredSymbol[] {
  const { on: expected = [], form } = declarationForms[declaration.kind];
  const open = declaration.on.length === 0 ? behindParenthesis(context, declaration) : null;
  if (declaration.name && open !== null) {
    const example = form.replace(/ \{.*/, '');
    const fixes = foundationsOf(context, declaration.name.text)
      .slice(0, 2)
      .flatMap((name) => inserting(context, { from: open, to: open, newText: name }));
    context.report(foundationMissing(context.where(declaration.name), declaration.kind, example, fixes));
  }
  const seen = new Set<string>();
  const found = declaration.on.flatMap((node: NameNode) => {
    const symbol = findName(context, node, expected, declaration.name?.text);
    if (!symbol) return [];
    if (seen.has(symbol.name)) {
      const fixes = droppingItem(context, node, true);
      context.report(foundationTwice(context.where(node), symbol.name, fixes));
      return [];
    }
    seen.add(symbol.name);
    return [symbol];
  });
  return fitted(found);
}

/** Where the first name would stand; null without both parentheses, of which the parser has said what is missing. */
function behindParenthesis({ tree }: CheckContext, { name, block }: BlockDeclaration): number | null {
  if (!name) return null;
  const head = tree.text.slice(name.to, block.from);
  const open = head.indexOf('(');
  return open >= 0 && head.includes(')', open) ? name.to + open + 1 : null;
}
