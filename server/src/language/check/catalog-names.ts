/** The catalog by kind and name, as the checks ask for it. */
import { catalog, lookUp, type Kind } from '../../../../catalog';
import type { Declaration } from '../../../../catalog/declaration';
import type { CatalogKind } from '../grammar/forms';

export { signatureOf } from '../../../../catalog/signature';

export type DeclarationOf<K extends CatalogKind> = Extract<Declaration, { readonly kind: K }>;

/** A declaration names its kind in the singular, the catalog groups them in the plural. */
const groups = {
  input: 'inputs',
  sound: 'sounds',
  layer: 'layers',
  activation: 'activations',
  target: 'targets',
  loss: 'losses',
  metric: 'metrics',
  optimizer: 'optimizers',
  schedule: 'schedules',
  clipping: 'clippings',
  weighting: 'weightings',
  sampling: 'samplings',
  mode: 'modes',
  federation: 'federations',
  privacy: 'privacies',
  sharing: 'sharings',
  cotraining: 'cotraining',
  exchange: 'exchanges',
} as const satisfies Record<CatalogKind, Kind>;

export const declarationNamed = <K extends CatalogKind>(
  kind: K,
  name: string,
): DeclarationOf<K> | undefined => lookUp(groups[kind], name) as DeclarationOf<K> | undefined;

/** Names that can be used, in the order of the catalog. */
export const namesOf = (kind: CatalogKind): readonly string[] => Object.keys(catalog[groups[kind]]);

/** Losses or metrics that can be used for a target. */
export const namesFitting = (kind: 'loss' | 'metric', target: string): readonly string[] =>
  Object.values<DeclarationOf<'loss' | 'metric'>>(catalog[groups[kind]])
    .filter((declaration) => declaration.fits.includes(target))
    .map((declaration) => declaration.name);
