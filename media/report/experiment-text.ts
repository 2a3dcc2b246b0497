/** The text that was trained, with line numbers, comments and strings set apart. */
import type { Position } from '../../contract/problem';
import { element } from '../shared/element';

export interface ExperimentText {
  readonly element: HTMLElement;
  /** Scrolls to a line and marks it. */
  reveal(at: Position): void;
}

export function experimentText(source: string): ExperimentText {
  const lines = splitLines(source).map((parts) =>
    element(
      'li',
      {},
      element('code', {}, ...parts.map(({ style, content }) => element('span', { class: style }, content))),
    ),
  );
  return {
    element: element('ol', { class: 'source' }, ...lines),
    reveal: ({ line }) => {
      for (const [index, item] of lines.entries()) item.classList.toggle('revealed', index === line);
      const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
      lines[line]?.scrollIntoView({ block: 'center', behavior: calm ? 'auto' : 'smooth' });
    },
  };
}

interface Piece {
  readonly style: 'comment' | 'string' | 'number' | 'plain';
  readonly content: string;
}

/** Strings may span lines, so the text is cut into pieces first and into lines afterwards. */
function splitLines(source: string): readonly (readonly Piece[])[] {
  const lines: Piece[][] = [[]];
  for (const { style, content } of pieces(source)) {
    for (const [index, part] of content.split(/\r?\n/).entries()) {
      if (index > 0) lines.push([]);
      if (part !== '') lines.at(-1)!.push({ style, content: part });
    }
  }
  if (lines.length > 1 && lines.at(-1)!.length === 0) lines.pop();
  return lines;
}

const pattern = /(\/\/[^\n]*)|("(?:[^"\\]|\\[^])*"?)|(\b\d+(?:\.\d+)?(?:e[+-]?\d+)?%?)/g;

function pieces(source: string): readonly Piece[] {
  const found: Piece[] = [];
  let end = 0;
  for (const match of source.matchAll(pattern)) {
    if (match.index > end) found.push({ style: 'plain', content: source.slice(end, match.index) });
    const style = match[1] ? 'comment' : match[2] ? 'string' : 'number';
    found.push({ style, content: match[0] });
    end = match.index + match[0].length;
  }
  return [...found, { style: 'plain', content: source.slice(end) }];
}
