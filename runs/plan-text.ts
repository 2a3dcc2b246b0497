/** Writes a plan as JSON that a person can read: what is short stands on one line, long lists are filled line by line. */
import type { Plan } from '../contract/plan';

const width = 110;

/** Reads back with `JSON.parse` to the same plan. */
export function planText(plan: Plan): string {
  return `${write(plan, '', '')}\n`;
}

/** `value` as it stands after `indent` and whatever is `before` it on its first line. */
function write(value: unknown, indent: string, before: string): string {
  const inline = writeInline(value);
  const fits = indent.length + before.length + inline.length < width;
  if (typeof value !== 'object' || value === null || (fits && indent !== '')) return inline;
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const items = value.map((item) => write(item, inner, ''));
    const lines = value.every(isScalar) ? fillLines(items, inner) : items.map((item) => `${inner}${item}`);
    return items.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n${indent}]`;
  }
  const entries = Object.entries(value)
    .filter(([, entry]) => entry !== undefined)
    .map(([name, entry]) => {
      const key = `${JSON.stringify(name)}: `;
      return `${inner}${key}${write(entry, inner, key)}`;
    });
  return `{\n${entries.join(',\n')}\n${indent}}`;
}

function writeInline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(writeInline).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
  if (entries.length === 0) return '{}';
  return `{ ${entries.map(([name, entry]) => `${JSON.stringify(name)}: ${writeInline(entry)}`).join(', ')} }`;
}

function isScalar(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}

/** As many items on a line as fit; a comma belongs to the line it ends. */
function fillLines(items: readonly string[], indent: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const item of items) {
    const longer = line === '' ? `${indent}${item}` : `${line}, ${item}`;
    if (line !== '' && longer.length >= width) {
      lines.push(line);
      line = `${indent}${item}`;
    } else {
      line = longer;
    }
  }
  return [...lines, line];
}
