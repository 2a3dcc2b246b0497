/** Completion items for one thing that is expected at the cursor, likeliest first. */
import { CompletionItemKind } from '../protocol';
import type { Analysis } from '../../language/analyse';
import { declarationNamed, namesFitting, namesOf, signatureOf } from '../../language/check/catalog-names';
import { usualInner } from '../../language/check/usual-inner';
import { formExample, propertyExample } from '../../language/check/property-example';
import { fittingKeywords } from '../../language/complete/fitting-keywords';
import { predictedTarget } from '../../language/complete/predicted-target';
import { reaching } from '../../language/complete/reaching';
import { wholeDeclarations } from '../../language/complete/whole-declarations';
import type { Expected, ExpectedOfCatalog } from '../../language/complete/expected';
import { declarationForms } from '../../language/grammar/declarations';
import type { DeclarationForm, SymbolKind } from '../../language/grammar/forms';
import type { LetNode } from '../../language/syntax/nodes';
import type { Service } from '../feature';
import { columnItems } from './column-items';
import { fileItems } from './file-items';
import type { Item } from './item';
import { runItems } from './run-items';
import { argumentSnippet, callSnippet, declarationSnippet, propertySnippet } from './snippets';

/** `typed` is the text that a completion replaces, up to the cursor; `before` the character before it. */
export interface Place {
  readonly offset: number;
  /** What stands behind on its line. */
  readonly behind: string;
  readonly typed: string;
  readonly before: string;
}

export function itemsFor(
  service: Service,
  analysis: Analysis,
  expected: Expected,
  place: Place,
): readonly Item[] {
  switch (expected.kind) {
    case 'declaration':
      return [...declarationItems(analysis, place.behind), ...wholeItems(analysis)];
    case 'property':
      return [
        ...(expected.of === 'sweep' ? factorItems(analysis, expected.present) : []),
        ...propertyItems(analysis, declarationForms[expected.of], expected.present),
      ];
    case 'catalog':
      return catalogItems(analysis, expected, place.offset);
    case 'symbol':
      return symbolItems(analysis, expected);
    case 'column':
      return columnItems(service, analysis, expected, place.before);
    case 'argument':
      return argumentItems(expected);
    case 'metric':
      return metricItems(analysis, expected.task);
    case 'form': {
      const { name, doc, example } = expected;
      const insert = formExample(analysis.symbols, example);
      return [{ label: name, kind: CompletionItemKind.Function, documentation: doc, insert, head: name }];
    }
    case 'words':
      return expected.words.map((word) => {
        const documentation = expected.docs?.[word] ?? expected.doc;
        return {
          label: word,
          kind: CompletionItemKind.Keyword,
          insert: word,
          ...(documentation === undefined ? {} : { documentation }),
        };
      });
    case 'run':
      return runItems(service, analysis, place, expected.quotes).items;
    case 'file':
      return fileItems(analysis.uri, place.typed, expected.quotes);
  }
}

/** Declarations that a file has once are not offered again. */
function declarationItems({ tree }: Analysis, behind: string): readonly Item[] {
  const present = new Set<string>(tree.file.declarations.map(({ kind }) => kind));
  return fittingKeywords(behind)
    .map((kind) => ({ kind, form: declarationForms[kind] }))
    .filter(({ kind, form }) => !(form.once && present.has(kind)))
    .map(({ kind, form }) => ({
      label: kind,
      kind: CompletionItemKind.Keyword,
      detail: form.form,
      documentation: form.doc,
      insert: declarationSnippet(kind, form),
      snippet: true,
      head: kind,
      declares: true,
    }));
}

/** Declarations as the file could have them next, for whom they say enough as they are. */
const wholeItems = (analysis: Analysis): readonly Item[] =>
  wholeDeclarations(analysis).map(({ kind, about, written }) => ({
    label: `${kind} ${about}`,
    kind: CompletionItemKind.Snippet,
    documentation: written,
    insert: written,
    declares: true,
  }));

