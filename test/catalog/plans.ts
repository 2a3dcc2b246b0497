/** Plans written by hand, as the language would make them of the examples. */
import { lookUp, type Kind } from '../../catalog';
import type { BlockPlan, CotrainPlan, InputPlan, LayerCall, Plan, TaskPlan } from '../../contract/plan';
import { readCall } from './read-call';

/** A call of the catalog as it would be written: `call('layers', 'dense(128, relu)')`. */
export function call(kind: Kind, written: string): LayerCall {
  const name = /^\w+/.exec(written)![0];
  return readCall(lookUp(kind, name)!, written);
}

export const layers = (...written: readonly string[]): readonly LayerCall[] =>
  written.map((layer) => call('layers', layer));

export function input(name: string, columns: number, type = 'numbers'): InputPlan {
  const names = Array.from({ length: columns }, (_, i) => `${name}${i}`);
  return { name, from: [{ data: 'rows', columns: names }], type: call('inputs', type) };
}

export const block = (
  kind: BlockPlan['kind'],
  name: string,
  on: readonly string[],
  ...written: readonly string[]
): BlockPlan => ({ name, kind, on, layers: layers(...written), sharing: call('sharings', 'hard') });

/** A task that predicts as many columns as are named. */
export function task(
  name: string,
  on: readonly string[],
  target: string,
  columns: readonly string[],
  ...written: readonly string[]
): TaskPlan {
  const predicts = call('targets', target);
  const declared = lookUp('targets', predicts.name)!;
  return {
    name,
    on,
    layers: layers(...written),
    predict: { data: 'rows', columns },
    target: predicts,
    loss: call('losses', declared.defaultLoss),
    metrics: declared.defaultMetrics.map((metric) => call('metrics', metric)),
    weight: 1,
  };
}

export function cotrain(networks: readonly string[], taught: string, share: string | null): CotrainPlan {
  return {
    networks,
    task: taught,
    method: call('cotraining', 'propagation'),
    share: share === null ? null : call('exchanges', share),
    rounds: 10,
    until: null,
  };
}

export function plan(parts: Pick<Plan, 'inputs' | 'blocks' | 'tasks'> & Partial<Plan>): Plan {
  return {
    version: 1,
    title: 'A plan',
    directory: '/',
    data: [],
    cotrain: [],
    train: {
      optimizer: call('optimizers', 'adam'),
      schedule: call('schedules', 'constant'),
      weighting: call('weightings', 'equal'),
      batch: 32,
      epochs: 10,
      stop: null,
      seed: 0,
      device: 'auto',
    },
    ...parts,
  };
}

/** The model of the founding document. */
export const founding = plan({
  title: 'Founding document',
  inputs: [input('features', 28)],
  blocks: [block('shared', 'trunk', ['features'], 'dense(128, relu)')],
  tasks: [
    task('classification', ['trunk'], 'classes(10)', ['class']),
    task('detection', ['trunk'], 'box', ['x', 'y', 'w', 'h']),
  ],
});

export const numerals = plan({
  inputs: [input('pixels', 240, 'image(15, 16)')],
  blocks: [
    block(
      'shared',
      'trunk',
      ['pixels'],
      'conv(16, kernel: 3, activation: relu)',
      'maxpool(2)',
      'conv(32, kernel: 3, activation: relu)',
      'maxpool(2)',
      'flatten',
      'dense(128, relu)',
    ),
  ],
  tasks: [
    task('numeral', ['trunk'], 'classes(10)', ['label']),
    task('morphology', ['trunk'], 'numbers(6)', ['m0', 'm1', 'm2', 'm3', 'm4', 'm5'], 'dense(32, relu)'),
  ],
});

/** Two networks that teach each other one task. */
export const twoViews = (share: string | null = null): Plan =>
  plan({
    inputs: [input('outline', 76), input('profile', 216)],
    blocks: [
      block('network', 'byOutline', ['outline'], 'dense(64, relu)'),
      block('network', 'byProfile', ['profile'], 'dense(64, relu)'),
    ],
    tasks: [task('numeral', ['byOutline', 'byProfile'], 'classes(10)', ['label'])],
    cotrain: [cotrain(['byOutline', 'byProfile'], 'numeral', share)],
  });
