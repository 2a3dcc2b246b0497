/** The catalog by kind and name, as the checks ask for it. */
import { catalog, lookUp } from '../../../../catalog';
import type { Declaration } from '../../../../catalog/declaration';
import { planned } from '../../../../catalog/planned';
import type { CatalogKind } from '../grammar/forms';
import type { Noun } from '../problems/names';

export { signatureOf } from '../../../../catalog/signature';

export type DeclarationOf<K extends CatalogKind> = Extract<Declaration, { readonly kind: K }>;

/** Kinds are singular and the catalog's records plural. */
const records = {
  input: catalog.inputs,
  layer: catalog.layers,
  activation: catalog.activations,
  target: catalog.targets,
  loss: catalog.losses,
  metric: catalog.metrics,
  optimizer: catalog.optimizers,
  schedule: catalog.schedules,
  weighting: catalog.weightings,
  sharing: catalog.sharings,
  cotraining: catalog.cotraining,
  exchange: catalog.exchanges,
} as const satisfies Record<CatalogKind, Readonly<Record<string, Declaration>>>;

export const declarationNamed = <K extends CatalogKind>(
  kind: K,
  name: string,
): DeclarationOf<K> | undefined => lookUp(kind, name) as DeclarationOf<K> | undefined;

/** Names that can be used, in the order of the catalog. */
export const namesOf = (kind: CatalogKind): readonly string[] => Object.keys(records[kind]);

/** True for names of the language that cannot be trained yet. */
export const isPlanned = (kind: CatalogKind, name: string): boolean =>
  Object.hasOwn(planned[kind] ?? {}, name);

/** Losses or metrics that can be used for a target. */
export const namesFitting = (kind: 'loss' | 'metric', target: string): readonly string[] =>
  Object.values<DeclarationOf<'loss' | 'metric'>>(records[kind])
    .filter((declaration) => declaration.fits.includes(target))
    .map((declaration) => declaration.name);

export const nounOfKind: Readonly<Record<CatalogKind, Noun>> = {
  input: 'input type',
  layer: 'layer',
  activation: 'activation',
  target: 'target',
  loss: 'loss',
  metric: 'metric',
  optimizer: 'optimizer',
  schedule: 'schedule',
  weighting: 'weighting',
  sharing: 'sharing',
  cotraining: 'cotraining method',
  exchange: 'exchange',
};
