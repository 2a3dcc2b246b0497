/** Turns a reader that shows one thing after the other into one that is asked for the next. */

export interface Pull<T, End> {
  /** What is shown next, or what the reader answers at its end; the same again after it. */
  next(): Promise<{ readonly item: T } | { readonly end: End }>;
  /** Ends the reader where it is. */
  close(): Promise<void>;
}

/** The reader begins when it is first asked, and waits after each thing until the next is asked for. */
export function pull<T, End>(read: (show: (item: T) => Promise<void>) => Promise<End>): Pull<T, End> {
  let reading: Promise<End> | undefined;
  let answer: ((told: { readonly item: T }) => void) | undefined;
  let gate: { readonly open: () => void; readonly leave: (reason: Error) => void } | undefined;
  const show = (item: T) =>
    new Promise<void>((open, leave) => {
      gate = { open, leave };
      answer?.({ item });
    });
  return {
    async next() {
      const shown = new Promise<{ readonly item: T }>((resolve) => (answer = resolve));
      if (reading) gate?.open();
      else reading = read(show);
      return Promise.race([shown, reading.then((end) => ({ end }))]);
    },
    async close() {
      gate?.leave(new Error('nobody asks for more'));
      await reading?.catch(() => undefined);
    },
  };
}
