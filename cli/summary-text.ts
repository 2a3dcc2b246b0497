/** The model as a table for a terminal: what flows through what, with shapes and trainable numbers. */
import type { Architecture, ArchitectureNode } from '../contract/architecture';
import type { Plan, SplitPlan } from '../contract/plan';
import { tableText } from './table';

/** Inputs, blocks, layers and tasks, one on each line, and the sum of their parameters. */
export function summaryText(plan: Plan, architecture: Architecture): string {
  const rows = architecture.nodes.flatMap((node) => rowsOf(node, architecture));
  return [
    architecture.title,
    '',
    ...plan.data.map(({ name, source, split }) => `data ${name}: ${source.join(', ')}, ${splitText(split)}`),
    '',
    tableText(heading, rows, 2),
    `${numberText(architecture.parameters)} parameters`,
    '',
    ...plan.cotrain.map(
      ({ networks, task, method, rounds }) =>
        `cotrain ${networks.join(' <-> ')}: ${task} by ${method.name}, at most ${rounds} rounds`,
    ),
    trainText(plan),
    '',
  ].join('\n');
}

const heading: readonly string[] = ['', '', 'shape', 'parameters'];

function rowsOf(node: ArchitectureNode, { edges }: Architecture): readonly (readonly string[])[] {
  const on = edges.filter(({ kind, to }) => kind === 'flow' && to === node.id).map(({ from }) => from);
  const heads = headsOf(node);
  const about = [
    node.label,
    on.length > 0 ? `on ${on.join(', ')}${heads > 1 ? `, ${heads} heads` : ''}` : '',
  ].filter((part) => part !== '');
  const parameters = node.kind === 'input' ? '' : numberText(node.parameters);
  return [
    [`${node.kind} ${node.id}`, about.join(' '), node.shape, parameters],
    ...node.layers.map((layer) => [`  ${layer.label}`, '', layer.shape, numberText(layer.parameters)]),
  ];
}

/** A task on several networks has a head on each; the layers are those of one. */
function headsOf({ kind, parameters, layers }: ArchitectureNode): number {
  const ofOne = layers.reduce((sum, layer) => sum + layer.parameters, 0);
  return kind === 'task' && ofOne > 0 ? Math.round(parameters / ofOne) : 1;
}

/** Thousands are set apart: `5,518`. */
const numberText = (value: number): string => value.toLocaleString('en-US');

function splitText(split: SplitPlan): string {
  if (split.by === 'column') return `split by ${split.column}`;
  return `split ${split.fractions.map((share) => `${Math.round(share * 1e4) / 100}%`).join(' / ')}`;
}

function trainText({ train }: Plan): string {
  const { optimizer, schedule, clip, weighting, batch, epochs, seed, device } = train;
  const rates = `${optimizer.name} at rate ${String(optimizer.args['rate'])}, schedule ${schedule.name}`;
  const clipped = clip ? `, gradients clipped by ${clip.name} above ${String(clip.args['max'])}` : '';
  return `train: ${rates}${clipped}, weighting ${weighting.name}, batch ${batch}, ${epochs} epochs, seed ${seed}, device ${device}`;
}
