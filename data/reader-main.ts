/** Entry of the process that reads data for an editor: answers one question after the other, and ends when whoever asks is gone. */
import type { ReaderAnswer, ReaderQuestion } from './data-reader';
import { localReader } from './local-reader';

process.on('message', (question: ReaderQuestion) => {
  void answerOf(question).then((answer) => {
    const message: ReaderAnswer = { id: question.id, answer };
    process.send?.(message);
  });
});
process.on('disconnect', () => process.exit(0));

const answerOf = (question: ReaderQuestion) =>
  question.kind === 'schema'
    ? localReader.readSchema(question.request)
    : localReader.readParts(question.request);
