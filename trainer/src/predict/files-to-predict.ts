/** How what is predicted for is opened: a table, or files that a run reads the content of. */
import { stat } from 'node:fs/promises';
import type { Plan, SourceForm } from '../../../contract/plan';
import { isDataFile } from '../../../contract/data-files';
import type { MediaType } from '../../../contract/media';

const kindOf = { image: 'images', audio: 'audio' } as const satisfies Readonly<Record<MediaType, string>>;

/**
 * Undefined for a table. Of a run that reads files, a folder or a single file is such a file, and what is neither that nor a table is taken for a file of
 * the form that the run was trained on.
 */
export async function formOf(
  { inputs, data }: Pick<Plan, 'inputs' | 'data'>,
  path: string,
): Promise<SourceForm | undefined> {
  const opens = inputs.find((input) => input.opens)?.opens;
  if (opens === undefined || isDataFile(path)) return undefined;
  const entry = await stat(path).catch(() => undefined);
  const isIdx = data.some(({ form }) => form?.kind === 'idx');
  const kind = isIdx && !entry?.isDirectory() ? 'idx' : kindOf[opens];
  return { kind, label: null };
}
