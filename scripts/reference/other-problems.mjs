/** The problems that other rooms than the language can report, as far as their source tells: codes and sentences. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sentencesIn } from '../message-templates.mjs';
import { root } from '../root.mjs';

const rooms = ['catalog', 'data', 'trainer', 'runs', 'cli'];

/** By the first digit of the code. */
const docs = {
  6: 'While data is read.',
  7: 'While a model trains or predicts.',
  8: 'While run folders and their processes are handled.',
  9: 'While files are read that the command line names.',
};

/** A factory or constant makes one problem; what it says stands between its head and that of the next. */
export function otherProblems() {
  const found = new Map();
  for (const file of rooms.flatMap(sourcesOf)) {
    const source = readFileSync(file, 'utf8');
    for (const part of source.split(/^(?=(?:export )?(?:async )?(?:function|const) )/m)) {
      const codes = new Set(part.match(/MTL[6-9]\d{3}(?=')/g));
      if (codes.size !== 1) continue;
      const [code] = codes;
      const sentences = sentencesIn(part).filter((sentence) =>
        /[a-z]{2}/.test(sentence.replace(/\{\w+\}/g, '')),
      );
      if (sentences.length > 0) found.set(code, new Set([...(found.get(code) ?? []), ...sentences]));
    }
  }
  return [...found]
    .map(([code, sentences]) => ({ code, docs: docs[code[3]], sentences: [...sentences] }))
    .toSorted((a, b) => (a.code < b.code ? -1 : 1));
}

const sourcesOf = (room) =>
  readdirSync(join(root, room), { recursive: true })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(root, room, file));
