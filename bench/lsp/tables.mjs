/** Writes what was measured as Markdown tables: quantiles of every server, the gates of ours, and how much faster it is than each peer. */
import { floor } from './servers.mjs';

/** 95 % of the samples are at most so much, and so on; milliseconds, and megabytes for memory. */
export const gates = {
  'spawn to initialize': { any: 250 },
  'change to diagnostics': { 1000: 10, 10000: 80 },
  completion: { 1000: 5, 10000: 30 },
  hover: { any: 3 },
  definition: { any: 3 },
  'change to formatting': { 10000: 60 },
  'change to semantic tokens': { 10000: 40 },
  memory: { any: 120 },
};

/** `measured`: a list of `{ what, lines, times: { [server]: number[] } }`; `lines` is absent where it does not matter. */
export function tablesOf(measured) {
  const rows = measured.flatMap(({ what, lines, times }) => {
    const gate = gates[what]?.[lines] ?? gates[what]?.any;
    const all = Object.entries(times);
    const ours = Math.min(
      ...all.filter(([name]) => isOurs(name)).map(([, samples]) => quantile(samples, 0.5)),
    );
    return all.map(([name, samples]) => {
      const p95 = quantile(samples, 0.95);
      const judged = isOurs(name) && gate !== undefined ? (p95 <= gate ? 'met' : 'not met') : '';
      const ratio = isOurs(name) || name === floor.name ? '' : (quantile(samples, 0.5) / ours).toFixed(1);
      return [
        what,
        lines ?? '',
        name,
        ...[0.5, 0.95, 0.99].map((part) => short(quantile(samples, part))),
        gate ?? '',
        judged,
        ratio,
      ];
    });
  });
  return table(
    ['what', 'lines', 'server', 'p50', 'p95', 'p99', 'gate (p95)', 'ours', 'p50: server / ours'],
    rows,
  );
}

const isOurs = (name) => name.startsWith('ours');

export function quantile(samples, part) {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)];
}

const table = (head, rows) => line(head) + line(head.map(() => '---')) + rows.map(line).join('');

const line = (cells) => `| ${cells.join(' | ')} |\n`;

const short = (value) =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
