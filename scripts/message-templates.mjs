/** Finds the English sentences in a source text: the templates that calls such as `text('…')` are given. */

/** Those of every call that `call` matches, in the order of the text. */
export function sentencesIn(written, call = /(?<![\w.])text\(/g) {
  const source = withoutComments(written);
  return [...source.matchAll(call)].flatMap(({ index, 0: opening }) =>
    templatesOf(source, index + opening.length),
  );
}

/** Comments are blanked out, strings are kept as they are. */
function withoutComments(source) {
  return source.replace(
    /('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\[^])*`)|\/\/[^\n]*|\/\*[^]*?\*\//g,
    (match, string) => string ?? ' '.repeat(match.length),
  );
}

/**
 * The sentences that the first argument of a call may be: its string literals, those joined by `+` as one, and those of
 * `a ? 'one' : 'other'` each. A literal that is compared or looked up is not a sentence.
 */
function templatesOf(source, start) {
  const sentences = [];
  const token =
    /\s+|('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\$]|\\[^])*`)|([()[\]{},])|(\+)|[^\s'"`()[\]{},+]+/gy;
  token.lastIndex = start;
  let depth = 0;
  let joins = false;
  let before = '';
  for (;;) {
    const match = token.exec(source);
    if (!match) return sentences;
    const [word, literal, bracket, plus] = match;
    if (/^\s/.test(word)) continue;
    if (bracket === ',' && depth === 0) return sentences;
    if (bracket && '([{'.includes(bracket)) depth += 1;
    if (bracket && ')]}'.includes(bracket)) {
      if (depth === 0) return sentences;
      depth -= 1;
    }
    if (literal && depth === 0 && !/^[!=]==?$/.test(before)) {
      const sentence = unquote(literal);
      if (joins) sentences.push(sentences.pop() + sentence);
      else sentences.push(sentence);
    }
    joins = Boolean(plus) && sentences.length > 0;
    before = word;
  }
}

function unquote(literal) {
  return literal
    .slice(1, -1)
    .replace(/\\(u\{[0-9a-f]+\}|u[0-9a-f]{4}|[^])/gi, (_, escape) =>
      escape.startsWith('u') && escape.length > 1
        ? String.fromCodePoint(Number.parseInt(escape.replace(/[u{}]/g, ''), 16))
        : ({ n: '\n', t: '\t' }[escape] ?? escape),
    );
}
