/** Declarations of what networks share while they learn: features that their heads read, or layers. */
import type { Tensor } from '../graph/tensor';
import type { Declared, Misfit } from './declared';
import type { ArgsOf, Parameters } from './parameter';
import type { Scope } from './scope';

/** Heads of all networks read something that is made of the features of all: `features(weights: learned)`. */
export interface FeatureExchange<P extends Parameters = Parameters> extends Declared<P> {
  readonly kind: 'exchange';
  readonly shares: 'features';
  /** Mixes [rows, width] features of the networks; `weights` are [networks]. */
  build(
    args: ArgsOf<P>,
    features: readonly Tensor[],
    scope: Scope,
  ): { readonly features: readonly Tensor[]; readonly weights: Tensor } | Misfit;
}

/** Layers of all networks have the same parameters, which each of them trains: `parameters(first: 1)`. */
export interface LayerExchange<P extends Parameters = Parameters> extends Declared<P> {
  readonly kind: 'exchange';
  readonly shares: 'layers';
  /** The parameter that says how many of the first layers these are. */
  readonly counts: keyof P & string;
}

/** What networks share. `shares` says which; shared code switches on it, never on a name. */
export type ExchangeDeclaration<P extends Parameters = Parameters> = FeatureExchange<P> | LayerExchange<P>;
