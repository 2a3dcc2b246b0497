/** Recordings in a text: shapes, plans, what is wrong with `as`, and constants inside of it. */
import { expect, test } from 'vitest';
import type { Settings } from '../../contract/sweep';
import type { SoundFacts } from '../../contract/media';
import type { SchemaProvider } from '../../contract/schema';
import { analyse } from '../../server/src/language/analyse';
import { planSweep } from '../../server/src/language/plan-sweep';

const sounds: SoundFacts = {
  looked: 100,
  unreadable: 0,
  kinds: ['WAV'],
  rates: [8000],
  channels: [1],
  seconds: [0.2, 0.9, 4],
};

const provider: SchemaProvider = {
  schema: () => ({
    state: 'known',
    schema: {
      rows: 100,
      columns: [
        { name: 'audio', type: 'audio', missing: 0, distinct: 100, sounds },
        { name: 'label', type: 'text', missing: 0, distinct: 2, values: ['no', 'yes'] },
        { name: 'file', type: 'text', missing: 0, distinct: 100 },
      ],
      files: ['/data/clips'],
    },
  }),
};

const withType = (type: string, more = '') => `
${more}
data d { source: audio("clips/"); stratify: label }
input x = d.audio as ${type}
shared ear(x) { gru(4); globalAveragePool }
task t(ear) { predict: d.label as classes(2) }
train { epochs: 1 }
`;

const analysed = (text: string) => analyse({ uri: 'file:///test.mtl', directory: '/data', text }, provider);

test.each([
  ['audio', [98, 40]],
  ['audio(seconds: 2)', [198, 40]],
  ['audio(8000, 1, mel(23))', [98, 23]],
  ['audio(8000, as: mel(window: 0.032, hop: 0.016))', [61, 40]],
  ['audio(rate: 1000, as: wave)', [1000, 1]],
])('%s has the shape %j', (type, shape) => {
  const { inputs, problems } = analysed(withType(type));
  expect(problems).toEqual([]);
  expect(inputs.get('x')!.flow!.tensor.shape.slice(1)).toEqual(shape);
});

test('the plan says all arguments, those of `as` too', () => {
  const { plan } = analysed(withType('audio(8000, as: mel(12))'));
  expect(plan!.inputs[0]).toMatchObject({
    opens: 'audio',
    type: {
      name: 'audio',
      args: {
        rate: 8000,
        seconds: 1,
        as: { name: 'mel', args: { bands: 12, window: 0.025, hop: 0.01 } },
        scale: 'standard',
      },
    },
  });
  expect(JSON.stringify(plan!.inputs[0]!.type.args)).not.toContain('character');
});

test.each([
  ['audio(as: mell)', 'MTL2004', 'There is no way to read sound called `{name}`.'],
  ['audio(as: 3)', 'MTL3003', '{value} does not fit here.'],
  ['audio(as: mel(0))', 'MTL3003', '{value} is too small.'],
  ['audio(as: mel(band: 4))', 'MTL3001', '`{callee}` has no argument `{name}`.'],
  ['audio(as: wave(4))', 'MTL3005', '`{callee}` does not take so many arguments.'],
  [
    'audio(as: mel(200))',
    'MTL4002',
    '{bands} bands are narrower than what frames of this length tell apart.',
  ],
  ['audio(seconds: 0)', 'MTL3003', '{value} is too small.'],
  [
    'audio(seconds: 0.5)',
    'MTL5060',
    'Most recordings are cut off: {read} s of each are read, half of them have {middle} s or more, and the longest has {most} s.',
  ],
])('%s is told what is wrong with it', (type, code, template) => {
  const { problems } = analysed(withType(type));
  expect(problems.map((problem) => [problem.code, problem.message.template])).toEqual([[code, template]]);
});

test('a constant inside of `as` is used, and can be varied', async () => {
  const text = withType('audio(as: mel(bands))', 'let bands = 12');
  expect(analysed(text).problems).toEqual([]);
  expect(analysed(text).plan!.inputs[0]!.type.args['as']).toMatchObject({ args: { bands: 12 } });
  const { value } = await planSweep((settings: Settings) =>
    Promise.resolve(
      analyse(
        { uri: 'file:///t.mtl', directory: '/data', text: `${text}sweep { bands: [8, 16] }`, settings },
        provider,
      ),
    ),
  );
  expect(value!.runs.map((run) => run.settings)).toEqual([{ bands: '8' }, { bands: '16' }]);
});
