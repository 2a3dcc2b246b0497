/** The colours of the editor's theme as values, for canvases, which cannot read style sheets. */

export interface Palette {
  readonly background: string;
  readonly foreground: string;
  readonly muted: string;
  readonly grid: string;
  /** One for each series, in the order in which they are given out. */
  readonly series: readonly string[];
  readonly font: string;
}

export function readPalette(): Palette {
  const style = getComputedStyle(document.body);
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  const foreground = colour('--mtl-foreground');
  return {
    background: colour('--mtl-background'),
    foreground,
    muted: colour('--mtl-muted'),
    grid: colour('--mtl-grid'),
    series: seriesColours.map((name) => colour(name) || foreground),
    font: style.fontFamily,
  };
}

/** How many series differ by colour alone; markers and dashes tell further ones apart. */
export const seriesColours = [1, 2, 3, 4, 5, 6].map((index) => `--mtl-series-${index}`);

/** Calls back after the theme changed: VS Code swaps classes and variables, a report follows the system. */
export function watchTheme(onChange: () => void): void {
  new MutationObserver(onChange).observe(document.body, {
    attributes: true,
    attributeFilter: ['class', 'data-vscode-theme-id'],
  });
  new MutationObserver(onChange).observe(document.documentElement, {
    attributes: true,
    attributeFilter: ['style'],
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', onChange);
}
