/** Finds declarations by name, safely for any text that a person may write. */
import { catalog } from './all-kinds';
import type { Declaration } from './declaration';

/** The groups of the catalog, one for each kind of declaration. */
export type Kind = keyof typeof catalog;

/** How declarations of a group call their kind: `layer` for `layers`. */
type KindOf<K extends Kind> =
  (typeof catalog)[K] extends Readonly<Record<string, { readonly kind: infer Word }>> ? Word : never;

/** The interface that declarations of a group have in common. */
export type DeclarationOf<K extends Kind> = Extract<Declaration, { readonly kind: KindOf<K> }>;

/** Looks one up by kind and name; undefined where the catalog has none. */
export function lookUp<K extends Kind>(kind: K, name: string): DeclarationOf<K> | undefined {
  const declarations = catalog[kind] as unknown as Readonly<Record<string, DeclarationOf<K>>>;
  return Object.hasOwn(declarations, name) ? declarations[name] : undefined;
}

/** Lists every declaration of a name: `mse` is a loss and a metric. */
export const findNamed = (name: string): readonly Declaration[] =>
  Object.values<Readonly<Record<string, Declaration>>>(catalog).flatMap((declarations) =>
    Object.hasOwn(declarations, name) ? declarations[name]! : [],
  );
