/** Which inputs some data set does not feed, so that its rows have zeros there. */
import type { InputPlan, Plan } from '../../../contract/plan';

export const isPartlyFed = ({ data }: Pick<Plan, 'data'>, { from }: Pick<InputPlan, 'from'>): boolean =>
  data.some(({ name }) => !from.some((source) => source.data === name));
