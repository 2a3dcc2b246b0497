/** What the rows of a source of files are: what each is called, what it is labelled with, and how it is opened. */
import type { MediaType } from '../../contract/media';
import type { MediaReader } from './media-reader';

export interface MediaList {
  readonly type: MediaType;
  /** One for each row, no two alike. */
  readonly names: readonly string[];
  /** In the order of the names; absent where rows have no labels. */
  readonly labels?: readonly (string | number | null)[];
  /** Whether the names are paths, which people want to read. */
  readonly arePaths: boolean;
  readonly reader: MediaReader;
}
