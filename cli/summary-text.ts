/** The model as a table for a terminal: what flows through what, with shapes and trainable numbers. */
import type { Architecture, ArchitectureLayer, ArchitectureNode } from '../contract/architecture';
import { formatCount } from '../contract/format-count';
import type { DataPlan, Plan } from '../contract/plan';
import { listed, text, type Text } from '../contract/text';
import { writeSource } from '../server/src/language/grammar/write-source';
import { epochsText } from './run-words';
import type { Say } from './speech';
import { tableText } from './table';
import { printable } from './terminal-text';

/** Inputs, blocks, layers and tasks, one on each line, and the sum of their parameters. */
export function summaryText(plan: Plan, architecture: Architecture, say: Say): string {
  const rows = architecture.nodes.flatMap((node) => rowsOf(node, architecture, say));
  return [
    printable(architecture.title),
    '',
    ...plan.data.map((data) => say(dataText(data))),
    ...(plan.train.sampling
      ? [say(text('rows of the data sets by {sampling}', { sampling: plan.train.sampling.name }))]
      : []),
    '',
    tableText(['', '', say(text('shape')), say(text('parameters'))], rows, 2),
    say(parametersText(architecture)),
    '',
    ...plan.cotrain.map(({ networks, task, method, rounds }) => {
      const told = { networks: networks.join(' <-> '), task, method: method.name, rounds };
      return say(
        rounds === 0
          ? text('cotrain {networks}: {task} by {method}, in every step', told)
          : text('cotrain {networks}: {task} by {method}, at most {rounds} {rounds|round|rounds}', told),
      );
    }),
    say(trainText(plan)),
    '',
  ].join('\n');
}

/** Whose its parameters are, or that they do not learn; layers that networks share are not frozen. */
function aboutLayer({ sharedBy, frozen }: ArchitectureLayer, say: Say): string {
  if (sharedBy) return say(text('shared by {networks}', { networks: listed(sharedBy) }));
  return frozen ? say(text('frozen')) : '';
}

function rowsOf(node: ArchitectureNode, { edges }: Architecture, say: Say): readonly (readonly string[])[] {
  const on = edges.filter(({ kind, to }) => kind === 'flow' && to === node.id).map(({ from }) => from);
  const parameters = node.kind === 'input' ? '' : formatCount(node.parameters);
  return [
    [`${node.kind} ${node.id}`, aboutText(node, on, say), node.shape, parameters],
    ...node.layers.map((layer) => [
      `  ${layer.label}`,
      aboutLayer(layer, say),
      layer.shape,
      layer.sharedBy && layer.parameters === 0 ? '' : formatCount(layer.parameters),
    ]),
  ];
}

function aboutText(node: ArchitectureNode, on: readonly string[], say: Say): string {
  if (on.length === 0) return node.label;
  const heads = headsOf(node);
  const names = listed(on);
  const where =
    heads > 1 ? text('on {names}, {heads} heads', { names, heads }) : text('on {names}', { names });
  const start = node.from === undefined ? '' : say(text('from {run}', { run: node.from }));
  return [node.label, say(where), start].filter((words) => words !== '').join(' ');
}

function parametersText({ parameters, learning }: Architecture): Text {
  const count = formatCount(parameters);
  return learning === undefined
    ? text('{parameters} {parameters|parameter|parameters}', { parameters: count })
    : text('{parameters} {parameters|parameter|parameters}, {learning} of them learn', {
        parameters: count,
        learning: formatCount(learning),
      });
}

/** A task on several networks has a head on each; the layers are those of one. */
function headsOf({ kind, parameters, layers }: ArchitectureNode): number {
  const ofOne = layers.reduce((sum, layer) => sum + layer.parameters, 0);
  return kind === 'task' && ofOne > 0 ? Math.round(parameters / ofOne) : 1;
}

function dataText({ name, source, form, split }: DataPlan): Text {
  const sources = form ? writeSource(source, form) : listed(source);
  if (split.by === 'column')
    return text('data {name}: {sources}, split by {column}', { name, sources, column: split.column });
  const shares = split.fractions.map((share) => `${Math.round(share * 1e4) / 100}%`).join(' / ');
  return text('data {name}: {sources}, split {shares}', { name, sources, shares });
}

function trainText({ train }: Plan): Text {
  const { optimizer, schedule, clip, weighting, batch, epochs, seed, device } = train;
  const told = {
    optimizer: optimizer.name,
    rate: String(optimizer.args['rate']),
    schedule: schedule.name,
    weighting: weighting.name,
    batch,
    epochs: epochsText(epochs),
    seed,
    device,
  };
  if (!clip)
    return text(
      'train: {optimizer} at rate {rate}, schedule {schedule}, weighting {weighting}, batch {batch}, {epochs}, ' +
        'seed {seed}, device {device}',
      told,
    );
  return text(
    'train: {optimizer} at rate {rate}, schedule {schedule}, gradients clipped by {clip} above {max}, ' +
      'weighting {weighting}, batch {batch}, {epochs}, seed {seed}, device {device}',
    { ...told, clip: clip.name, max: String(clip.args['max']) },
  );
}
