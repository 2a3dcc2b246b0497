/** What kinds of declarations of the catalog are called, one of them and the list of all. */
import type { Declaration } from '../catalog/declaration';
import { text, type Text } from '../contract/text';

type KindNames = Readonly<Record<Declaration['kind'], Text>>;

export const nameOfKind: KindNames = {
  input: text('input'),
  sound: text('way to read sound'),
  layer: text('layer'),
  activation: text('activation'),
  target: text('target'),
  loss: text('loss'),
  metric: text('metric'),
  optimizer: text('optimizer'),
  schedule: text('schedule'),
  clipping: text('clipping'),
  weighting: text('weighting'),
  sampling: text('sampling'),
  mode: text('mode of training'),
  federation: text('federation'),
  privacy: text('privacy'),
  sharing: text('sharing'),
  cotraining: text('co-training method'),
  exchange: text('way for networks to share'),
};

export const headingOfKind: KindNames = {
  input: text('inputs'),
  sound: text('ways to read sound'),
  layer: text('layers'),
  activation: text('activations'),
  target: text('targets'),
  loss: text('losses'),
  metric: text('metrics'),
  optimizer: text('optimizers'),
  schedule: text('schedules'),
  clipping: text('clippings'),
  weighting: text('weightings'),
  sampling: text('samplings'),
  mode: text('modes of training'),
  federation: text('federations'),
  privacy: text('privacies'),
  sharing: text('sharings'),
  cotraining: text('co-training methods'),
  exchange: text('ways for networks to share'),
};
