/** Inlay hints: the shape that leaves each layer and input, and the trainable parameters of each block and task. */
import { InlayHintKind, type ClientCapabilities, type InlayHint, type Position } from '../protocol';
import { privacySpent } from '../../../../catalog/plan/privacy-spent';
import { formatCount } from '../../../../contract/format-count';
import { formatBriefly } from '../../../../contract/format-number';
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
  capabilities: (client) => ({
    inlayHintProvider: resolvesTooltips(client) ? { resolveProvider: true } : true,
  }),
  serve: (service) => {
    const { connection, analyses, client } = service;
    connection.languages.inlayHint.on(({ textDocument: { uri }, range }): InlayHint[] => {
      const analysis = analyses.of(uri);
      if (!analysis) return [];
      const { lines } = analysis.tree;
      const shown = { from: lines.offsetAt(range.start), to: lines.offsetAt(range.end) };
      return hintsIn(service, analysis, shown, resolvesTooltips(client) ? null : describeShape);
    });
    connection.languages.inlayHint.resolve((hint) => withTooltip(service, hint));
    // Shapes may follow from the data, such as the count of classes.
    if (client.workspace?.inlayHint?.refreshSupport)
      analyses.onDataChange(() => connection.languages.inlayHint.refresh());
  },
};

/** What a layer costs is counted for the tooltip alone, and takes most of the time: it waits until somebody points at the hint. */
const resolvesTooltips = ({ textDocument }: ClientCapabilities): boolean =>
  textDocument?.inlayHint?.resolveSupport?.properties.includes('tooltip') ?? false;

/** The hint that stands there now, if it still says the same. */
function withTooltip(service: Service, hint: InlayHint): InlayHint {
  const analysis = service.analyses.of(String(hint.data));
  if (!analysis) return hint;
  const at = analysis.tree.lines.offsetAt(hint.position);
  const same = hintsIn(service, analysis, { from: at, to: at }, describeShape).find(
    ({ label }) => label === hint.label,
  );
  return same?.tooltip === undefined ? hint : { ...hint, tooltip: same.tooltip };
}

/** Tooltips are written by `describe`, and left for later without it. */
function hintsIn(
  service: Service,
  analysis: Analysis,
  shown: Span,
  describe: typeof describeShape | null,
): InlayHint[] {
  const { shapes } = analysis;
  const { lines, file } = analysis.tree;
  const hints: InlayHint[] = [];
  const isShown = (offset: number): boolean => shown.from <= offset && offset <= shown.to;
  const addShape = (offset: number, shape: NodeShape | undefined): void => {
    if (!shape || !isShown(offset)) return;
    const hint: InlayHint = {
      position: lines.positionAt(offset),
      label: shape.frozen ? service.say(text('{shape}, frozen', { shape: shape.text })) : shape.text,
      kind: InlayHintKind.Type,
      paddingLeft: true,
    };
    if (describe) hint.tooltip = describe(service, shape);
    else hint.data = analysis.uri;
    hints.push(hint);
  };
  for (const declaration of file.declarations) {
    if (declaration.to < shown.from || declaration.from > shown.to) continue;
    if (declaration.kind === 'train') hints.push(...privacyHints(service, analysis, declaration, isShown));
    const shape = shapes.get(declaration);
    if (declaration.kind === 'input') addShape(declaration.to, shape);
    if (!isBlockDeclaration(declaration)) continue;
    const head = endOfHead(analysis.text, declaration);
    if (shape && shape.parameters > 0 && isShown(head))
      hints.push(parametersHint(service, lines.positionAt(head), shape));
    for (const layer of layersOf(declaration.block)) {
      // The layers within tell what becomes of the shape; behind the brace stands what leaves them all.
      addShape(layer.to, shapes.get(layer));
    }
  }
  return hints;
}

/** What is spent in the end stands behind `privacy`. */
function privacyHints(
  { say }: Service,
  { train, tree }: Analysis,
  { block }: BlockDeclaration,
  isShown: (offset: number) => boolean,
): readonly InlayHint[] {
  const entry = block.entries.findLast(({ kind, name }) => kind === 'property' && name.text === 'privacy');
  if (!entry || !isShown(entry.to)) return [];
  const spent = train && privacySpent(train);
  if (!spent || !Number.isFinite(spent.epsilon)) return [];
  const { epsilon, rounds } = spent;
  const label = say(
    text('epsilon {epsilon} after {rounds} {rounds|round|rounds}', {
      epsilon: formatBriefly(epsilon),
      rounds,
    }),
  );
  return [{ position: tree.lines.positionAt(entry.to), label, paddingLeft: true }];
}

/** With those that other layers wrap, in the order in which they end. */
const layersOf = ({ entries }: BlockNode): readonly LayerNode[] =>
  entries.flatMap((entry) =>
    entry.kind === 'layer' ? [...(entry.block ? layersOf(entry.block) : []), entry] : [],
  );

/** Before the brace, and before the blanks that stand before it. */
const endOfHead = (source: string, { keyword, block }: BlockDeclaration): number =>
  keyword.to + source.slice(keyword.to, block.from).trimEnd().length;

function parametersHint(
  { say }: Service,
  position: Position,
  { parameters, learning }: NodeShape,
): InlayHint {
  const label =
    parameters === 1
      ? say(text('1 parameter'))
      : say(text('{parameters} {parameters|parameter|parameters}', { parameters: formatCount(parameters) }));
  return {
    position,
    label: learning === undefined ? label : `${label}, ${learns(say, learning)}`,
    paddingLeft: true,
  };
}

const learns = (say: Service['say'], learning: number): string =>
  learning === 0
    ? say(text('all frozen'))
    : say(text('{learning} of them learn', { learning: formatCount(learning) }));
