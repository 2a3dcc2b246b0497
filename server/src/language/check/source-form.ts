/** Sources that are calls: `images("photos/", label: folder)`. */
import type { DataPlan, SourceForm } from '../../../../contract/plan';
import type { sourceForms } from '../grammar/source-forms';
import type { Value } from '../syntax/nodes';
import type { CheckContext } from './context';
import { readLanguageCall } from './read-language-call';

export type ReadSource = Pick<DataPlan, 'source' | 'form'>;

/** Null when it was reported. */
export function readSourceForm(context: CheckContext, value: Value): ReadSource | null {
  const call = readLanguageCall(context, 'data', 'source', value);
  if (!call) return null;
  const kind = call.name as keyof typeof sourceForms;
  const { label, ...paths } = call.args;
  const form: SourceForm = { kind, label: label === 'folder' ? 'folder' : null };
  return { source: Object.values(paths).filter((path) => typeof path === 'string'), form };
}
