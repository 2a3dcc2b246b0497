/** What may be written at a cursor: the kinds of names, properties, arguments and words. Defined on broken text too. */
import type { Parameter } from '../../../catalog/parameter';
import { deviceDocs } from '../../../contract/devices';
import { entryOf } from './grammar/entry-of';
import type { Analysis } from './analyse';
import { declarationNamed } from './check/catalog-names';
import { dataSetsTeaching } from './check/feeding';
import type { Expected, ExpectedSymbol } from './complete/expected';
import { predictedTarget } from './complete/predicted-target';
import { cursorAt, type Cursor, type Frame, type Piece } from './complete/frames';
import { declarationForms } from './grammar/declarations';
import { formsOf } from './grammar/forms-of';
import type { CatalogKind, DeclarationKind, ValueForm } from './grammar/forms';
import { declarationAt } from './syntax/declaration-at';
import { TokenKind } from './syntax/tokens';

export interface Expectation {
  /** Half-open UTF-16 offsets of what a completion replaces. */
  readonly from: number;
  readonly to: number;
  readonly expected: readonly Expected[];
}

export function expectedAt(analysis: Analysis, offset: number): Expectation {
  const cursor = cursorAt(analysis.tree.tokens, offset);
  const { from, to, inside } = cursor;
  const anywhere = inside === 'comment' || analysis.tree.unread ? [] : expectedOf(analysis, cursor);
  const expected = anywhere.map((one) => fitted(analysis, offset, one));
  if (inside !== 'string') return { from, to, expected };
  // What a completion replaces stands on one line.
  if (/[\r\n]/.test(analysis.text.slice(from, offset))) return { from: offset, to: offset, expected: [] };
  const quoted = expected.flatMap((one): Expected[] =>
    one.kind === 'column' || one.kind === 'file' || one.kind === 'run' ? [{ ...one, quotes: true }] : [],
  );
  return { from, to, expected: quoted };
}

/** A loss or metric is for what the task at the cursor predicts, once that is written. */
function fitted(analysis: Analysis, offset: number, expected: Expected): Expected {
  const { tree } = analysis;
  if (expected.kind === 'symbol' && expected.teaches) return teaching(analysis, offset, expected);
  if (expected.kind !== 'catalog' || (expected.of !== 'loss' && expected.of !== 'metric')) return expected;
  const target = predictedTarget(declarationAt(tree.file.declarations, offset));
  return target === undefined ? expected : { ...expected, fits: target };
}

/** Data sets that feed the network and teach it something, where there are any. */
function teaching(analysis: Analysis, offset: number, expected: ExpectedSymbol): ExpectedSymbol {
  const { symbols, tree } = analysis;
  const network = declarationAt(tree.file.declarations, offset);
  if (network?.kind !== 'network' || !network.name) return expected;
  const fitting = dataSetsTeaching(symbols, analysis, network.name.text);
  const others = symbols.ofKind(...expected.of).filter(({ name }) => !fitting.includes(name));
  return fitting.length === 0 ? expected : { ...expected, except: others.map(({ name }) => name) };
}

function expectedOf(analysis: Analysis, { declaration, frames }: Cursor): readonly Expected[] {
  if (!declaration) return [{ kind: 'declaration' }];
  const top = frames.at(-1)!;
  const member = expectedMember(analysis, top);
  if (member) return member;
  const parents = frames.slice(0, -1);
  switch (top.open) {
    case 'declaration':
      return expectedInHead(declaration, top);
    case '{':
      return expectedInBlock(declaration, frames, top);
    case '(':
      return expectedInParentheses(declaration, parents, top);
    case '[':
      return expectedInBrackets(analysis, declaration, parents, top);
  }
}

/** After `name.`: columns of a data set, metrics of a task. */
function expectedMember(analysis: Analysis, { pieces }: Frame): readonly Expected[] | null {
  const dot = pieces.at(-1);
  const object = pieces.at(-2);
  if (dot?.kind !== TokenKind.Dot || object?.kind !== TokenKind.Name) return null;
  const kind = analysis.symbols.find(object.text)?.kind;
  if (kind === 'data') return [{ kind: 'column', data: object.text, quotes: false }];
  if (kind === 'task') return [{ kind: 'metric', task: object.text }];
  return [];
}

const constants: Expected = { kind: 'symbol', of: ['let'], except: [] };

