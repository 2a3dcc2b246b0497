/** What a form of the language is made of: declarations, their properties, and what a value may be. */
import type { Declaration } from '../../../../catalog/declaration';
import type { Parameters } from '../../../../catalog/parameter';
import type { BlockKind } from '../syntax/nodes';

export type DeclarationKind = BlockKind | 'experiment' | 'let' | 'input';
/** The kinds that have a name, which other declarations can use. */
export type SymbolKind = 'let' | 'data' | 'input' | 'shared' | 'network' | 'task';
export type CatalogKind = Declaration['kind'];

/** What stands after the colon of a property. Checks, completion and hover all read it. */
export type ValueForm =
  | { readonly kind: 'text' }
  | {
      readonly kind: 'number';
      readonly integer?: true;
      readonly min?: number;
      readonly max?: number;
      readonly above?: number;
      /** What a file without the property means. */
      readonly default: number;
    }
  | { readonly kind: 'flag' }
  | { readonly kind: 'catalog'; readonly of: CatalogKind; readonly list?: true }
  /** `teaches`: a data set that a network can learn from. */
  | { readonly kind: 'symbol'; readonly of: readonly SymbolKind[]; readonly teaches?: true }
  /** A column of the data set that is being declared. */
  | { readonly kind: 'column' }
  /** A call of a form that belongs to the language itself, such as `plateau(…)`. */
  | { readonly kind: 'call'; readonly forms: Readonly<Record<string, CallForm>> }
  /** The folder of a run. */
  | { readonly kind: 'run' }
  /** Names of files, or a call of a form that reads files otherwise. */
  | { readonly kind: 'source'; readonly forms: Readonly<Record<string, CallForm>> }
  | { readonly kind: 'split' }
  /** Columns `as` a target. */
  | { readonly kind: 'target' }
  | { readonly kind: 'device' }
  | { readonly kind: 'any' };

export interface CallForm {
  readonly doc: string;
  readonly params: Parameters;
  /** The first argument is `TASK.METRIC`. */
  readonly watches?: true;
  readonly example: string;
}

export interface PropertyForm {
  /** One sentence for hover, completion and the reference. */
  readonly doc: string;
  readonly required?: true;
  readonly value: ValueForm;
  /** A value as it would be written. */
  readonly example: string;
}

export interface DeclarationForm {
  readonly doc: string;
  /** How it is written, on one line. */
  readonly form: string;
  /** Whether layers may stand in its block. */
  readonly computes: boolean;
  /** What the names in parentheses (or between `<->`) may be; absent where there are none. */
  readonly on?: readonly SymbolKind[];
  /** At most one of it stands in a file. */
  readonly once?: true;
  /** Empty for declarations without a block. */
  readonly properties: Readonly<Record<string, PropertyForm>>;
}
