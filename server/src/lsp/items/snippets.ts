/** What a completion inserts, with places to fill in: declarations with their required parts, calls, properties. */
import type { Parameter } from '../../../../catalog/parameter';
import { showArgument } from '../../../../catalog/show-call';
import type { Callable } from '../../../../catalog/signature';
import type { Argument } from '../../../../contract/plan';
import type { DeclarationForm, DeclarationKind } from '../../language/grammar/forms';
import type { BlockKind } from '../../language/syntax/nodes';

/** In the snippet syntax of the protocol; `place` counts the places of one snippet from 1. */
const place = (number: number, shown: string): string => `\${${number}:${escapeSnippet(shown)}}`;

export const escapeSnippet = (text: string): string => text.replace(/[\\$}]/g, '\\$&');

/** The text of a snippet for clients that know no places. */
export const withoutPlaces = (snippet: string): string =>
  snippet.replace(/\$\{\d+:((?:\\.|[^}\\])*)\}|\$\d+|\\([\\$}])/g, (_, shown?: string, escaped?: string) =>
    shown === undefined ? (escaped ?? '') : shown.replace(/\\([\\$}])/g, '$1'),
  );

/** A declaration with the properties that it cannot do without. */
export function declarationSnippet(kind: DeclarationKind, form: DeclarationForm): string {
  if (kind === 'experiment') return `experiment "${place(1, 'title')}"`;
  if (kind === 'let') return `let ${place(1, 'name')} = ${place(2, '1')}`;
  if (kind === 'input') {
    return `input ${place(1, 'name')} = ${place(2, 'data')}[${place(3, 'columns')}] as ${place(4, 'numbers')}`;
  }
  const head = headSnippet(kind, form);
  const required = Object.entries(form.properties).filter(([, { required }]) => required);
  const lines = required.map(([name, { example }], index) => `  ${name}: ${place(index + 4, example)}\n`);
  const body = form.computes || lines.length === 0 ? '  $0\n' : '';
  return `${head} {\n${body}${lines.join('')}}`;
}

function headSnippet(kind: BlockKind, { on }: DeclarationForm): string {
  if (kind === 'cotrain') return `cotrain ${place(1, 'left')} <-> ${place(2, 'right')}`;
  if (kind === 'train' || kind === 'sweep') return kind;
  return on ? `${kind} ${place(1, 'name')}(${place(2, 'from')})` : `${kind} ${place(1, 'name')}`;
}

/** A call with its required arguments, the bare name where it has none; the `inner` layers in braces for one that wraps others. */
export function callSnippet({ name, params, wraps }: Callable, inner: readonly string[] = []): string {
  const required = Object.entries<Parameter>(params).filter(([, is]) => is.default === undefined);
  const values = required.map(([word, parameter], index) => place(index + 1, valueOf(word, parameter)));
  const braces = wraps ? ` {\n  ${place(required.length + 1, inner.join('\n  '))}\n}` : '';
  return `${name}${values.length === 0 ? '' : `(${values.join(', ')})`}${braces}`;
}

export const propertySnippet = (name: string, example: string): string => `${name}: ${place(1, example)}`;

export const argumentSnippet = (name: string, parameter: Parameter): string =>
  `${name}: ${place(1, valueOf(name, parameter))}`;

/** The default where there is one that can be written, else a word that says what belongs there. */
function valueOf(name: string, { default: preset, choices, min, type, uses }: Parameter): string {
  if (uses) return showArgument(preset as Argument, uses);
  if (Array.isArray(preset)) return `[${preset.join(', ')}]`;
  if (preset !== undefined && preset !== null) return String(preset);
  if (choices?.[0]) return choices[0];
  return type === 'number' || type === 'integer' ? String(min ?? 1) : name;
}