function propertyItems(
  { symbols }: Analysis,
  form: DeclarationForm,
  present: readonly string[],
): readonly Item[] {
  return Object.entries(form.properties)
    .filter(([name]) => !present.includes(name))
    .toSorted(([, a], [, b]) => Number(b.required ?? false) - Number(a.required ?? false))
    .map(([name, property]) => ({
      label: name,
      kind: CompletionItemKind.Property,
      documentation: property.doc,
      insert: propertySnippet(name, propertyExample(symbols, property)),
      snippet: true,
      head: name,
    }));
}

/** Constants of the file, each with the value that it has, to be varied. */
function factorItems({ symbols, text }: Analysis, present: readonly string[]): readonly Item[] {
  return symbols
    .ofKind('let')
    .filter(({ name }) => !present.includes(name))
    .map(({ name, declaration }) => {
      const { from, to } = (declaration as LetNode).value;
      return {
        label: name,
        kind: CompletionItemKind.Constant,
        documentation: `let ${name} = ${text.slice(from, to)}`,
        insert: propertySnippet(name, `[${text.slice(from, to)}]`),
        snippet: true,
        head: name,
      };
    });
}

/** A block on several inputs begins with a layer that joins them, and no other layer does. A list has a name without arguments once. */
function catalogItems(
  analysis: Analysis,
  { of, fits, joins = false, listed = [] }: ExpectedOfCatalog,
  offset: number,
): readonly Item[] {
  return namesOf(of).flatMap((name): Item[] => {
    const declaration = declarationNamed(of, name);
    if (!declaration) return [];
    // With other arguments it is another one: `[topK(1), topK(5)]`.
    if (listed.includes(name) && Object.keys(declaration.params).length === 0) return [];
    if (declaration.kind === 'layer' && (declaration.joins ?? false) !== joins) return [];
    if (fits !== undefined && 'fits' in declaration && !declaration.fits.includes(fits)) return [];
    const wraps = declaration.kind === 'layer' && declaration.wraps;
    const inner = wraps ? usualInner(declaration, reaching(analysis, offset)) : [];
    return [
      {
        label: name,
        kind: of === 'layer' ? CompletionItemKind.Function : CompletionItemKind.EnumMember,
        detail: signatureOf(declaration),
        insert: callSnippet(declaration, inner),
        snippet: true,
        head: name,
        data: { kind: 'catalog', of, name },
      },
    ];
  });
}

const symbolKinds: Readonly<Record<SymbolKind, CompletionItemKind>> = {
  let: CompletionItemKind.Constant,
  data: CompletionItemKind.Struct,
  input: CompletionItemKind.Field,
  shared: CompletionItemKind.Module,
  network: CompletionItemKind.Module,
  task: CompletionItemKind.Class,
};

function symbolItems(
  { symbols, shapes }: Analysis,
  { of, except }: Extract<Expected, { kind: 'symbol' }>,
): readonly Item[] {
  return symbols
    .ofKind(...of)
    .filter(({ name }) => !except.includes(name))
    .map(({ name, kind, declaration }) => {
      const shape = shapes.get(declaration)?.text;
      const detail = shape ? `${kind} ${shape}` : kind;
      return { label: name, kind: symbolKinds[kind], detail, insert: name };
    });
}

function argumentItems({ params, present }: Extract<Expected, { kind: 'argument' }>): readonly Item[] {
  return Object.entries(params)
    .filter(([name]) => !present.includes(name))
    .map(([name, parameter]) => ({
      label: `${name}:`,
      kind: CompletionItemKind.Variable,
      documentation: parameter.doc,
      insert: argumentSnippet(name, parameter),
      snippet: true,
      head: name,
    }));
}

/** The metrics that fit what the task predicts; all of them while that is not known. */
function metricItems({ symbols }: Analysis, task: string): readonly Item[] {
  const declaration = symbols.find(task)?.declaration;
  const target = predictedTarget(declaration);
  const names = target === undefined ? namesOf('metric') : namesFitting('metric', target);
  return ['loss', ...names].map((name) => ({ label: name, kind: CompletionItemKind.Value, insert: name }));
}
