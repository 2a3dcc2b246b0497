/**
 * Makes what the walkthrough shows (`media/walkthrough/`) with the product itself: the experiment that it writes for a data file, the
 * problems that it finds, and curves of runs that it trains.
 *
 *     npm run build && npm run walkthrough
 */
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { curvePicture } from './curve-picture.mjs';
import { isEntry } from './is-entry.mjs';
import { root } from './root.mjs';

const media = join(root, 'media', 'walkthrough');

/** Words around what the product says, by language: the heading of each page, and a sentence below it. */
const languages = {
  en: {
    draft: [
      'From a data file',
      'An experiment as it is written for `penguins.csv`. Change what was guessed wrongly.',
    ],
    problems: ['While you type', 'Each problem is marked where it stands, and says what to do.'],
    result: [
      'What a run came to',
      'Of each task, on the rows that it learned from and on those that it did not.',
    ],
  },
  'zh-cn': {
    draft: ['从数据文件开始', '为 `penguins.csv` 写出的实验。请改正猜错的地方。'],
    problems: ['输入时', '每个问题都标在它所在的位置，并说明如何解决。'],
    result: ['一次运行的结果', '每个任务在其学习过的行和没有学习过的行上的结果。'],
  },
};

/** Pages by the names of their files, in all languages. */
export async function pages(mtl) {
  const made = {};
  for (const [language, words] of Object.entries(languages)) {
    const ending = endingOf(language);
    const say = (...args) => mtl('--language', language, ...args);
    await say('new', 'data/penguins.csv', '--output', `data/draft${ending}.mtl`);
    made[`draft${ending}.md`] = page(words.draft, 'mtl', mtl.read(`data/draft${ending}.mtl`));
    made[`problems${ending}.md`] = page(words.problems, 'text', await say('check', 'broken.mtl'));
  }
  return made;
}

const page = ([title, sentence], kind, text) =>
  `## ${title}\n\n${sentence}\n\n\`\`\`${kind}\n${text.trimEnd()}\n\`\`\`\n`;

/** Runs `mtl` in a folder with the first experiment, its data, and a broken copy of it. */
export function mtlIn(folder) {
  cpSync(join(root, 'examples', 'first-experiment.mtl'), join(folder, 'first-experiment.mtl'));
  cpSync(join(root, 'examples', 'data', 'penguins.csv'), join(folder, 'data', 'penguins.csv'));
  const read = (name) => readFileSync(join(folder, name), 'utf8');
  const faulty = read('first-experiment.mtl')
    .replace('dense(32, relu)', 'dense(32, rleu)')
    .replace('penguins.species as', 'penguins.specis as');
  writeFileSync(join(folder, 'broken.mtl'), faulty);
  const run = async (...args) => {
    const options = { cwd: folder, env: { ...process.env, COLUMNS: '80' } };
    // One that finds problems exits with a code of its own.
    const told = await promisify(execFile)(
      process.execPath,
      [join(root, 'dist', 'mtl.cjs'), ...args],
      options,
    ).catch((error) => error);
    if (!told.stdout && told.stderr) throw new Error(told.stderr);
    return told.stdout;
  };
  return Object.assign(run, { read });
}

/** The curves of runs with three learning rates, and what the one that is written came to. */
async function results(mtl) {
  const [low, written, high] = ['0.001', '0.003', '0.01'];
  for (const rate of [low, written, high])
    await mtl('train', 'first-experiment.mtl', '--out', rate, '--set', `optimizer=adam(rate: ${rate})`);
  const curve = (name, run, part, task, dash) => {
    const events = mtl.read(join(run, 'run.jsonl')).trimEnd().split('\n').map(parse);
    const values = events.flatMap((event) =>
      event.kind === 'epoch' ? [event.results[part][task].loss] : [],
    );
    return { name, dash, values };
  };
  const made = {
    'curves.svg': curvePicture([
      curve('species', written, 'train', 'species'),
      curve('species', written, 'validation', 'species', true),
      curve('sex', written, 'train', 'sex'),
      curve('sex', written, 'validation', 'sex', true),
    ]),
    'compare.svg': curvePicture(
      [low, written, high].map((rate) => curve(`rate ${rate}`, rate, 'validation', 'sex')),
    ),
  };
  for (const [language, words] of Object.entries(languages)) {
    const told = await mtl('--language', language, 'show', written);
    // How long it took is another thing on every machine.
    const table = told.split('\n\n').find((part) => part.includes('accuracy'));
    made[`result${endingOf(language)}.md`] = page(words.result, 'text', table);
  }
  return made;
}

const parse = (line) => JSON.parse(line);
const endingOf = (language) => (language === 'en' ? '' : `.${language}`);

if (isEntry(import.meta.url)) {
  const folder = mkdtempSync(join(tmpdir(), 'walkthrough-'));
  try {
    const mtl = mtlIn(folder);
    const made = { ...(await results(mtl)), ...(await pages(mtl)) };
    for (const [name, text] of Object.entries(made)) writeFileSync(join(media, name), text);
    console.log(`${Object.keys(made).length} files in media/walkthrough.`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
