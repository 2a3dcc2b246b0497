/** Draws curves as an SVG in the colours of the editor's theme, which a walkthrough puts around it. */

const [width, height, left, bottom, top] = [480, 300, 40, 30, 12];

/** By the names of curves; those of one name share a colour. */
const colours = ['blue', 'orange', 'green', 'purple'].map((name) => `var(--vscode-charts-${name})`);
const words = 'fill="var(--vscode-foreground)" font-size="12" font-family="sans-serif"';
const rule = 'stroke="var(--vscode-editorWidget-border, #8888)" stroke-width="1"';

/** `curves` have a `name`, `values` by epoch from 1, and a `dash` where they are of rows that were not trained on. */
export function curvePicture(curves) {
  const names = [...new Set(curves.map(({ name }) => name))];
  const most = Math.max(...curves.flatMap(({ values }) => values));
  const epochs = Math.max(...curves.map(({ values }) => values.length));
  const step = most > 1 ? 0.5 : 0.2;
  const limit = Math.ceil(most / step) * step;
  const x = (epoch) => left + ((epoch - 1) / Math.max(1, epochs - 1)) * (width - left - 110);
  const y = (value) => height - bottom - (value / limit) * (height - bottom - top);
  const lines = Array.from({ length: Math.round(limit / step) + 1 }, (_, index) => index * step).map(
    (value) =>
      `<path d="M${left} ${round(y(value))}H${width - 110}" ${rule} />` +
      `<text x="${left - 8}" y="${round(y(value) + 4)}" text-anchor="end" ${words}>${round(value)}</text>`,
  );
  const drawn = curves.map(({ name, values, dash }) => {
    const points = values.map((value, index) => `${round(x(index + 1))},${round(y(value))}`);
    const style = `stroke="${colours[names.indexOf(name)]}" stroke-width="2"${dash ? ' stroke-dasharray="5 4"' : ''}`;
    return `<polyline points="${points.join(' ')}" fill="none" ${style} />`;
  });
  const legend = names.map((name, index) => {
    const at = top + 14 + index * 22;
    return (
      `<path d="M${width - 96} ${at}h18" stroke="${colours[index]}" stroke-width="3" />` +
      `<text x="${width - 72}" y="${at + 4}" ${words}>${name}</text>`
    );
  });
  const last = `<text x="${round(x(epochs))}" y="${height - 8}" text-anchor="end" ${words}>${epochs}</text>`;
  const open = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}">`;
  return `${[open, ...[...lines, ...drawn, ...legend, last].map((line) => `  ${line}`), '</svg>'].join('\n')}\n`;
}

const round = (value) => Number(value.toFixed(1));
