/** Entry of the process that reads data for an editor: answers one question after the other, and ends when whoever asks is gone. */
import type { ReaderAnswer, ReaderQuestion, ReaderStop } from './data-reader';
import { localReader } from './local-reader';

/** Milliseconds that reads may take to end when nobody is there any more. */
const patience = 1000;

interface Reading {
  readonly stop: AbortController;
  readonly answered: Promise<void>;
}

/** What is being read, by the number of the question. */
const readings = new Map<number, Reading>();

process.on('message', (message: ReaderQuestion | ReaderStop) => {
  const { id } = message;
  if (message.kind === 'stop') {
    readings.get(id)?.stop.abort();
    return;
  }
  const stop = new AbortController();
  readings.set(id, { stop, answered: answer(message, stop.signal) });
});

process.on('disconnect', () => {
  const all = [...readings.values()];
  for (const { stop } of all) stop.abort();
  // To exit waits for the threads of the engine, and so for the end of a query.
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), patience);
  void Promise.all(all.map(({ answered }) => answered)).then(() => process.exit(0));
});

async function answer(question: ReaderQuestion, signal: AbortSignal): Promise<void> {
  const { id } = question;
  const message: ReaderAnswer = { id, answer: await read(question, signal) };
  readings.delete(id);
  if (process.connected) process.send?.(message);
}

const read = (question: ReaderQuestion, signal: AbortSignal) =>
  question.kind === 'schema'
    ? localReader.readSchema(question.request, signal)
    : localReader.readParts(question.request, signal);
