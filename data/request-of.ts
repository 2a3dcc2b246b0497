/** What is asked of the rows of a data set: all that its plan says of them before they are split. */
import type { DataPlan, Plan } from '../contract/plan';
import type { SourceRequest } from '../contract/schema';

export const requestOf = (
  { directory }: Pick<Plan, 'directory'>,
  { source, form, query }: Pick<DataPlan, 'source' | 'form' | 'query'>,
): SourceRequest => ({ directory, source, ...(form ? { form } : {}), query });
