/** Entry of the process that reads data for an editor: answers one question after the other, and ends when whoever asks is gone. */
import type { ReaderAnswer, ReaderQuestion, ReaderStop } from './data-reader';
import { localReader } from './local-reader';

/** Of the questions that are not answered yet. */
const stops = new Map<number, AbortController>();

process.on('message', (message: ReaderQuestion | ReaderStop) => {
  if (message.kind === 'stop') stops.get(message.id)?.abort();
  else void answer(message);
});
process.on('disconnect', () => process.exit(0));

async function answer(question: ReaderQuestion): Promise<void> {
  const { id } = question;
  const stop = new AbortController();
  stops.set(id, stop);
  const message: ReaderAnswer = { id, answer: await read(question, stop.signal) };
  stops.delete(id);
  process.send?.(message);
}

const read = (question: ReaderQuestion, signal: AbortSignal) =>
  question.kind === 'schema'
    ? localReader.readSchema(question.request, signal)
    : localReader.readParts(question.request, signal);
