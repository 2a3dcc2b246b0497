/** Which files of a folder are pictures or recordings, by how their names end. */
import { extname } from 'node:path';
import { pictureEndings, soundEndings } from '../../contract/data-files';
import type { SourceForm } from '../../contract/plan';

export type FolderKind = Exclude<SourceForm['kind'], 'idx'>;

export const endingsOf: Readonly<Record<FolderKind, readonly string[]>> = {
  images: pictureEndings.map((ending) => `.${ending}`),
  audio: soundEndings.map((ending) => `.${ending}`),
};

export const isOfKind = (kind: FolderKind, name: string): boolean =>
  endingsOf[kind].includes(extname(name).toLowerCase());
