/** What may be expected at a cursor. */
import type { Parameter } from '../../../../catalog/parameter';
import type { CatalogKind, DeclarationKind, SymbolKind } from '../grammar/forms';

export type Expected =
  /** A keyword that begins a declaration. */
  | { readonly kind: 'declaration' }
  /** A property of the declaration that is not `present` yet. */
  | { readonly kind: 'property'; readonly of: DeclarationKind; readonly present: readonly string[] }
  | ExpectedOfCatalog
  | ExpectedSymbol
  /** A column of a data set; in `quotes` the quotes are there already. */
  | { readonly kind: 'column'; readonly data: string; readonly quotes: boolean }
  /** An argument `name: `, other than those `present`. */
  | {
      readonly kind: 'argument';
      readonly params: Readonly<Record<string, Parameter>>;
      readonly present: readonly string[];
    }
  /** `TASK.` was written: what the task measures. */
  | { readonly kind: 'metric'; readonly task: string }
  /** A call of the language itself, with its example: `stable(rounds: 3)`. */
  | { readonly kind: 'form'; readonly name: string; readonly doc: string; readonly example: string }
  /** Words as they are: `as`, `<->`, the choices of an argument. */
  | {
      readonly kind: 'words';
      readonly words: readonly string[];
      readonly doc?: string;
      /** A sentence for each word, where they have their own. */
      readonly docs?: Readonly<Record<string, string>>;
    }
  /** A data file; in `quotes` the quotes are there already. */
  | { readonly kind: 'file'; readonly quotes: boolean }
  /** The folder of a run; in `quotes` the quotes are there already. */
  | { readonly kind: 'run'; readonly quotes: boolean };

/** A declared name, other than those in `except`. `teaches`: a data set that a network can learn from. */
export interface ExpectedSymbol {
  readonly kind: 'symbol';
  readonly of: readonly SymbolKind[];
  readonly except: readonly string[];
  readonly teaches?: true;
}

/** A name of the catalog. */
export interface ExpectedOfCatalog {
  readonly kind: 'catalog';
  readonly of: CatalogKind;
  /** The target that it is for. */
  readonly fits?: string;
  /** A layer that brings several inputs together comes first here. */
  readonly joins?: boolean;
  /** Names that the list has already. */
  readonly listed?: readonly string[];
}
