/** What can be wrong with files of text that the engine takes without a word, or for which it has none that help. */
import type { Problem } from '../contract/problem';
import { text } from '../contract/text';

export const jsonCutOff = (path: string): Problem => ({
  code: 'MTL6034',
  severity: 'error',
  message: text('The list in {path} begins with “[” and does not end with “]”: it is cut off.', { path }),
  remedy: text('Get the whole file, or write it again.'),
});

export const markBeforeJson = (path: string): Problem => ({
  code: 'MTL6035',
  severity: 'error',
  message: text('{path} begins with a byte order mark, which JSON does not have.', { path }),
  remedy: text('Save it as UTF-8 without one.'),
});

export const lineEndsMixed = (path: string): Problem => ({
  code: 'MTL6036',
  severity: 'error',
  message: text(
    'Lines of {path} end in different ways, as of files that were written on different systems.',
    {
      path,
    },
  ),
  remedy: text('Save it with one kind of line ends; most editors can do that.'),
});

/** `separator` and `other` are those of the first lines. */
export const separatorsDiffer = (path: string, separator: string, file: string, other: string): Problem => ({
  code: 'MTL6037',
  severity: 'error',
  message: text('Cells of {path} stand between “{separator}”, and those of {file} between “{other}”.', {
    path,
    separator: shown(separator),
    file,
    other: shown(other),
  }),
  remedy: text('Give all files of `source` the same separator.'),
});

const shown = (separator: string): string => (separator === '\t' ? '\\t' : separator);
