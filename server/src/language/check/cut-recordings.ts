/** Tells of an input that reads less than most of its recordings have. */
import type { Column } from '../../../../contract/schema';
import type { Fix } from '../../../../contract/problem';
import { insertArgument } from '../edits/inserting';
import { recordingsCutOff } from '../problems/opened-files';
import type { Value } from '../syntax/nodes';
import type { CheckContext } from './context';
import type { ReadCall } from './read-call';
import { inserting, replacing } from './repairs';

export function reportCutRecordings(
  context: CheckContext,
  typeNode: Value | null,
  { declaration, call, assigned }: ReadCall<'input'>,
  { sounds }: Column,
): void {
  const { opens, params } = declaration;
  const read = opens?.lasts === undefined ? undefined : call.args[opens.lasts];
  if (!sounds || !typeNode || typeof read !== 'number') return;
  const [, middle, most] = sounds.seconds;
  if (middle <= read) return;
  // To the tenth of a second that is not too short.
  const whole = Math.ceil(most * 10 - 1e-9) / 10;
  const written = assigned.get(opens!.lasts!);
  const place = { name: opens!.lasts!, index: Object.keys(params).indexOf(opens!.lasts!) };
  const fixes = (): readonly Fix[] => {
    if (written) return replacing(context, written.value, String(whole));
    if (typeNode.kind !== 'word' && typeNode.kind !== 'call') return [];
    const args = typeNode.kind === 'call' ? typeNode.args : [];
    const edit = insertArgument(context.tree, typeNode.name, args, place, String(whole));
    return inserting(context, edit, `${place.name}: ${whole}`);
  };
  const seconds = { read, middle: Number(middle.toPrecision(3)), most: Number(most.toPrecision(3)) };
  context.report(
    recordingsCutOff(context.where(written?.value ?? typeNode), seconds, place.name, whole, fixes()),
  );
}
