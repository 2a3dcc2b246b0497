/** The page of a declaration as Markdown: for hover, completion and `mtl explain`. */
import type { Declaration } from './declaration';
import type { Parameter } from './parameter';
import { showArgument } from './show-call';
import type { Argument } from '../contract/plan';
import { signatureOf } from './signature';

/** Signature, what it does, its parameters, an example, and where it comes from. */
export function explain(declaration: Declaration): string {
  const { doc, cite, example } = declaration;
  const sections = [
    fenced(signatureOf(declaration)),
    doc,
    parameterTable(declaration),
    ...facts(declaration),
    `Example:\n\n${fenced(example)}`,
    cite && `Source: ${cite}.`,
  ];
  return sections.filter(Boolean).join('\n\n');
}

const fenced = (code: string): string => `\`\`\`mtl\n${code}\n\`\`\``;

function parameterTable({ params }: Declaration): string {
  const rows = Object.entries<Parameter>(params).map(
    ([name, parameter]) =>
      `| \`${name}\` | ${takes(parameter)} | ${defaultOf(parameter)} | ${cell(parameter.doc)} |`,
  );
  return rows.length === 0
    ? ''
    : ['| Parameter | Takes | Default | |', '|---|---|---|---|', ...rows].join('\n');
}

/** What a parameter takes, with its bounds: `number from 0 to below 1`. */
function takes({ type, choices, min, max, above, below }: Parameter): string {
  const words = choices?.map((word) => `\`${word}\``).join(', ');
  if (type === 'choice') return words!;
  const bounded = min !== undefined || above !== undefined;
  const bounds = [
    min === undefined ? '' : ` from ${min}`,
    above === undefined ? '' : ` above ${above}`,
    max === undefined ? '' : ` to ${max}`,
    below === undefined ? '' : `${bounded ? ' to' : ''} below ${below}`,
  ].join('');
  const what = { number: 'number', integer: 'whole number', flag: '`true`, `false`' };
  const lists = { integers: 'list of whole numbers', numbers: 'list of numbers' };
  const noun = type === 'integers' || type === 'numbers' ? lists[type] : what[type];
  return `${noun}${bounds}${words === undefined ? '' : `, or ${words}`}`;
}

function defaultOf(parameter: Parameter): string {
  if (parameter.default === undefined) return 'required';
  return parameter.default === null
    ? 'may be left out'
    : `\`${showArgument(parameter.default as Argument)}\``;
}

/** What kinds of declarations say beyond parameters. */
function facts(declaration: Declaration): readonly string[] {
  switch (declaration.kind) {
    case 'target':
      return [
        `Loss when none is written: \`${declaration.defaultLoss}\`. Metrics: ${names(declaration.defaultMetrics)}.`,
      ];
    case 'loss':
      return [`For the targets ${names(declaration.fits)}.`];
    case 'metric':
      return [
        `For the targets ${names(declaration.fits)}. ${declaration.better === 'higher' ? 'Higher' : 'Lower'} is better.`,
      ];
    case 'weighting':
      return declaration.positive ? ['Every loss must be above zero.'] : [];
    default:
      return [];
  }
}

const names = (list: readonly string[]): string => list.map((name) => `\`${name}\``).join(', ');

/** A bar would end the cell of the table. */
const cell = (sentence: string): string => sentence.replaceAll('|', '\\|');
