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
