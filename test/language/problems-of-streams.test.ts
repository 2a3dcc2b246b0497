/** Problems of streams: each with its place and remedy. */
import { expect, test } from 'vitest';
import { remark } from './support/marked-problems';
import { schemas } from './support/two-tables';

const task = `input x = photos[a, b]
task digit(x) { predict: photos.digit as classes(4) }
`;

test.for([
  [
    'a stream that is whole',
    `data photos { source: "photos.csv"; follow: true }
${task}train { mode: online(window: 100, delta: 0.01); schedule: exponential(0.9) }`,
  ],
  [
    'a query, and no mode',
    `data photos { source: "photos.csv"; query: "select * from source"; follow: true }
                                                                   ^^^^^^^^^^^^ MTL3088: This data set cannot be followed: a query is answered from all rows, and they are never all there. Follow one file of lines (csv, tsv, jsonl, ndjson) as it is, or take \`follow\` away.
                                                                   ^^^^^^^^^^^^ MTL3085: Rows of \`photos\` still come, and \`train\` goes over all rows epoch after epoch. Write \`mode: online(window: 1000)\` in \`train\`, or take \`follow\` away.
${task}train { batch: 2 }`,
  ],
  [
    'a sweep',
    `data photos { source: "photos.csv"; follow: true }
                                    ^^^^^^^^^^^^ MTL3088: This data set cannot be followed: a sweep trains one run after the other, and a run over it has no end. Follow one file of lines (csv, tsv, jsonl, ndjson) as it is, or take \`follow\` away.
${task}train { mode: online }
sweep { seed: [1, 2] }`,
  ],
  [
    'epochs, shares and groups',
    `data photos { source: "photos.csv"; split: [50%, 25%, 25%]; group: topic }
                                    ^^^^^^^^^^^^^^^^^^^^^^ MTL3086: \`split\` says nothing here: with \`mode\` each row comes once, in the order of the file. Remove it.
                                                            ^^^^^^^^^^^^ MTL3086: \`group\` says nothing here: with \`mode\` each row comes once, in the order of the file. Remove it.
${task}train { mode: online; epochs: 3 }
                      ^^^^^^^^^ MTL3086: \`epochs\` says nothing here: with \`mode\` each row comes once, in the order of the file. Remove it.`,
  ],
  [
    'networks that teach each other',
    `data photos { source: "photos.csv" }
input x = photos.a
input y = photos.b
network one(x) { dense(4) }
network two(y) { dense(4) }
task topic(one, two) { predict: photos.topic as classes(2) }
cotrain one <-> two { task: topic }
^^^^^^^ MTL3087: \`cotrain\` needs the same rows again and again, and with \`mode\` each row comes once. Remove one of the two.
train { mode: online }`,
  ],
  [
    'a flag that is none, and a mode that is unknown',
    `data photos { source: "photos.csv"; follow: 1 }
                                            ^ MTL3003: 1 does not fit here. Write \`true\` or \`false\`.
${task}train { mode: onlin }
              ^^^^^ MTL2004: There is no mode of training \`onlin\`. Did you mean \`online\`?`,
  ],
  [
    'a schedule that needs an end is fine where there is one',
    `data photos { source: "photos.csv" }
${task}train { mode: online; schedule: cosine(warmup: 0.1) }`,
  ],
] as const)('%s', ([, marked]) => {
  expect(remark(marked, schemas)).toBe(marked);
});
