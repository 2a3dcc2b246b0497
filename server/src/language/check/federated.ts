/** Participants that learn apart: whether there are any, what protects them, and what does not go together with it. */
import { lookUp } from '../../../../catalog';
import type { TrainPlan } from '../../../../contract/plan';
import type { Fix } from '../../../../contract/problem';
import type { Column } from '../../../../contract/schema';
import { appendEntry } from '../edits/inserting';
import {
  clientIdle,
  clientMissing,
  deltaTooLarge,
  federatedPairs,
  federatedStops,
  participantsTooFew,
  privacyAlone,
  privacyGathers,
  privacyWatched,
} from '../problems/federated';
import {
  isBlockDeclaration,
  type BlockDeclaration,
  type LayerNode,
  type PropertyNode,
} from '../syntax/nodes';
import { writeString } from '../syntax/string-literal';
import type { CheckContext } from './context';
import type { CheckedData } from './data';
import { columnsOf, isPlainName } from './find-column';
import { droppingEntry, inserting, replacing } from './repairs';

/** Comes after everything else, and is asked anew in each text. `used` are the data sets that rows come from. */
export function checkFederated(
  context: CheckContext,
  declaration: BlockDeclaration<'train'> | null,
  plan: TrainPlan | null,
  used: readonly CheckedData[],
): void {
  if (!plan) return;
  const { federated, privacy } = plan;
  const written = (name: string): PropertyNode | undefined =>
    declaration ? propertyOf(declaration, name) : undefined;
  const where = (name: string) => context.where(written(name)?.value ?? declaration?.keyword ?? start);
  const dropping = (name: string): readonly Fix[] => {
    const property = written(name);
    return property ? droppingEntry(context, property) : [];
  };
  if (!federated) {
    if (privacy) context.report(privacyAlone(where('privacy'), dropping('privacy')));
    if (!isSwept(context)) reportIdle(context, used);
    return;
  }
  if (context.symbols.names.nameless.has('cotrain')) {
    context.report(federatedPairs(where('federated'), dropping('federated')));
    return;
  }
  if (plan.stop) context.report(federatedStops(where('stop'), dropping('stop')));
  for (const { plan: data, schema, symbol } of used) {
    const client = data?.client === undefined ? undefined : schema && columnsOf(schema).get(data.client);
    const property = clientOf(symbol.declaration);
    if (client && client.missing > 0 && property)
      context.report(clientMissing(context.where(property.value), client.name, client.missing));
  }
  const count = countParticipants(used);
  if (count === 1) reportAlone(context, used[0]!, where('federated'), dropping('federated'));
  if (!privacy) return;
  const delta = privacy.args['delta'];
  const value = written('privacy')?.value;
  if (count !== null && count > 1 && typeof delta === 'number' && delta >= 1 / count) {
    const argument =
      value?.kind === 'call' ? value.args.find(({ name }) => name?.text === 'delta') : undefined;
    const smaller = (10 ** -Math.ceil(Math.log10(10 * count))).toExponential().replace('e-0', 'e-');
    const fixes = argument ? replacing(context, argument.value, smaller) : [];
    context.report(deltaTooLarge(where('privacy'), delta, count, fixes));
  }
  if (lookUp('schedules', plan.schedule.name)?.watches)
    context.report(privacyWatched(where('schedule'), plan.schedule.name, dropping('schedule')));
  reportGathering(context);
}

const start = { from: 0, to: 0 };

/** At most so many, by the columns of clients; null where one is not known. */
function countParticipants(used: readonly CheckedData[]): number | null {
  let count = 0;
  for (const { plan, schema } of used) {
    if (!plan) return null;
    const client = plan.client === undefined ? null : schema && columnsOf(schema).get(plan.client);
    if (plan.client !== undefined && !client) return null;
    count += client?.distinct ?? 1;
  }
  return count;
}

function reportIdle(context: CheckContext, used: readonly CheckedData[]): void {
  for (const { plan, symbol } of used) {
    const property = plan?.client === undefined ? undefined : clientOf(symbol.declaration);
    if (!property) continue;
    const fixes = droppingEntry(context, property);
    context.report(clientIdle(context.where(property.value), plan!.client!, fixes));
  }
}

/** A sweep may hold what the file leaves out. */
const isSwept = ({ symbols, tree }: CheckContext): boolean =>
  (symbols.names.nameless.get('sweep') ?? []).some((place) => {
    const declaration = tree.file.declarations[place]!;
    return isBlockDeclaration(declaration) && propertyOf(declaration, 'federated') !== undefined;
  });

function reportAlone(
  context: CheckContext,
  { symbol, plan, schema }: CheckedData,
  where: Parameters<typeof participantsTooFew>[0],
  dropping: readonly Fix[],
): void {
  const { declaration, name } = symbol;
  const property = clientOf(declaration);
  if (!isBlockDeclaration(declaration)) return;
  const others = schema ? schema.columns.filter(tellsApart).slice(0, mostOffered) : [];
  const fixes = others.flatMap((column) => {
    const shown = isPlainName(column.name) ? column.name : writeString(column.name);
    const entry = `client: ${shown}`;
    return property
      ? replacing(context, property.value, shown)
      : inserting(context, appendEntry(context.tree, declaration, declaration.block, entry));
  });
  const at = property ? context.where(property.value) : where;
  context.report(participantsTooFew(at, name, plan?.client ?? null, [...fixes, ...dropping]));
}

const mostOffered = 3;

/** Few words in every row, each of them many times. */
const tellsApart = ({ type, missing, distinct }: Column): boolean =>
  type === 'text' && missing === 0 && distinct >= 2 && distinct <= 50;

/** Layers that hold others gather nothing themselves. */
function reportGathering(context: CheckContext): void {
  for (const declaration of context.tree.file.declarations) {
    if (!isBlockDeclaration(declaration)) continue;
    for (const layer of layersOf(declaration)) {
      const shape = context.shapes.get(layer);
      if (layer.block || !shape?.gathers || shape.frozen) continue;
      const instead = lookUp('layers', layer.name.text)?.ungathered;
      const fixes = instead ? replacing(context, layer, instead) : [];
      context.report(privacyGathers(context.where(layer), layer.name.text, instead, fixes));
    }
  }
}

const layersOf = ({ block }: Pick<BlockDeclaration, 'block'>): readonly LayerNode[] =>
  block.entries.flatMap((entry) =>
    entry.kind === 'layer' ? [entry, ...(entry.block ? layersOf({ block: entry.block }) : [])] : [],
  );

/** The last of two counts. */
function propertyOf({ block }: Pick<BlockDeclaration, 'block'>, name: string): PropertyNode | undefined {
  const entry = block.entries.findLast((one) => one.kind === 'property' && one.name.text === name);
  return entry?.kind === 'property' ? entry : undefined;
}

const clientOf = (declaration: CheckedData['symbol']['declaration']): PropertyNode | undefined =>
  isBlockDeclaration(declaration) ? propertyOf(declaration, 'client') : undefined;
