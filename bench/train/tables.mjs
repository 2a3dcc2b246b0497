/** Writes what was measured as Markdown tables: all programs, and ours against the best peer with the goal of the net. */

export function tablesOf(measured) {
  return `${allPrograms(measured)}\n${ratios(measured)}`;
}

function allPrograms(measured) {
  const rows = measured.flatMap(({ net, threads, results }) =>
    Object.entries(results).map(([program, { wall, cpu, peak, turns, apart }]) => [
      net,
      threads,
      program,
      `${short(wall.median)} (${short(wall.least)} to ${short(wall.most)})`,
      short(cpu.median),
      turns,
      (peak / 1e6).toFixed(0),
      apart === 0 ? '0' : apart.toExponential(0),
    ]),
  );
  const times = ['wall ms a step, median (least to most)', 'CPU ms a step'];
  return table(['net', 'threads', 'program', ...times, 'turns', 'peak MB', 'losses apart'], rows);
}

/** The fastest configuration of each by ours, in wall time. */
const libraries = ['torch', 'keras', 'tfjs-node'];

/** The best peer is the one with the least median of wall time. Memory is held against the leanest PyTorch of the run. */
function ratios(measured) {
  const rows = measured.flatMap(({ net, goal, threads, results: { ours, ...others } }) => {
    const [best] = Object.entries(others).toSorted(([, a], [, b]) => a.wall.median - b.wall.median);
    if (!best) return [];
    const [name, peer] = best;
    const torch = Object.entries(others).filter(([key]) => key.startsWith('torch'));
    const leanest = Math.min(...torch.map(([, { peak }]) => peak));
    const speed = peer.wall.median / ours.wall.median;
    const ratioOf = (library) => {
      const own = Object.entries(others).filter(([key]) => key.startsWith(library));
      const least = Math.min(...own.map(([, { wall }]) => wall.median));
      return own.length > 0 ? (least / ours.wall.median).toFixed(2) : '';
    };
    const memory = ours.peak / leanest;
    return [
      [
        net,
        threads,
        name,
        speed.toFixed(2),
        goal.toFixed(1),
        speed >= goal ? 'met' : 'not met',
        ...libraries.map(ratioOf),
        (peer.cpu.median / ours.cpu.median).toFixed(2),
        torch.length > 0 ? memory.toFixed(2) : '',
        torch.length > 0 ? (memory <= 0.5 ? 'met' : 'not met') : '',
      ],
    ];
  });
  const head = [
    'net',
    'threads',
    'best peer',
    'wall: peer / ours',
    'goal',
    'speed',
    ...libraries,
    'CPU: peer / ours',
  ];
  return rows.length === 0 ? '' : table([...head, 'peak: ours / PyTorch', 'memory (0.50)'], rows);
}

export function table(head, rows) {
  return line(head) + line(head.map(() => '---')) + rows.map(line).join('');
}

const line = (cells) => `| ${cells.join(' | ')} |\n`;

export const short = (value) => (value >= 10 ? value.toFixed(1) : value.toFixed(2));
