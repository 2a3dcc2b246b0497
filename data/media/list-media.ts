/** Lists what the rows of a source of files are: what each is called, and what it is labelled with. */
import { open, readFile } from 'node:fs/promises';
import type { Outcome } from '../../contract/problem';
import { listIdx } from '../idx/list-idx';
import type { FolderFiles, IdxFiles } from '../resolve-files';
import type { MediaList } from './media-list';

export async function listMedia(source: FolderFiles | IdxFiles): Promise<Outcome<MediaList>> {
  return source.kind === 'idx' ? listIdx(source) : { value: listFolders(source), problems: [] };
}

const typeOf = { images: 'image', audio: 'audio' } as const;

function listFolders({ kind, folders, files, isLabelled }: FolderFiles): MediaList {
  const paths = new Map(files.map(({ name, path }) => [name, path]));
  const names = files.map(({ name }) => name);
  const pathOf = (word: string): string => {
    const path = paths.get(word);
    if (path === undefined) throw new Error(`${word} is not listed`);
    return path;
  };
  return {
    type: typeOf[kind],
    names,
    ...(isLabelled ? { labels: names.map(folderIn) } : {}),
    arePaths: true,
    reader: {
      files: folders,
      has: (word) => paths.has(word),
      open: async (word) => ({ kind: 'file', bytes: await readFile(pathOf(word)) }),
      async head(word, bytes) {
        const file = await open(pathOf(word));
        try {
          const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, 0);
          return { bytes: buffer.subarray(0, bytesRead), size: (await file.stat()).size };
        } finally {
          await file.close();
        }
      },
    },
  };
}

/** The folder right below the root; null for a file that lies in the root. */
function folderIn(name: string): string | null {
  const end = name.indexOf('/');
  return end < 0 ? null : name.slice(0, end);
}
