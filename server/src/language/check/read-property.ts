/** Properties whose value is a number, a text or a call that belongs to the language itself. */
import { flag, integer, number, type Parameter } from '../../../../catalog/parameter';
import { text } from '../../../../contract/text';
import { declarationForms } from '../grammar/declarations';
import type { DeclarationKind, ValueForm } from '../grammar/forms';
import { valueOfOtherForm } from '../problems/values';
import type { Value } from '../syntax/nodes';
import type { CheckContext } from './context';
import { readArgument } from './read-argument';

/** The number of a property, or null when there is none or it was reported. */
export function readNumber(
  context: CheckContext,
  kind: DeclarationKind,
  name: string,
  value: Value | undefined,
): number | null {
  const form = declarationForms[kind].properties[name];
  if (!value || !form) return null;
  const read = readArgument(context, parameterOf(form.value, form.doc), value);
  return typeof read === 'number' ? read : null;
}

function parameterOf(form: ValueForm, doc: string): Parameter {
  if (form.kind !== 'number') return flag({ doc });
  const { kind: _, integer: isInteger, ...bounds } = form;
  return isInteger ? integer({ doc, ...bounds }) : number({ doc, ...bounds });
}

/** The string of a property, or null when there is none or it was reported. */
export function readText(context: CheckContext, value: Value | undefined): string | null {
  const resolved = value && context.resolve(value);
  if (!value || !resolved) return null;
  if (resolved.kind === 'string') return resolved.value;
  const expected = text('A text in double quotes is expected here.');
  context.report(valueOfOtherForm(context.where(value), expected));
  return null;
}
