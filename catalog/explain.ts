/** The page of a declaration as Markdown: for hover, completion and `mtl explain`. */
import type { Argument } from '../contract/plan';
import { listed, sayListed, render, type Text, text, type Translate } from '../contract/text';
import type { CotrainingDeclaration, Declaration, WeightingDeclaration } from './declaration';
import type { Parameter } from './parameter';
import { showArgument } from './show-call';
import { signatureOf } from './signature';

/** Signature, what it does, its parameters, an example, and where it comes from; in English without `translate`. */
export function explain(declaration: Declaration, translate: Translate = (template) => template): string {
  const { doc, cite, example } = declaration;
  const say = (sentence: Text): string => render(sentence, translate);
  const sections = [
    fenced(signatureOf(declaration)),
    translate(doc),
    parameterTable(declaration, translate),
    ...facts(declaration).map(say),
    `${say(text('Example:'))}\n\n${fenced(example)}`,
    cite && say(text('Source: {cite}.', { cite })),
  ];
  return sections.filter(Boolean).join('\n\n');
}

const fenced = (code: string): string => `\`\`\`mtl\n${code}\n\`\`\``;

function parameterTable({ params }: Declaration, translate: Translate): string {
  const say = (sentence: Text): string => render(sentence, translate);
  const rows = Object.entries<Parameter>(params).map(([name, parameter]) =>
    rowOf(`\`${name}\``, takes(parameter, say), say(defaultOf(parameter)), cell(translate(parameter.doc))),
  );
  if (rows.length === 0) return '';
  const head = rowOf(say(text('Parameter')), say(text('Takes')), say(text('Default')));
  return [`${head} |`, '|---|---|---|---|', ...rows].join('\n');
}

const rowOf = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** What a parameter takes, with its bounds: `number from 0 to below 1`. */
function takes(
  { type, choices, min, max, above, below, uses = {} }: Parameter,
  say: (sentence: Text) => string,
): string {
  if (type === 'use')
    return sayListed(
      Object.values(uses).map((one) => `\`${signatureOf(one)}\``),
      say,
    );
  const words =
    choices &&
    sayListed(
      choices.map((word) => `\`${word}\``),
      say,
    );
  if (type === 'choice') return words!;
  const isBounded = min !== undefined || above !== undefined;
  const parts = [
    nouns[type],
    ...(min === undefined ? [] : [text('from {min}', { min })]),
    ...(above === undefined ? [] : [text('above {above}', { above })]),
    ...(max === undefined ? [] : [text('to {max}', { max })]),
    ...(below === undefined
      ? []
      : [isBounded ? text('to below {below}', { below }) : text('below {below}', { below })]),
  ];
  const what = parts.map(say).join(' ');
  return words === undefined ? what : say(text('{what}, or {words}', { what, words }));
}

const nouns: Readonly<Record<Exclude<Parameter['type'], 'choice' | 'use'>, Text>> = {
  number: text('number'),
  integer: text('whole number'),
  flag: text('`true`, `false`'),
  integers: text('list of whole numbers'),
  numbers: text('list of numbers'),
  text: text('text'),
};

function defaultOf(parameter: Parameter): Text {
  if (parameter.default === undefined) return text('required');
  return parameter.default === null
    ? text('may be left out')
    : text('`{value}`', { value: showArgument(parameter.default as Argument, parameter.uses) });
}

/** What kinds of declarations say beyond parameters. */
function facts(declaration: Declaration): readonly Text[] {
  switch (declaration.kind) {
    case 'target':
      return [
        text('Loss when none is written: `{loss}`. Metrics: {metrics}.', {
          loss: declaration.defaultLoss,
          metrics: names(declaration.defaultMetrics),
        }),
      ];
    case 'loss':
      return [text('For the targets {targets}.', { targets: names(declaration.fits) })];
    case 'metric':
      return [
        declaration.better === 'higher'
          ? text('For the targets {targets}. Higher is better.', { targets: names(declaration.fits) })
          : text('For the targets {targets}. Lower is better.', { targets: names(declaration.fits) }),
      ];
    case 'weighting':
      return aboutWeighting(declaration);
    case 'cotraining':
      return aboutCotraining(declaration);
    case 'sharing':
      return declaration.mixes
        ? [text('Features of one task reach the others, so that all tasks must read the same.')]
        : [];
    default:
      return [];
  }
}

function aboutWeighting(declared: WeightingDeclaration): readonly Text[] {
  const { positive, most } = declared;
  return [
    ...(positive ? [text('Every loss must be above zero.')] : []),
    ...aboutNeeds(declared),
    ...(most === undefined ? [] : [text('For at most {most} tasks.', { most })]),
  ];
}

function aboutCotraining({ fits, least, most, acts }: CotrainingDeclaration): readonly Text[] {
  return [
    acts === 'rounds'
      ? text('It passes labels on between rounds of learning.')
      : text('It acts in every step of learning and has no rounds.'),
    most === least
      ? text('For {count} networks.', { count: least })
      : text('For {least} networks or more.', { least }),
    text('For the targets {targets}.', { targets: names(fits) }),
  ];
}

const combining = text(
  'It combines the gradients of the parameters that several tasks share, which takes a pass backwards for each task. ' +
    'What belongs to one task alone goes along the gradient of that task.',
);

/** What a step takes beside one pass forwards and one backwards. */
function aboutNeeds(declared: WeightingDeclaration): readonly Text[] {
  switch (declared.needs) {
    case 'losses':
      return declared.afterStep
        ? [
            text(
              'After each step it looks at the losses of the same batch again, which takes another pass forwards.',
            ),
          ]
        : [];
    case 'norms':
      return [
        text(
          'It looks at the gradients of each task over the last layer that the most tasks share, which takes a pass backwards to there ' +
            'for each task.',
        ),
      ];
    case 'gramian':
      return declared.stays
        ? [combining, text('For each task it keeps as many numbers as the shared parameters have.')]
        : [combining];
    case 'coordinates':
      return [combining];
    default:
      return declared satisfies never;
  }
}

const names = (list: readonly string[]) => listed(list.map((name) => `\`${name}\``));

/** A bar would end the cell of the table. */
const cell = (sentence: string): string => sentence.replaceAll('|', '\\|');
