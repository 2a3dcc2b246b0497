/** Architectures as the language describes them. */
import type { Architecture } from '../../contract/architecture';

const at = (line: number, character = 0) => ({ line, character });

/** A convolutional trunk under two tasks. */
export const numerals: Architecture = {
  title: 'Numerals and their shape',
  parameters: 84_496,
  nodes: [
    {
      id: 'pixels',
      kind: 'input',
      label: 'image(15, 16)',
      shape: '15x16x1',
      parameters: 0,
      tasks: ['numeral', 'morphology'],
      layers: [],
      at: at(12),
    },
    {
      id: 'trunk',
      kind: 'shared',
      label: '',
      shape: '128',
      parameters: 78_592,
      tasks: ['numeral', 'morphology'],
      at: at(14),
      layers: [
        { label: 'conv(16, kernel: 3, activation: relu)', shape: '15x16x16', parameters: 160, at: at(15, 2) },
        { label: 'maxpool(2)', shape: '7x8x16', parameters: 0, at: at(16, 2) },
        { label: 'conv(32, kernel: 3, activation: relu)', shape: '7x8x32', parameters: 4_640, at: at(17, 2) },
        { label: 'maxpool(2)', shape: '3x4x32', parameters: 0, at: at(18, 2) },
        { label: 'flatten', shape: '384', parameters: 0, at: at(19, 2) },
        { label: 'dense(128, relu)', shape: '128', parameters: 49_280, at: at(20, 2) },
      ],
    },
    {
      id: 'numeral',
      kind: 'task',
      label: 'classes(10)',
      shape: '10',
      parameters: 1_290,
      tasks: ['numeral'],
      at: at(23),
      layers: [{ label: 'dense(10)', shape: '10', parameters: 1_290 }],
    },
    {
      id: 'morphology',
      kind: 'task',
      label: 'numbers(6)',
      shape: '6',
      parameters: 4_326,
      tasks: ['morphology'],
      at: at(29),
      layers: [
        { label: 'dense(32, relu)', shape: '32', parameters: 4_128, at: at(30, 2) },
        { label: 'dense(6)', shape: '6', parameters: 198 },
      ],
    },
  ],
  edges: [
    { from: 'pixels', to: 'trunk', kind: 'flow', label: '15x16x1' },
    { from: 'trunk', to: 'numeral', kind: 'flow', label: '128' },
    { from: 'trunk', to: 'morphology', kind: 'flow', label: '128' },
  ],
};

/** Networks of two or more views that teach each other. */
export function networks(count: number): Architecture {
  const names = Array.from({ length: count }, (_, index) => `view${index + 1}`);
  return {
    title: `Ten numerals from ${count} views`,
    parameters: 5_578 * count,
    nodes: [
      ...names.map((name, index) => ({
        id: `${name}Input`,
        kind: 'input' as const,
        label: 'numbers(76)',
        shape: '76',
        parameters: 0,
        tasks: ['numeral'],
        layers: [],
        at: at(index),
      })),
      ...names.map((name, index) => ({
        id: name,
        kind: 'network' as const,
        label: '',
        shape: '64',
        parameters: 4_928,
        tasks: ['numeral'],
        layers: [{ label: 'dense(64, relu)', shape: '64', parameters: 4_928, at: at(10 + index, 20) }],
        at: at(10 + index),
      })),
      {
        id: 'numeral',
        kind: 'task',
        label: 'classes(10)',
        shape: '10',
        parameters: 650 * count,
        tasks: ['numeral'],
        layers: names.map(() => ({ label: 'dense(10)', shape: '10', parameters: 650 })),
        at: at(30),
      },
    ],
    edges: [
      ...names.map((name) => ({ from: `${name}Input`, to: name, kind: 'flow' as const, label: '76' })),
      ...names.map((name) => ({ from: name, to: 'numeral', kind: 'flow' as const, label: '64' })),
      ...names.flatMap((name, index) =>
        names
          .slice(index + 1)
          .map((other) => ({ from: name, to: other, kind: 'cotrain' as const, label: 'propagation' })),
      ),
    ],
  };
}

/** The same with a trunk that starts from a run, whose first layers stay as they are, or all of them. */
export function transferred(frozen: number | 'all'): Architecture {
  const nodes = numerals.nodes.map((node) => {
    if (node.id !== 'trunk') return node;
    const isFrozen = (index: number) => frozen === 'all' || index < frozen;
    return {
      ...node,
      from: 'runs/2026-11-23T21-44-25-numerals/',
      ...(frozen === 'all' ? { frozen: true as const } : {}),
      layers: node.layers.map((layer, index) =>
        isFrozen(index) ? { ...layer, frozen: true as const } : layer,
      ),
    };
  });
  return { ...numerals, nodes, learning: frozen === 'all' ? 5_904 : 84_336 };
}
