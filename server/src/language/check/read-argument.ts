/** Values as arguments: from what was written to what a parameter takes, with one problem when it does not fit. */
import type { Parameter } from '../../../../catalog/parameter';
import { checkArgument } from '../../../../catalog/arguments';
import type { Argument } from '../../../../contract/plan';
import { nameUnknown, wordUnknown } from '../problems/names';
import { argumentMisfit } from '../problems/values';
import { nearestName } from '../../../../contract/nearest-name';
import type { Value, WordValue } from '../syntax/nodes';
import { writeString } from '../syntax/string-literal';
import { declarationNamed } from './catalog-names';
import type { CheckContext } from './context';

/** The argument, or undefined when it was reported (or is missing, which the parser said). */
export function readArgument(
  context: CheckContext,
  parameter: Parameter,
  value: Value,
): Argument | undefined {
  const resolved = context.resolve(value);
  if (!resolved) return undefined;
  if (resolved.kind === 'word') {
    if (parameter.choices?.includes(resolved.name.text)) return resolved.name.text;
    reportWord(context, parameter, resolved);
    return undefined;
  }
  const argument = toArgument(context, resolved);
  const fault =
    argument === undefined
      ? checkArgument(parameter, writtenAs(context, resolved))
      : checkArgument(parameter, argument);
  if (!fault) return argument;
  context.report(argumentMisfit(context.where(value), fault.misfit, fault.remedy));
  return undefined;
}

/** A word where a choice is expected is a misspelt choice; elsewhere it is out of its place, or not declared. */
function reportWord(context: CheckContext, parameter: Parameter, { name }: WordValue): void {
  const where = context.where(name);
  const range = context.rangeOf(name);
  if (parameter.choices) {
    const nearest = nearestName(name.text, parameter.choices);
    context.report(wordUnknown(where, name.text, 'word', nearest, parameter.choices, range));
    return;
  }
  const fault = checkArgument(parameter, name.text);
  if (fault && declarationNamed('activation', name.text)) {
    context.report(argumentMisfit(where, fault.misfit, fault.remedy));
    return;
  }
  const known = context.symbols.ofKind('let').map((symbol) => symbol.name);
  context.report(nameUnknown(where, name.text, 'constant', nearestName(name.text, known), known, range));
}

/** Numbers, flags and lists of them; undefined for what no parameter takes. */
function toArgument(context: CheckContext, value: Value): Argument | undefined {
  switch (value.kind) {
    case 'number':
    case 'flag':
      return value.value;
    case 'list': {
      const items = value.items.map((item) => {
        const resolved = context.resolve(item);
        return resolved ? toArgument(context, resolved) : undefined;
      });
      return items.every((item) => item !== undefined) ? items : undefined;
    }
    default:
      return undefined;
  }
}

/** A value that no parameter takes, as text for the message. */
const writtenAs = (context: CheckContext, value: Value): string =>
  value.kind === 'string' ? writeString(value.value) : context.written(value);
