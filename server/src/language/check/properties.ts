/** The properties of a block by name, after what is wrong with the block as such has been said. */
import { declarationForms } from '../grammar/declarations';
import { entryOf } from '../grammar/entry-of';
import { notAvailableYet, propertyTwice, wordUnknown } from '../problems/names';
import { layerOutOfPlace, propertyMissing } from '../problems/values';
import { nearestName } from '../../../../contract/nearest-name';
import type { BlockDeclaration, LayerNode, PropertyNode } from '../syntax/nodes';
import type { CheckContext } from './context';

export interface BlockEntries {
  readonly properties: ReadonlyMap<string, PropertyNode>;
  readonly layers: readonly LayerNode[];
}

/** Unknown, repeated, missing and not yet available properties are reported; the last of two alike counts. */
export function readEntries(context: CheckContext, declaration: BlockDeclaration): BlockEntries {
  const form = declarationForms[declaration.kind];
  const properties = new Map<string, PropertyNode>();
  const layers: LayerNode[] = [];
  for (const entry of declaration.block.entries) {
    const name = entry.name.text;
    if (entry.kind === 'layer') {
      const isProperty = Object.hasOwn(form.properties, name);
      if (form.computes && !isProperty) layers.push(entry);
      else context.report(layerOutOfPlace(context.where(entry), name, declaration.kind, isProperty));
      continue;
    }
    const first = properties.get(name);
    if (first) {
      const { rangeOf } = context.tree.lines;
      context.report(propertyTwice(context.where(entry.name), name, rangeOf(first.name), rangeOf(entry)));
    }
    properties.set(name, entry);
    const property = entryOf(form.properties, name);
    if (property?.planned) context.report(notAvailableYet(context.where(entry), name));
    else if (!property && declaration.kind !== 'sweep') {
      const known = Object.keys(form.properties);
      const nearest = nearestName(name, known);
      const range = context.tree.lines.rangeOf(entry.name);
      context.report(wordUnknown(context.where(entry.name), name, 'property', nearest, known, range));
    }
  }
  reportMissing(context, declaration, properties);
  return { properties, layers };
}

function reportMissing(
  context: CheckContext,
  declaration: BlockDeclaration,
  present: ReadonlyMap<string, PropertyNode>,
): void {
  const { open, close } = declaration.block;
  // A block that is not there, or is cut off, was reported: what it would have held is not known.
  if (!open || !close) return;
  for (const [name, property] of Object.entries(declarationForms[declaration.kind].properties)) {
    if (!property.required || present.has(name)) continue;
    const subject = declaration.name ?? declaration.keyword;
    const at = context.tree.lines.rangeOf({ from: open.to, to: open.to });
    const entry = `${name}: ${property.example}`;
    const between = context.tree.text.slice(open.to, close.from);
    const end = declaration.block.entries.length > 0 ? ';' : between === '' ? ' ' : '';
    const inserted = /[\r\n]/.test(between)
      ? `${indentOf(context, declaration.from)}  ${entry}`
      : ` ${entry}${end}`;
    context.report(
      propertyMissing(context.where(subject), name, declaration.kind, property.example, at, inserted),
    );
  }
}

function indentOf(context: CheckContext, offset: number): string {
  const { lines, text } = context.tree;
  const start = lines.startOf(lines.positionAt(offset).line);
  return `\n${/^[ \t]*/.exec(text.slice(start, offset))![0]}`;
}
