/** What the name at an offset means: a word of the language, a declaration of the catalog, a name of the file, a column. */
import type { Declaration } from '../../../catalog/declaration';
import type { Parameter, Parameters } from '../../../catalog/parameter';
import { deviceDocs } from '../../../contract/devices';
import type { TrainedRun } from '../../../contract/trained-run';
import type { Analysis } from '../language/analyse';
import { declarationNamed } from '../language/check/catalog-names';
import type { CheckedData } from '../language/check/data';
import { declarationForms } from '../language/grammar/declarations';
import { entryOf } from '../language/grammar/entry-of';
import { formsOf } from '../language/grammar/forms-of';
import type {
  CallForm,
  CatalogKind,
  DeclarationForm,
  PropertyForm,
  ValueForm,
} from '../language/grammar/forms';
import { declaredName } from '../language/resolve/file-names';
import { definitionAt } from '../language/resolve/find-definition';
import type { DeclaredSymbol } from '../language/resolve/symbols';
import { declarationAt } from '../language/syntax/declaration-at';
import { pathAt } from '../language/syntax/node-at';
import type { DeclarationNode, LayerNode, NameNode, Span, SyntaxNode } from '../language/syntax/nodes';

export type Meaning = { readonly span: Span } & (
  | { readonly kind: 'keyword'; readonly form: DeclarationForm }
  | { readonly kind: 'property'; readonly name: string; readonly form: PropertyForm }
  | { readonly kind: 'catalog'; readonly declaration: Declaration; readonly layer: LayerNode | null }
  | { readonly kind: 'form'; readonly form: CallForm }
  | { readonly kind: 'argument'; readonly name: string; readonly parameter: Parameter }
  | { readonly kind: 'symbol'; readonly symbol: DeclaredSymbol }
  | { readonly kind: 'column'; readonly name: string; readonly data: CheckedData }
  | { readonly kind: 'run'; readonly run: TrainedRun }
);

export function meaningAt(analysis: Analysis, offset: number): Meaning | undefined {
  const declared = declarationAt(analysis.tree.file.declarations, offset);
  if (declared && declared.keyword.from <= offset && offset <= declared.keyword.to)
    return { kind: 'keyword', span: declared.keyword, form: declarationForms[declared.kind] };
  const symbol = definitionAt(analysis, offset);
  const path = pathAt(analysis.tree, offset);
  const span = path.at(-1)!;
  if (symbol) return { kind: 'symbol', span, symbol };
  if (span.kind === 'string')
    return runMeaning(analysis, path, span) ?? columnMeaning(analysis, path, span, span.value);
  return span.kind === 'name' ? nameMeaning(analysis, path, span) : undefined;
}

type Path = readonly SyntaxNode[];

function nameMeaning(analysis: Analysis, path: Path, name: NameNode): Meaning | undefined {
  const parent = path.at(-2);
  switch (parent?.kind) {
    case 'property': {
      const form = propertyForm(path);
      return form && { kind: 'property', span: name, name: name.text, form };
    }
    case 'layer':
      return catalogMeaning('layer', name, parent);
    case 'argument': {
      const parameter = entryOf(paramsOf(path.slice(0, -2)) ?? {}, name.text);
      return parameter && { kind: 'argument', span: name, name: name.text, parameter };
    }
    case 'call':
      return valueMeaning(path.slice(0, -1), name);
    case 'word':
      return (
        columnMeaning(analysis, path.slice(0, -1), name, name.text) ?? valueMeaning(path.slice(0, -1), name)
      );
    case 'member':
      return columnMeaning(analysis, path, name, name.text) ?? catalogMeaning('metric', name);
    default:
      return undefined;
  }
}

