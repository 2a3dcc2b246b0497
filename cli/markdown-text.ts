/** Markdown as a terminal shows it: headings bold, code and differences in colour, nothing else changed. */

/** Without colours the page is left as it is, which reads well as plain text too. */
export function markdownText(page: string, colours: boolean): string {
  if (!colours) return page;
  let fence: string | null = null;
  return page
    .split('\n')
    .flatMap((line) => {
      const [, kind] = /^```(\w*)$/.exec(line) ?? [];
      if (kind !== undefined) {
        fence = fence === null ? kind : null;
        return [];
      }
      return [fence === null ? proseLine(line) : codeLine(line, fence)];
    })
    .join('\n');
}

const paint = (codes: string, words: string): string => `\x1b[${codes}m${words}\x1b[0m`;

function proseLine(line: string): string {
  const [, heading] = /^#+ (.*)$/.exec(line) ?? [];
  if (heading !== undefined) return paint('1', heading);
  return line
    .replace(/\*\*(.+?)\*\*/g, (_, words: string) => paint('1', words))
    .replace(/`([^`]+)`/g, (_, code: string) => paint('36', code));
}

function codeLine(line: string, kind: string): string {
  if (kind === 'diff' && line.startsWith('+')) return `  ${paint('32', line)}`;
  if (kind === 'diff' && line.startsWith('-')) return `  ${paint('31', line)}`;
  if (kind === 'text') return `  ${line.replace(/\^+$/, (marks) => paint('1;31', marks))}`;
  return `  ${line}`;
}
