/** Calls: a name of the catalog with its arguments, positional first, then named; defaults are filled in. */
import type { Declaration } from '../../../../catalog/declaration';
import type { Parameter, Parameters } from '../../../../catalog/parameter';
import type { Argument, Call } from '../../../../contract/plan';
import { listed, text } from '../../../../contract/text';
import type { CatalogKind } from '../grammar/forms';
import { wordUnknown } from '../problems/names';
import {
  argumentMissing,
  argumentOutOfOrder,
  argumentsTooMany,
  argumentTwice,
  argumentUnknown,
  argumentUnpublished,
  valueOfOtherForm,
} from '../problems/values';
import { nearestName } from '../../../../contract/nearest-name';
import { usualNames } from '../../../../catalog/usual';
import { insertArgument } from '../edits/inserting';
import type { ArgumentNode, NameNode, Span, Value } from '../syntax/nodes';
import { declarationNamed, namesOf, signatureOf, type DeclarationOf } from './catalog-names';
import type { CheckContext } from './context';
import { argumentExample } from './argument-example';
import { droppingItem, inserting, replacing } from './repairs';
import { readArgument } from './read-argument';

export interface ReadCall<K extends CatalogKind> {
  readonly declaration: DeclarationOf<K>;
  readonly call: Call;
  /** Every argument was understood, so that shapes can be found with them. */
  readonly whole: boolean;
  /** Arguments that were written, by the parameters that they are for. */
  readonly assigned: ReadonlyMap<string, ArgumentNode>;
}

/** A use of a catalog declaration as a value: `adam`, `adam(rate: 0.01)`. Null when the name is not known. */
export function readCall<K extends CatalogKind>(
  context: CheckContext,
  kind: K,
  value: Value,
): ReadCall<K> | null {
  const resolved = context.resolve(value);
  if (!resolved) return null;
  if (resolved.kind === 'word') return readNamedCall(context, kind, resolved.name, [], resolved);
  if (resolved.kind === 'call') return readNamedCall(context, kind, resolved.name, resolved.args, resolved);
  const remedy = text('Write one of {names}.', { names: listed(namesOf(kind)) });
  const written = resolved.kind === 'string' ? resolved.value.trim() : '';
  const meant = nearestName(written, namesOf(kind)) ?? usualOf(kind);
  const fixes = replacing(context, value, meant);
  context.report(valueOfOtherForm(context.where(value), text('A name is expected here.'), remedy, fixes));
  return null;
}

export function readNamedCall<K extends CatalogKind>(
  context: CheckContext,
  kind: K,
  name: NameNode,
  args: readonly ArgumentNode[],
  span: Span,
): ReadCall<K> | null {
  const declaration = declarationNamed(kind, name.text);
  if (!declaration) {
    reportUnknown(context, kind, name);
    return null;
  }
  const { example } = declaration;
  const callee = { name: name.text, signature: () => signatureOf(declaration), example };
  const { values, whole, assigned } = readArguments(context, callee, declaration.params, args, span);
  reportUnpublished(context, declaration, values, assigned);
  return { declaration, call: { name: name.text, args: values, ...context.at(span) }, whole, assigned };
}

/** Whoever compares with a publication should know where the method is not as published. */
function reportUnpublished(
  context: CheckContext,
  { name: method, cite, params }: Pick<Declaration, 'name' | 'cite' | 'params'>,
  values: Readonly<Record<string, Argument>>,
  assigned: ReadonlyMap<string, ArgumentNode>,
): void {
  for (const [name, { value }] of assigned) {
    const { published, default: usual } = params[name]!;
    if (!published || values[name] === undefined || values[name] === usual) continue;
    const fixes = replacing(context, value, String(usual));
    context.report(argumentUnpublished(context.where(value), name, method, String(usual), cite ?? '', fixes));
  }
}

const usualOf = (kind: CatalogKind): string =>
  (usualNames as Partial<Record<CatalogKind, string>>)[kind] ?? namesOf(kind)[0]!;

function reportUnknown(context: CheckContext, kind: CatalogKind, name: NameNode): void {
  const where = context.where(name);
  const known = namesOf(kind);
  const nearest = nearestName(name.text, known);
  context.report(wordUnknown(where, name.text, kind, nearest, known, context.rangeOf(name)));
}