function expectedInHead(declaration: DeclarationKind, { pieces }: Frame): readonly Expected[] {
  if (declaration === 'cotrain') {
    const names = pieces.filter(({ kind }) => kind === TokenKind.Name).map(({ text }) => text);
    const isName = pieces.at(-1)?.kind === TokenKind.Name;
    return isName
      ? [{ kind: 'words', words: ['<->'] }]
      : [{ kind: 'symbol', of: ['network'], except: names }];
  }
  const sign = pieces.findIndex(({ kind }) => kind === TokenKind.Equals);
  if (sign < 0) return [];
  const written = pieces.slice(sign + 1);
  if (declaration === 'let') return written.length === 0 ? [constants] : [];
  return declaration === 'input' ? expectedReadAs('input', written) : [];
}

/** `COLUMNS as TYPE`. */
function expectedReadAs(kind: 'input' | 'target', written: readonly Piece[]): readonly Expected[] {
  if (written.length === 0) return [{ kind: 'symbol', of: ['data'], except: [] }];
  const last = written.at(-1)!;
  if (last.text === 'as') return [{ kind: 'catalog', of: kind }];
  const isWhole = last.kind === 'group' || (last.kind === TokenKind.Name && written.length > 1);
  const hasType = written.some(({ text }) => text === 'as');
  return isWhole && !hasType ? [{ kind: 'words', words: ['as'] }] : [];
}

function expectedInBlock(
  declaration: DeclarationKind,
  frames: readonly Frame[],
  top: Frame,
): readonly Expected[] {
  const form = declarationForms[declaration];
  const [name, colon, ...written] = top.pieces;
  if (!name) {
    const isNested = frames.filter(({ open }) => open === '{').length > 1;
    const joins = !isNested && standsOnSeveral(frames) && isFirst(top);
    const layers: Expected = { kind: 'catalog', of: 'layer', joins };
    const property: Expected = { kind: 'property', of: declaration, present: top.named };
    return [...(isNested ? [] : [property]), ...(form.computes ? [layers] : [])];
  }
  const value = entryOf(form.properties, name.text)?.value;
  return colon?.kind === TokenKind.Colon && value
    ? expectedValue(value, written, frames[0]!.pieces[0]?.text ?? '')
    : [];
}

const standsOnSeveral = ([head]: readonly Frame[]): boolean => (head?.items.length ?? 0) > 1;
const isFirst = ({ items, named }: Frame): boolean => items.every((item) => named.includes(item));

/** `declared` is the name of the declaration, whose own columns `stratify` and the like choose from. */
function expectedValue(form: ValueForm, written: readonly Piece[], declared: string): readonly Expected[] {
  if (form.kind === 'target') return expectedReadAs('target', written);
  if (written.length > 0) return [];
  switch (form.kind) {
    case 'catalog':
      return [{ kind: 'catalog', of: form.of }, constants];
    case 'symbol':
      return [{ kind: 'symbol', of: form.of, except: [], ...(form.teaches ? { teaches: true } : {}) }];
    case 'call':
      return expectedForms(form);
    case 'device':
      return [{ kind: 'words', words: Object.keys(deviceDocs), docs: deviceDocs }, constants];
    case 'flag':
      return [{ kind: 'words', words: ['true', 'false'] }, constants];
    case 'column':
    case 'split':
      return [{ kind: 'column', data: declared, quotes: false }];
    case 'source':
      return [{ kind: 'file', quotes: false }, ...expectedForms(form)];
    case 'run':
      return [{ kind: 'run', quotes: false }];
    case 'text':
      return [];
    case 'number':
    case 'any':
      return [constants];
  }
}

const expectedForms = (value: ValueForm): readonly Expected[] =>
  Object.entries(formsOf(value)).map(([name, { doc, example }]) => ({ kind: 'form', name, doc, example }));

function expectedInParentheses(
  declaration: DeclarationKind,
  parents: readonly Frame[],
  top: Frame,
): readonly Expected[] {
  const parent = parents.at(-1)!;
  const form = declarationForms[declaration];
  if (parent.open === 'declaration' && parent.pieces.length === 1 && form.on) {
    const isFree = top.pieces.length === 0;
    const self = parent.pieces[0]!.text;
    return isFree ? [{ kind: 'symbol', of: form.on, except: [self, ...top.items] }] : [];
  }
  const call = calledForm(declaration, parents, top.owner);
  if (!call) return [];
  const [name, colon, ...written] = top.pieces;
  if (colon?.kind === TokenKind.Colon && name && written.length === 0)
    return valuesOf(entryOf(call.params, name.text));
  if (name) return [];
  const isWatched = call.watches && top.items.length === 0;
  if (isWatched) return [{ kind: 'symbol', of: ['task'], except: [] }];
  const names = Object.keys(call.params);
  const unnamed = top.items.filter((item) => !top.named.includes(item));
  const position = unnamed.length - (call.watches ? 1 : 0);
  const positional = names.slice(0, position);
  const present = [...new Set([...positional, ...top.named])];
  const next = top.named.length === 0 ? valuesOf(call.params[names[position] ?? '']) : [];
  return [{ kind: 'argument', params: call.params, present }, ...next];
}

