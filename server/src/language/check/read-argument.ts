/** Values as arguments: from what was written to what a parameter takes, with one problem when it does not fit. */
import type { Parameter } from '../../../../catalog/parameter';
import { checkArgument } from '../../../../catalog/arguments';
import type { Argument } from '../../../../contract/plan';
import { nameUnknown, wordUnknown } from '../problems/names';
import { argumentMisfit } from '../problems/values';
import { nearestName } from '../../../../contract/nearest-name';
import { nearestArguments } from '../../../../catalog/nearest-arguments';
import { insertDeclaration } from '../edits/inserting';
import type { Span, Value, WordValue } from '../syntax/nodes';
import { writeString } from '../syntax/string-literal';
import { declarationNamed } from './catalog-names';
import type { CheckContext } from './context';
import { inserting, replacing } from './repairs';

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
    if (parameter.type === 'text') return misfitting(context, parameter, value, null);
    reportWord(context, parameter, resolved);
    return undefined;
  }
  if (resolved.kind === 'list' && isBroken(context, resolved)) return undefined;
  const isText = parameter.type === 'text' && resolved.kind === 'string';
  const argument = isText ? resolved.value : toArgument(context, resolved);
  const given = argument ?? (parameter.type === 'text' ? null : writtenAs(context, resolved));
  return checkArgument(parameter, given) ? misfitting(context, parameter, value, given) : argument;
}

/** Null where it is nothing that any parameter of the type takes. */
function misfitting(context: CheckContext, parameter: Parameter, value: Value, given: Argument): undefined {
  const written = given ?? context.written(value);
  const { default: _, ...needed } = parameter;
  const fault = checkArgument(given === null ? needed : parameter, given)!;
  const fixes = replacing(context, value, ...nearestArguments(parameter, written));
  context.report(argumentMisfit(context.where(value), fault.misfit, fault.remedy, fixes));
  return undefined;
}

/** The parser has said what is wrong in it. */
function isBroken({ tree, rangeOf }: CheckContext, span: Span): boolean {
  const range = tree.problems.length > 0 && rangeOf(span);
  if (!range) return false;
  const { lines } = tree;
  return tree.problems.some((problem) => {
    const at = problem.range ? lines.offsetAt(problem.range.start) : -1;
    return span.from <= at && at < span.to;
  });
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
    const fixes = replacing(context, name, ...nearestArguments(parameter, name.text));
    context.report(argumentMisfit(where, fault.misfit, fault.remedy, fixes));
    return;
  }
  const known = context.symbols.ofKind('let').map((symbol) => symbol.name);
  const [usual = '1'] = nearestArguments(parameter, name.text);
  const [first] = context.tree.file.declarations.filter(({ kind }) => kind !== 'experiment');
  const written = `let ${name.text} = ${usual}`;
  const others = range
    ? [
        ...inserting(context, insertDeclaration(context.tree, first ?? null, written), written),
        ...replacing(context, name, usual),
      ]
    : [];
  const nearest = nearestName(name.text, known);
  context.report(nameUnknown(where, name.text, 'constant', nearest, known, range, others));
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
