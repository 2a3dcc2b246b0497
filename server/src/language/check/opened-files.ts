/** Columns that name files: whether the input type reads what the files hold. */
import { inputOpening } from '../../../../catalog/opening';
import type { InputDeclaration } from '../../../../catalog/declaration';
import type { Fix, Problem } from '../../../../contract/problem';
import { isMedia, type MediaType } from '../../../../contract/media';
import type { Column } from '../../../../contract/schema';
import { filesAmongColumns, filesUnread, noFiles } from '../problems/opened-files';
import type { Where } from '../problems/problem-kind';
import type { CheckedData } from './data';
import type { ReadColumns } from './columns';
import type { Sources } from './sources';

/** The kind of files that the input type reads from these sources; undefined where it reads columns. Before a schema is known, the source tells. */
export function openedBy({ opens }: InputDeclaration, { all, width }: Sources): MediaType | undefined {
  if (!opens || width !== 1) return undefined;
  const opening = all.map(({ known: [column], data }) =>
    column ? column.type === opens.type : data.schema === null && mayHoldFiles(data),
  );
  return opening.every((is) => is) ? opens.type : undefined;
}

/** A source that was not understood may be anything. */
const mayHoldFiles = ({ rows }: CheckedData): boolean => rows === null || rows.form !== undefined;

/** Then their number is not what is wrong with them. */
export const holdsFiles = ({ all }: Sources): boolean =>
  all.some(({ known }) => known.some((column) => column && isMedia(column.type)));

/** Makes the fixes of what is wrong with a column. */
export interface ColumnFixes {
  /** What is usual for the column: it goes, or is read as something else. */
  readonly usual: () => readonly Fix[];
  /** It stays alone. */
  readonly alone: () => readonly Fix[];
  readonly readAs: (use: string) => readonly Fix[];
}

/**
 * What is wrong with a column that names files, or with one that does not where the type reads files only; null where nothing is, undefined where
 * neither is the case. `beside` are all columns of the input.
 */
export function filesProblem(
  where: Where,
  { opens, reads, name: type }: InputDeclaration,
  { name, type: held, ...files }: Column,
  beside: ReadColumns['known'],
  fixes: ColumnFixes,
): Problem | null | undefined {
  if (!isMedia(held)) {
    // What is wrong is said of the column of files.
    if (beside.some((column) => column && column.type === opens?.type)) return null;
    return reads === 'files' ? noFiles(where, name, type, fixes.usual()) : undefined;
  }
  const isAlone = beside.length === 1;
  if (opens?.type === held) return isAlone ? null : filesAmongColumns(where, name, fixes.alone());
  const use = inputOpening(held, files);
  return filesUnread(where, name, held, use, isAlone && use ? fixes.readAs(use) : fixes.usual());
}
