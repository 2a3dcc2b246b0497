/** Which files hold data, by how their names end. */

export const dataFileEndings = ['csv', 'tsv', 'json', 'jsonl', 'ndjson', 'parquet'] as const;

/** Of files that grow line by line. */
export const followedEndings: readonly string[] = ['csv', 'tsv', 'jsonl', 'ndjson'];

/** Files that are rows of a folder of pictures. */
export const pictureEndings = ['png', 'jpg', 'jpeg', 'webp', 'gif', 'tif', 'tiff'] as const;

/** Files that are rows of a folder of recordings. */
export const soundEndings = ['wav', 'wave', 'flac'] as const;

const endings: readonly string[] = dataFileEndings;

/** `path` may be that of a file or an address. */
export const isDataFile = (path: string): boolean =>
  endings.includes(path.slice(path.lastIndexOf('.') + 1).toLowerCase());
