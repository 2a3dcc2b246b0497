/** Inlay hints: the shape that leaves each layer and input, and the trainable parameters of each block and task. */
import { InlayHintKind, type InlayHint, type Position } from '../protocol';
import { formatCount } from '../../../../contract/format-count';
import { text } from '../../../../contract/text';
import type { Analysis } from '../../language/analyse';
import type { NodeShape } from '../../language/check/shapes';
import {
  isBlockDeclaration,
  type BlockDeclaration,
  type BlockNode,
  type LayerNode,
  type Span,
} from '../../language/syntax/nodes';
import { describeShape } from '../describe-shape';
import type { Feature, Service } from '../feature';

export const inlayHints: Feature = {
  capabilities: { inlayHintProvider: true },
  serve: (service) => {
    const { connection, analyses, client } = service;
    connection.languages.inlayHint.on(({ textDocument: { uri }, range }): InlayHint[] => {
      const analysis = analyses.of(uri);
      if (!analysis) return [];
      const { lines } = analysis.tree;
      const shown = { from: lines.offsetAt(range.start), to: lines.offsetAt(range.end) };
      return hintsIn(service, analysis, shown);
    });
    // Shapes may follow from the data, such as the count of classes.
    if (client.workspace?.inlayHint?.refreshSupport)
      analyses.onDataChange(() => connection.languages.inlayHint.refresh());
  },
};

function hintsIn(service: Service, analysis: Analysis, shown: Span): InlayHint[] {
  const { shapes } = analysis;
  const { lines, file } = analysis.tree;
  const hints: InlayHint[] = [];
  const add = (offset: number, shape: NodeShape | undefined, write: typeof shapeHint): void => {
    if (shape && shown.from <= offset && offset <= shown.to)
      hints.push(write(service, lines.positionAt(offset), shape));
  };
  for (const declaration of file.declarations) {
    if (declaration.to < shown.from || declaration.from > shown.to) continue;
    const shape = shapes.get(declaration);
    if (declaration.kind === 'input') add(declaration.to, shape, shapeHint);
    if (!isBlockDeclaration(declaration)) continue;
    if (shape && shape.parameters > 0) add(endOfHead(analysis.text, declaration), shape, parametersHint);
    for (const layer of layersOf(declaration.block)) {
      // The layers within tell what becomes of the shape; behind the brace stands what leaves them all.
      add(layer.to, shapes.get(layer), shapeHint);
    }
  }
  return hints;
}

/** With those that other layers wrap, in the order in which they end. */
const layersOf = ({ entries }: BlockNode): readonly LayerNode[] =>
  entries.flatMap((entry) =>
    entry.kind === 'layer' ? [...(entry.block ? layersOf(entry.block) : []), entry] : [],
  );

/** Before the brace, and before the blanks that stand before it. */
const endOfHead = (source: string, { keyword, block }: BlockDeclaration): number =>
  keyword.to + source.slice(keyword.to, block.from).trimEnd().length;

function shapeHint(service: Service, position: Position, shape: NodeShape): InlayHint {
  const tooltip = describeShape(service, shape);
  return { position, label: shape.text, kind: InlayHintKind.Type, paddingLeft: true, tooltip };
}

function parametersHint({ say }: Service, position: Position, { parameters }: NodeShape): InlayHint {
  const label =
    parameters === 1
      ? say(text('1 parameter'))
      : say(text('{parameters} parameters', { parameters: formatCount(parameters) }));
  return { position, label, paddingLeft: true };
}
