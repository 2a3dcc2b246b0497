/** Finds declarations by name, safely for any text that a person may write. */
import type { catalog } from '.';
import type { Declaration } from './declaration';

/** The kinds of declarations, as the catalog groups them. */
export type Kind = keyof typeof catalog;

interface Kinds {
  readonly inputs: 'input';
  readonly layers: 'layer';
  readonly activations: 'activation';
  readonly targets: 'target';
  readonly losses: 'loss';
  readonly metrics: 'metric';
  readonly optimizers: 'optimizer';
  readonly schedules: 'schedule';
  readonly weightings: 'weighting';
  readonly sharings: 'sharing';
  readonly cotraining: 'cotraining';
  readonly exchanges: 'exchange';
}

/** The interface that declarations of a kind have in common. */
export type DeclarationOf<K extends Kind> = Extract<Declaration, { readonly kind: Kinds[K] }>;

/** Looks one up by kind and name; undefined where the catalog has none. */
export const lookUpIn =
  (all: typeof catalog) =>
  <K extends Kind>(kind: K, name: string): DeclarationOf<K> | undefined => {
    const declarations = all[kind] as unknown as Readonly<Record<string, DeclarationOf<K>>>;
    return Object.hasOwn(declarations, name) ? declarations[name] : undefined;
  };

/** Lists every declaration of a name: `mse` is a loss and a metric. */
export const findNamedIn =
  (all: typeof catalog) =>
  (name: string): readonly Declaration[] =>
    Object.values<Readonly<Record<string, Declaration>>>(all).flatMap((declarations) =>
      Object.hasOwn(declarations, name) ? declarations[name]! : [],
    );
