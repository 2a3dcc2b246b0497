/** The page of a problem code: when it is said, an experiment that has it, what to do, and the experiment afterwards. */
import { fill } from './languages.mjs';
import { lineDiff } from './line-diff.mjs';

/** Of a problem of the language: `examples` have it. */
export function problemPage({ code, docs }, examples, language, render) {
  const { say, translate } = language;
  const sections = examples.map((example, index) =>
    exampleSection(example, examples.length > 1 ? ` ${index + 1}` : '', language, render),
  );
  return [`# ${code}`, translate(docs), ...sections, say(tableLink)].join('\n\n');
}

/** Of a problem of another room, of which only the sentences are known. */
export function sentencesPage({ code, docs, sentences }, { say, translate }) {
  const list = sentences.map((sentence) => `- ${withMany(translate(sentence))}`).join('\n');
  return [`# ${code}`, say(docs), `## ${say('What is said')}`, list, say(tableLink)].join('\n\n');
}

const tableLink = 'All problems are in [one table](../problems.md).';

/** Of words for one and for many, those for many. */
const withMany = (sentence) => sentence.replace(/\{\w+\|[^{|}]*\|([^{|}]*)\}/g, '$1');

function exampleSection({ text, problem, fixed, left }, number, { say, translate }, render) {
  const show = (sentence) => render(sentence, translate);
  const [first, ...others] = problem.fixes ?? [];
  const fix = first
    ? [
        `### ${say('The first fix')}${number}`,
        `${show(first.title)}${first.safe ? say('. It is safe: the meaning stays, and `mtl check --fix` makes it too.') : ''}`,
        fenced('diff', lineDiff(text, fixed)),
        others.length > 0
          ? fill(say('Other fixes: {titles}'), {
              titles: others.map(({ title }) => show(title)).join(say('; ')),
            })
          : '',
        left.length > 0
          ? fill(say('Afterwards the editor still says: {said}'), {
              said: left.map(({ message }) => show(message)).join(' '),
            })
          : '',
      ]
    : [say('There is no fix that the editor could make.')];
  return [
    `## ${say('Example')}${number}`,
    fenced('mtl', text.trimEnd()),
    `### ${say('What is said')}${number}`,
    problem.range ? fenced('text', excerpt(text, problem.range)) : fenced('text', show(problem.place)),
    `**${say(problem.severity)}**${translate(': ')}${fill(translate('{message} {remedy}'), { message: show(problem.message), remedy: show(problem.remedy) })}`,
    ...fix,
  ]
    .filter(Boolean)
    .join('\n\n');
}

const fenced = (kind, code) => `\`\`\`${kind}\n${code}\n\`\`\``;

/** The line with its number, and the marks below it. */
function excerpt(text, { start, end }) {
  const line = text.split('\n')[start.line];
  const number = String(start.line + 1);
  const last = end.line === start.line ? end.character : line.length;
  const marks = '^'.repeat(Math.max(1, last - start.character));
  return `${number} | ${line}\n${' '.repeat(number.length)} | ${' '.repeat(start.character)}${marks}`;
}
