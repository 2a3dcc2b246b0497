/** How a path that somebody names without a word more is read: a folder as the pictures or recordings in it, anything else as a table. */
import { stat } from 'node:fs/promises';
import type { SourceForm } from '../../contract/plan';
import { findMedia } from './find-media';

/** Of a folder with both, what there is more of. */
export async function formOfPath(path: string): Promise<SourceForm | undefined> {
  const entry = await stat(path).catch(() => undefined);
  if (!entry?.isDirectory()) return undefined;
  const [pictures, recordings] = await Promise.all([findMedia(path, 'images'), findMedia(path, 'audio')]);
  const isAudio = (recordings.value?.length ?? 0) > (pictures.value?.length ?? 0);
  return { kind: isAudio ? 'audio' : 'images', label: 'folder' };
}
