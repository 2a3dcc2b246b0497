/** Which call the cursor `<|>` stands in, and which parameter is being written there. */
import { expect, test } from 'vitest';
import { noSchemas } from '../../contract/schema';
import { analyse } from '../../server/src/language/analyse';
import { callAt } from '../../server/src/language/complete/call-at';

function shownCall(marked: string): string {
  const offset = marked.indexOf('<|>');
  const text = marked.replace('<|>', '');
  const call = callAt(analyse({ uri: '', directory: '', text }, noSchemas), offset);
  if (!call) return '';
  const names = [...(call.watches ? ['TASK.METRIC'] : []), ...Object.keys(call.params)];
  return `${call.name} ${call.active === null ? '-' : names[call.active]}`;
}

test.for([
  ['shared t(x) { dense(<|>) }', 'dense units'],
  ['shared t(x) { dense(<|>', 'dense units'],
  ['shared t(x) { dense(4, <|>) }', 'dense activation'],
  ['shared t(x) { dense(4,\n<|>relu) }', 'dense activation'],
  ['shared t(x) { conv(4, stride: <|>2) }', 'conv stride'],
  ['shared t(x) { conv(4, padding: same, ker<|>nel: 2) }', 'conv kernel'],
  ['shared t(x) { conv(4, padding: same, kern<|>) }', 'conv -'],
  ['shared t(x) { conv(4, nothing: <|>) }', 'conv -'],
  ['cotrain a <-> b { share: features([0.5, <|>0.5]) }', 'features weights'],
  ['shared t(x) { dense(4, relu, 5, <|>) }', 'dense -'],
  ['input x = d[p0..p9] as image(2, <|>5)', 'image width'],
  ['task t(x) { predict: d.a as classes(<|>', 'classes count'],
  ['train { optimizer: adam(<|>) }', 'adam rate'],
  ['train { stop: plateau(<|>t.loss, patience: 3) }', 'plateau TASK.METRIC'],
  ['train { stop: plateau(t.loss, pat<|>ience: 3) }', 'plateau patience'],
  ['cotrain a <-> b { until: stable(<|>', 'stable rounds'],
  ['cotrain a <-> b { method: propagation(0.5, <|>', 'propagation confidence'],
  ['train { optimizer: adam()<|> }', ''],
  ['train { optimizer: nothing(<|>) }', ''],
  ['train { batch: <|>3 }', ''],
  ['shared t(<|>x) {}', ''],
  ['shared t(x) { dense(4) // relu(<|>\n}', ''],
  ['dense(<|>', ''],
] as const)('%s: %s', ([marked, call]) => {
  expect(shownCall(marked)).toBe(call);
});