interface ReadArguments {
  readonly values: Readonly<Record<string, Argument>>;
  readonly whole: boolean;
  /** Those that were written, by the parameters that they are for. */
  readonly assigned: ReadonlyMap<string, ArgumentNode>;
}

export interface Callee {
  readonly name: string;
  /** How it is written in general; asked for only when something is wrong. */
  signature(): string;
  readonly example: string;
}

/**
 * The value of every parameter. What was left out takes its default; what was reported takes it too where there is
 * one, so that the analysis goes on (`whole` says whether that happened).
 */
export function readArguments(
  context: CheckContext,
  callee: Callee,
  params: Parameters,
  args: readonly ArgumentNode[],
  span: Span,
): ReadArguments {
  const values: Record<string, Argument> = {};
  const { assigned, meant } = assignArguments(context, callee, params, args);
  let whole = true;
  for (const [name, argument] of assigned) {
    const value = readValue(context, params[name]!, argument.value);
    if (value === undefined) whole = false;
    else values[name] = value;
  }
  for (const [name, parameter] of Object.entries(params)) {
    if (name in values) continue;
    if (parameter.default !== undefined) values[name] = parameter.default as Argument;
    else {
      whole = false;
      if (assigned.has(name) || meant.has(name)) continue;
      const { example } = callee;
      const head = { from: span.from, to: span.from + callee.name.length };
      const place = { name, index: Object.keys(params).indexOf(name) };
      const value = argumentExample(example, params, name);
      const edit = insertArgument(context.tree, head, args, place, value);
      const fixes = inserting(context, edit, `${name}: ${value}`);
      context.report(argumentMissing(context.where(span), name, callee.name, parameter.doc, example, fixes));
    }
  }
  return { values, whole, assigned };
}

/** The argument, or undefined when it was reported. */
function readValue(context: CheckContext, parameter: Parameter, value: Value): Argument | undefined {
  const { of } = parameter;
  const resolved = of && context.resolve(value);
  if (resolved?.kind !== 'word' && resolved?.kind !== 'call') return readArgument(context, parameter, value);
  const read = readCall(context, of!, resolved);
  if (!read?.whole) return undefined;
  const { name, args } = read.call;
  return { name, args };
}

/**
 * Which parameter each argument is for; one that is for none, or for a taken one, is reported and left out. `meant` holds
 * the parameters that such an argument was most likely for: that they are missing need not be said as well.
 */
function assignArguments(
  context: CheckContext,
  callee: Callee,
  params: Parameters,
  args: readonly ArgumentNode[],
): { readonly assigned: ReadonlyMap<string, ArgumentNode>; readonly meant: ReadonlySet<string> } {
  const names = Object.keys(params);
  const assigned = new Map<string, ArgumentNode>();
  const meant = new Set<string>();
  let position = 0;
  let named = false;
  for (const argument of args) {
    let name: string | undefined;
    if (argument.name) {
      named = true;
      name = argument.name.text;
      if (!Object.hasOwn(params, name)) {
        const free = names.filter((candidate) => !assigned.has(candidate));
        const nearest = nearestName(name, free);
        if (nearest) meant.add(nearest);
        const where = context.where(argument.name);
        const range = context.rangeOf(argument.name);
        const others = nearest ? [] : droppingItem(context, argument);
        context.report(argumentUnknown(where, name, callee.name, nearest, names, range, others));
        continue;
      }
    } else {
      if (named) {
        const given = new Set([...assigned.keys(), ...args.map((other) => other.name?.text)]);
        const next = names.find((candidate) => !given.has(candidate));
        const { from } = argument;
        const fixes = next ? inserting(context, { from, to: from, newText: `${next}: ` }) : [];
        context.report(argumentOutOfOrder(context.where(argument), fixes));
        for (const free of names) meant.add(free);
        continue;
      }
      name = names[position];
      position += 1;
      if (name === undefined) {
        const fixes = droppingItem(context, argument);
        context.report(argumentsTooMany(context.where(argument), callee.name, callee.signature(), fixes));
        continue;
      }
    }
    if (assigned.has(name)) {
      const fixes = droppingItem(context, argument);
      context.report(argumentTwice(context.where(argument), name, callee.name, fixes));
    } else assigned.set(name, argument);
  }
  return { assigned, meant };
}