/** Words that the parameter takes, and constants. */
function valuesOf(parameter: Parameter | undefined): readonly Expected[] {
  if (!parameter) return [];
  const { doc } = parameter;
  if (parameter.of) return [{ kind: 'catalog', of: parameter.of }, constants];
  if (parameter.type === 'text') return [{ kind: 'file', quotes: false }, constants];
  const words = parameter.choices ?? (parameter.type === 'flag' ? ['true', 'false'] : []);
  return words.length > 0 ? [{ kind: 'words', words, doc }, constants] : [constants];
}

export interface Called {
  readonly doc: string;
  readonly params: Readonly<Record<string, Parameter>>;
  readonly watches: boolean;
}

/** What a call in this place calls: a layer, or what the property, the argument or `as` asks for. `parents` are what is open around it. */
export function calledForm(
  declaration: DeclarationKind,
  parents: readonly Frame[],
  name: string | null,
): Called | null {
  const parent = parents.at(-1);
  if (!name || !parent) return null;
  const [property, colon] = parent.pieces;
  const form =
    colon?.kind === TokenKind.Colon
      ? entryOf(declarationForms[declaration].properties, property!.text)?.value
      : undefined;
  const language = entryOf(formsOf(form), name);
  if (language) return { doc: language.doc, params: language.params, watches: language.watches ?? false };
  const kind = kindOfCall(declaration, parent, form) ?? kindOfArgument(declaration, parents);
  const found = kind && declarationNamed(kind, name);
  return found ? { doc: found.doc, params: found.params, watches: false } : null;
}

/** Of a call that is an argument of another one. */
function kindOfArgument(declaration: DeclarationKind, parents: readonly Frame[]): CatalogKind | undefined {
  const { open, owner, pieces, items } = parents.at(-1)!;
  if (open !== '(') return undefined;
  const params = calledForm(declaration, parents.slice(0, -1), owner)?.params ?? {};
  const [name, colon] = pieces;
  const key = colon?.kind === TokenKind.Colon ? name!.text : Object.keys(params)[items.length];
  return key === undefined ? undefined : entryOf(params, key)?.of;
}

function kindOfCall(
  declaration: DeclarationKind,
  parent: Frame,
  form: ValueForm | undefined,
): CatalogKind | null {
  if (form?.kind === 'catalog') return form.of;
  if (form?.kind === 'target') return 'target';
  if (parent.open === 'declaration') return declaration === 'input' ? 'input' : null;
  return parent.open === '{' && parent.pieces.length === 1 ? 'layer' : null;
}

function expectedInBrackets(
  analysis: Analysis,
  declaration: DeclarationKind,
  parents: readonly Frame[],
  top: Frame,
): readonly Expected[] {
  const last = top.pieces.at(-1);
  if (top.owner) {
    const isData = analysis.symbols.find(top.owner)?.kind === 'data';
    const isFree = !last || last.kind === TokenKind.Range;
    return isData && isFree ? [{ kind: 'column', data: top.owner, quotes: false }] : [];
  }
  if (last) return [];
  // Data sets that the list does not name yet come first.
  const any: Expected = { kind: 'symbol', of: ['data'], except: [] };
  const sources = top.items.length > 0 ? [{ ...any, except: top.items }, any] : [any];
  if (declaration === 'input') return sources;
  const [property, colon] = parents.at(-1)?.pieces ?? [];
  const form =
    property && colon ? entryOf(declarationForms[declaration].properties, property.text)?.value : undefined;
  if (form?.kind === 'target') return sources;
  if (form?.kind === 'source') return [{ kind: 'file', quotes: false }];
  if (form?.kind === 'catalog' && form.list) return [{ kind: 'catalog', of: form.of, listed: top.items }];
  return [constants];
}
