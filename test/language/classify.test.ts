/** What each word of a text is taken for. */
import { expect, test } from 'vitest';
import { noSchemas } from '../../contract/schema';
import { analyse } from '../../server/src/language/analyse';
import { classify } from '../../server/src/language/classify';

/** Each classified word with its class; `*` marks a declaration. */
const classified = (text: string): string =>
  classify(analyse({ uri: '', directory: '', text }, noSchemas))
    .map(({ from, to, of, declares }) => `${text.slice(from, to)}/${of}${declares ? '*' : ''}`)
    .join(' ');

test.for([
  ['experiment "a" // b', 'experiment/keyword "a"/string // b/comment'],
  ['let a = true\nlet b = a', 'let/keyword a/let* true/keyword let/keyword b/let* a/let'],
  [
    'data d { split: fold; follow: false; nothing: 1 }',
    'data/keyword d/data* split/property fold/column follow/property false/keyword 1/number',
  ],
  [
    'data d {}\ninput x = d[a, p0..p9, "b c"] as image(2, width: 5)',
    'data/keyword d/data* input/keyword x/input* d/data a/column p0/column p9/column "b c"/string as/keyword ' +
      'image/method 2/number width/argument 5/number',
  ],
  ['input as = d.as as numbers', 'input/keyword as/input* as/column as/keyword numbers/word'],
  [
    'shared t(x) { conv(4, padding: same); nothing(4); flatten }',
    'shared/keyword t/shared* conv/layer 4/number padding/argument same/word 4/number flatten/layer',
  ],
  [
    'shared t(x) { dense(4) }\nnetwork n(t) { residual { dense(4) } }',
    'shared/keyword t/shared* dense/layer 4/number network/keyword n/network* t/shared residual/layer dense/layer 4/number',
  ],
  [
    'task t(x) { predict: d.label as classes(10); metrics: [f1]; weight: 2 }',
    'task/keyword t/task* predict/property label/column as/keyword classes/method 10/number metrics/property f1/word ' +
      'weight/property 2/number',
  ],
  [
    'task t(x) {}\ntrain { stop: plateau(t.loss, patience: 3) }',
    'task/keyword t/task* train/keyword stop/property plateau/method t/task loss/word patience/argument 3/number',
  ],
  [
    'network a(x) {}\nnetwork b(x) {}\ntask t(a, b) {}\ncotrain a <-> b { task: t }',
    'network/keyword a/network* network/keyword b/network* task/keyword t/task* a/network b/network ' +
      'cotrain/keyword a/network <->/sign b/network task/property t/task',
  ],
  [
    'let w = 1\nsweep { w: [1, 2]; v: 3 }',
    'let/keyword w/let* 1/number sweep/keyword w/let 1/number 2/number 3/number',
  ],
  ['input x = d[p0] as ', 'input/keyword x/input* p0/column as/keyword'],
  ['', ''],
  ['newmtl a', ''],
] as const)('%s', ([text, words]) => {
  expect(classified(text)).toBe(words);
});
