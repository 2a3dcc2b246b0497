/** Everything that an analysis says, to be compared with what another one says. */
import { analyse, type Analysis } from '../../../server/src/language/analyse';
import type { CheckMemory } from '../../../server/src/language/check/check-memory';
import { classify } from '../../../server/src/language/classify';
import { usualSchemas } from './schemas';

export const analyseText = (text: string, memory: CheckMemory | null, schemas = usualSchemas): Analysis =>
  analyse({ uri: 'file:///a.mtl', directory: '/data', text }, schemas, memory);

/** Nodes by where they stand. */
export const said = ({
  problems,
  shapes,
  plan,
  architecture,
  data,
  requests,
  partsRequests,
  runRequests,
  runs,
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
  runRequests,
  runs: [...runs],
  pending,
});
