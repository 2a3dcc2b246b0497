/** Does something for each of many items, some of them at a time, so that neither the system nor memory is asked for all at once. */

const atOnce = 32;

export async function inTurns<T>(
  items: readonly T[],
  act: (item: T, index: number) => Promise<void>,
  turns = atOnce,
): Promise<void> {
  let next = 0;
  const goOn = async (): Promise<void> => {
    while (next < items.length) {
      const index = next++;
      await act(items[index]!, index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(turns, items.length) }, goOn));
}

/**
 * The same where what comes of each item is used in the order of the items: so many are begun before they are needed. `act` must not
 * reject.
 */
export async function inOrder<T, R>(
  items: readonly T[],
  act: (item: T) => Promise<R>,
  use: (result: R, index: number) => void,
  turns = atOnce,
): Promise<void> {
  const begun: Promise<R>[] = [];
  let next = 0;
  for (let index = 0; index < items.length; index++) {
    while (next < items.length && begun.length < turns) begun.push(act(items[next++]!));
    use(await begun.shift()!, index);
  }
}
