/** Which files of a folder are pictures or recordings, by how their names end. */
import { extname } from 'node:path';
import { pictureEndings } from '../../contract/data-files';
import type { SourceForm } from '../../contract/plan';

export type FolderKind = Exclude<SourceForm['kind'], 'idx'>;

export const endingsOf: Readonly<Record<FolderKind, readonly string[]>> = {
  images: pictureEndings.map((ending) => `.${ending}`),
  audio: ['.wav', '.wave', '.flac'],
};

export const isOfKind = (kind: FolderKind, name: string): boolean =>
  endingsOf[kind].includes(extname(name).toLowerCase());
