/** `mtl/plan`: the plan of the text as it is typed, after its data files have been read. */
import { planRequest, type PlanParams, type PlanResult } from '../../../../contract/language-requests';
import type { Feature } from '../feature';

export const plans: Feature = {
  capabilities: {},
  serve: ({ connection, analyses }) => {
    connection.onRequest(planRequest, async ({ uri, settings }: PlanParams): Promise<PlanResult> => {
      const analysis = await analyses.settled(uri, settings);
      return {
        plan: analysis?.plan ?? null,
        text: analysis?.tree.text ?? '',
        problems: analysis?.problems ?? [],
      };
    });
  },
};