/** `path` ends with a word or call; its name may be a use of the catalog, a form of the language or a choice. */
function valueMeaning(path: Path, name: NameNode): Meaning | undefined {
  const holder = path.findLast((node, index) => index < path.length - 1 && node.kind !== 'list');
  if (holder?.kind === 'argument') {
    const callee = paramsOf(path.slice(0, path.lastIndexOf(holder)));
    const taken = Object.values(callee ?? {}).find(({ uses }) => uses && Object.hasOwn(uses, name.text));
    if (taken) return catalogMeaning(taken.of!, name);
    const choices = Object.values(callee ?? {}).flatMap((parameter) => parameter.choices ?? []);
    return choices.includes(name.text) ? catalogMeaning('activation', name) : undefined;
  }
  const kind = catalogKindOf(path);
  if (kind) return catalogMeaning(kind, name);
  const value = propertyForm(path)?.value;
  const form = value && formNamed(value, name.text);
  return form && { kind: 'form', span: name, form };
}

/** A form of the language itself; a device is one without arguments. */
function formNamed(value: ValueForm, name: string): CallForm | undefined {
  const form = entryOf(formsOf(value), name);
  if (form) return form;
  if (value.kind !== 'device' || !Object.hasOwn(deviceDocs, name)) return undefined;
  return { doc: deviceDocs[name]!, params: {}, example: name };
}

/** Which part of the catalog a value at the end of the path is taken from. */
function catalogKindOf(path: Path): CatalogKind | undefined {
  const value = path.at(-1);
  const readAs = path.findLast((node) => node.kind === 'as');
  const declaration = path[1];
  if (declaration?.kind === 'input') return declaration.type === value ? 'input' : undefined;
  if (readAs) return readAs.type === value ? 'target' : undefined;
  const form = propertyForm(path)?.value;
  return form?.kind === 'catalog' ? form.of : undefined;
}

function propertyForm(path: Path): PropertyForm | undefined {
  const declaration = path[1];
  const property = path.findLast((node) => node.kind === 'property');
  if (!declaration || !property || !Object.hasOwn(declarationForms, declaration.kind)) return undefined;
  const { properties } = declarationForms[declaration.kind as keyof typeof declarationForms];
  return entryOf(properties, property.name.text);
}

/** Parameters of the layer, call or form at the end of the path. */
function paramsOf(path: Path): Parameters | undefined {
  const callee = path.at(-1);
  if (callee?.kind === 'layer') return declarationNamed('layer', callee.name.text)?.params;
  if (callee?.kind !== 'call') return undefined;
  const meaning = valueMeaning(path, callee.name);
  if (meaning?.kind === 'catalog') return meaning.declaration.params;
  return meaning?.kind === 'form' ? meaning.form.params : undefined;
}

function catalogMeaning(
  kind: CatalogKind,
  name: NameNode,
  layer: LayerNode | null = null,
): Meaning | undefined {
  const declaration = declarationNamed(kind, name.text);
  return declaration && { kind: 'catalog', span: name, declaration, layer };
}

/** The path of a run that a block starts from. */
function runMeaning({ runs }: Analysis, path: Path, span: Span): Meaning | undefined {
  const declaration = path[1];
  if (propertyForm(path)?.value.kind !== 'run' || !declaration) return undefined;
  const answer = runs.get(declaredName(declaration as DeclarationNode) ?? '');
  return answer?.state === 'known' ? { kind: 'run', span, run: answer.run } : undefined;
}

/** A column is written as a member or in the brackets of its data set, or bare in a property that takes one. */
function columnMeaning(analysis: Analysis, path: Path, span: Span, name: string): Meaning | undefined {
  const holder = path.findLast((node) => node.kind === 'selection' || node.kind === 'member');
  const dataName = holder?.kind === 'selection' ? holder.data.text : holder?.object.text;
  const declaration = path[1];
  const form = propertyForm(path)?.value.kind;
  const takesColumn = declaration?.kind === 'data' && (form === 'column' || form === 'split');
  const owner = dataName ?? (takesColumn ? declaration.name?.text : undefined);
  const data = owner === undefined ? undefined : analysis.data.get(owner);
  return data && { kind: 'column', span, name, data };
}
