/** Goes through many folders a few at a time: all at once they would take as many open files, and leave no turn to anybody else. */

/** As many as the threads that Node reads files with can keep busy. */
const most = 8;

/** What `work` answers, in the order of the items. */
export async function inTurn<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const answers: R[] = [];
  const rest = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of rest) answers[index] = await work(item);
  };
  await Promise.all(Array.from({ length: most }, worker));
  return answers;
}
