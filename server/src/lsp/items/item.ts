/** A completion item before it is given its place in the text and in the list. */
import type { CompletionItem } from '../protocol';

/** What is needed to write the page of an item when a person looks at it. */
export type ItemData =
  | { readonly kind: 'catalog'; readonly of: string; readonly name: string }
  | { readonly kind: 'column'; readonly uri: string; readonly data: string; readonly name: string };

export interface Item extends Pick<
  CompletionItem,
  'label' | 'kind' | 'detail' | 'documentation' | 'filterText'
> {
  readonly insert: string;
  /** Its name, inserted alone where what comes behind it is written already: parentheses, a colon, braces. */
  readonly head?: string;
  /** A declaration, which has the rest of its line to itself. */
  readonly declares?: true;
  /** `insert` has places to fill in. */
  readonly snippet?: true;
  readonly data?: ItemData;
}
