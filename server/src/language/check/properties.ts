/** The properties of a block by name, after what is wrong with the block as such has been said. */
import { declarationForms } from '../grammar/declarations';
import { entryOf } from '../grammar/entry-of';
import { propertyTwice, wordUnknown } from '../problems/names';
import { layerOutOfPlace } from '../problems/composition';
import { propertyMissing } from '../problems/values';
import { nearestName } from '../../../../contract/nearest-name';
import type { Fix } from '../../../../contract/problem';
import { prependEntry } from '../edits/inserting';
import type { DeclarationForm } from '../grammar/forms';
import { declarationNamed } from './catalog-names';
import type { BlockDeclaration, LayerNode, PropertyNode } from '../syntax/nodes';
import type { CheckContext } from './context';
import { propertyExample } from './property-example';
import { droppingEntry, inserting, replacing } from './repairs';

export interface BlockEntries {
  readonly properties: ReadonlyMap<string, PropertyNode>;
  readonly layers: readonly LayerNode[];
}

/**
 * Unknown, repeated, missing and not yet available properties are reported; the last of two alike counts. `examples` are what a
 * missing property may say in this file.
 */
export function readEntries(
  context: CheckContext,
  declaration: BlockDeclaration,
  examples: Readonly<Record<string, () => string | null>> = {},
): BlockEntries {
  const form = declarationForms[declaration.kind];
  const properties = new Map<string, PropertyNode>();
  const layers: LayerNode[] = [];
  for (const entry of declaration.block.entries) {
    const name = entry.name.text;
    if (entry.kind === 'layer') {
      const isProperty = Object.hasOwn(form.properties, name);
      if (form.computes && !isProperty) layers.push(entry);
      else {
        const fixes = putInPlace(context, form, entry);
        context.report(layerOutOfPlace(context.where(entry), name, declaration.kind, isProperty, fixes));
      }
      continue;
    }
    const first = properties.get(name);
    if (first) {
      const { lines } = context.tree;
      const fixes = droppingEntry(context, entry);
      context.report(propertyTwice(context.where(entry.name), name, lines.rangeOf(first.name), fixes));
    }
    properties.set(name, entry);
    const property = entryOf(form.properties, name);
    if (!property && declaration.kind !== 'sweep') {
      const known = Object.keys(form.properties);
      const nearest = nearestName(name, known);
      const range = context.tree.lines.rangeOf(entry.name);
      const others = nearest ? [] : droppingEntry(context, entry);
      const { where } = context;
      context.report(wordUnknown(where(entry.name), name, 'property', nearest, known, range, others));
    }
  }
  reportMissing(context, declaration, properties, examples);
  return { properties, layers };
}

function reportMissing(
  context: CheckContext,
  declaration: BlockDeclaration,
  present: ReadonlyMap<string, PropertyNode>,
  examples: Readonly<Record<string, () => string | null>>,
): void {
  const { open, close } = declaration.block;
  // A block that is not there, or is cut off, was reported: what it would have held is not known.
  if (!open || !close) return;
  for (const [name, property] of Object.entries(declarationForms[declaration.kind].properties)) {
    if (!property.required || present.has(name)) continue;
    const subject = declaration.name ?? declaration.keyword;
    const example = examples[name]?.() ?? propertyExample(context.symbols, property);
    const entry = `${name}: ${example}`;
    const edit = prependEntry(context.tree, declaration, declaration.block, entry);
    const fixes = inserting(context, edit, entry);
    context.report(propertyMissing(context.where(subject), name, declaration.kind, example, fixes));
  }
}

/** `batch(64)` and `batch` were meant as properties, `adam` as the value of one. */
function putInPlace(context: CheckContext, form: DeclarationForm, entry: LayerNode): readonly Fix[] {
  const { text } = entry.name;
  const property = entryOf(form.properties, text);
  if (property) {
    const [only, ...more] = entry.args;
    const value = only && more.length === 0 ? context.written(only) : property.example;
    return replacing(context, entry, `${text}: ${value}`);
  }
  const [name] =
    Object.entries(form.properties).find(
      ([, { value }]) => value.kind === 'catalog' && declarationNamed(value.of, text),
    ) ?? [];
  const { from } = entry;
  return name === undefined
    ? droppingEntry(context, entry)
    : inserting(context, { from, to: from, newText: `${name}: ` });
}
