/** Hover: what the name under the pointer means, with the shapes and columns that are known of it. */
import { MarkupKind } from '../protocol';
import { explain } from '../../../../catalog/explain';
import { text, type Text } from '../../../../contract/text';
import type { Analysis } from '../../language/analyse';
import type { Sources } from '../../language/check/sources';
import type { DeclaredSymbol } from '../../language/resolve/symbols';
import { describeColumn } from '../describe-column';
import { describeRun } from '../describe-run';
import { describeShape } from '../describe-shape';
import type { Feature, Service } from '../feature';
import { meaningAt, type Meaning } from '../meaning';

export const hover: Feature = {
  capabilities: { hoverProvider: true },
  serve: (service) => {
    service.connection.onHover(({ textDocument, position }) => {
      const analysis = service.analyses.of(textDocument.uri);
      if (!analysis) return null;
      const { lines } = analysis.tree;
      const meaning = meaningAt(analysis, lines.offsetAt(position));
      if (!meaning) return null;
      const value = describe(service, analysis, meaning);
      return { contents: { kind: MarkupKind.Markdown, value }, range: lines.rangeOf(meaning.span) };
    });
  },
};

function describe(service: Service, analysis: Analysis, meaning: Meaning): string {
  const { translate } = service;
  switch (meaning.kind) {
    case 'keyword':
      return paragraphs(code(meaning.form.form), translate(meaning.form.doc));
    case 'property':
      return paragraphs(code(`${meaning.name}: ${meaning.form.example}`), translate(meaning.form.doc));
    case 'form':
      return paragraphs(code(meaning.form.example), translate(meaning.form.doc));
    case 'argument':
      return paragraphs(code(meaning.name), translate(meaning.parameter.doc));
    case 'catalog':
      return paragraphs(shapeOf(service, analysis, meaning.layer), explain(meaning.declaration, translate));
    case 'symbol':
      return describeSymbol(service, analysis, meaning.symbol);
    case 'run':
      return describeRun(service, meaning.run);
    case 'column':
      return describeColumn(service, meaning.name, meaning.data);
  }
}

function describeSymbol(service: Service, analysis: Analysis, symbol: DeclaredSymbol): string {
  const { declaration, kind, name } = symbol;
  if (declaration.kind === 'let') {
    const { from, to } = declaration.value;
    return code(`let ${name} = ${analysis.text.slice(from, to)}`);
  }
  const data = kind === 'data' ? analysis.data.get(name)?.schema : undefined;
  const rows = data ? service.say(sizeOf(data.rows, data.columns.length)) : '';
  const sources = kind === 'input' ? analysis.inputs.get(name)?.sources : undefined;
  return paragraphs(
    code(`${kind} ${name}`),
    rows,
    sources ? describeSources(service, sources) : '',
    shapeOf(service, analysis, declaration),
  );
}

const sizeOf = (rows: number, columns: number): Text =>
  text('{rows} {rows|row|rows}, {columns} {columns|column|columns}.', { rows, columns });

/** A line for each of several data sets: how many rows it has, and how many of its columns are read. */
function describeSources({ say }: Service, { all }: Sources): string {
  const known = all.flatMap(({ data: { symbol, schema }, plan }) =>
    schema ? [{ name: symbol.name, rows: schema.rows, columns: plan.columns.length }] : [],
  );
  if (all.length < 2) return '';
  return known
    .map(({ name, rows, columns }) =>
      say(text('{name}: {values}', { name: `\`${name}\``, values: sizeOf(rows, columns) })),
    )
    .map((line) => `- ${line}`)
    .join('\n');
}

/** What leaves a layer or block, where it is known. */
function shapeOf(
  service: Service,
  analysis: Analysis,
  node: Parameters<Analysis['shapes']['get']>[0] | null,
): string {
  const known = node && analysis.shapes.get(node);
  return known ? describeShape(service, known) : '';
}

const code = (source: string): string => `\`\`\`mtl\n${source}\n\`\`\``;

const paragraphs = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join('\n\n');
