/** What an analysis says, to be compared with what another one does. */
import type { Analysis } from '../../../server/src/language/analyse';
import { classify } from '../../../server/src/language/classify';

/** All that an analysis says, nodes by where they stand. */
export const said = ({
  problems,
  shapes,
  plan,
  architecture,
  data,
  requests,
  partsRequests,
  pending,
  tree,
  symbols,
}: Analysis) => ({
  words: classify({ tree, symbols }),
  problems,
  shapes: [...shapes]
    .map(([{ kind, from, to }, shape]) => `${from} ${to} ${kind} ${JSON.stringify(shape)}`)
    .toSorted(),
  plan,
  architecture,
  data: [...data].map(([name, { plan: own, schema, state }]) => [name, own, schema, state]),
  requests,
  partsRequests,
  pending,
});
