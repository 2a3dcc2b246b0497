/** Properties whose value is a number, a text or a call that belongs to the language itself. */
import { flag, integer, number, type Parameter } from '../../../../catalog/parameter';
import { text } from '../../../../contract/text';
import { declarationForms } from '../grammar/declarations';
import type { DeclarationKind, ValueForm } from '../grammar/forms';
import { valueOfOtherForm } from '../problems/values';
import type { Value } from '../syntax/nodes';
import { writeString } from '../syntax/string-literal';
import type { CheckContext } from './context';
import { replacing } from './repairs';
import { readArgument } from './read-argument';

/** The number of a property: its default when it is left out, null when it was reported. */
export function readNumber(
  context: CheckContext,
  kind: DeclarationKind,
  name: string,
  value: Value | undefined,
): number | null {
  const form = declarationForms[kind].properties[name];
  if (form?.value.kind !== 'number') return null;
  if (!value) return form.value.default;
  const read = readArgument(context, parameterOf(form.value, form.doc), value);
  return typeof read === 'number' ? read : null;
}

function parameterOf(form: Extract<ValueForm, { kind: 'number' }>, doc: string): Parameter {
  const { kind: _, integer: isInteger, ...bounds } = form;
  return isInteger ? integer({ doc, ...bounds }) : number({ doc, ...bounds });
}

/** Whether a property says `true`: false when it is left out, null when it was reported. */
export function readFlag(
  context: CheckContext,
  kind: DeclarationKind,
  name: string,
  value: Value | undefined,
): boolean | null {
  if (!value) return false;
  const { doc } = declarationForms[kind].properties[name]!;
  const read = readArgument(context, flag({ doc }), value);
  return typeof read === 'boolean' ? read : null;
}

/** The string of a property, or null when there is none or it was reported. */
export function readText(context: CheckContext, value: Value | undefined): string | null {
  const resolved = value && context.resolve(value);
  if (!value || !resolved) return null;
  if (resolved.kind === 'string') return resolved.value;
  context.report(
    valueOfOtherForm(
      context.where(value),
      text('A text is expected here.'),
      text('Write it in double quotes.'),
      replacing(context, value, writeString(context.written(value))),
    ),
  );
  return null;
}
