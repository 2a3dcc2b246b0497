/** Has something drawn soon after it was asked for, and so seldom that the page stays at hand. */

/** Ten times a second is as often as a person can follow. */
const shortestMilliseconds = 100;
const longestMilliseconds = 2_000;
/** Drawing takes at most this part of the time, unless a turn takes long. */
const share = 0.25;

/** Answers how to ask; who asks again before it was drawn asks for the same. */
export function paced(draw: () => void): () => void {
  let isAsked = false;
  /** When the next turn may begin. */
  let free = 0;
  const turn = (): void => {
    isAsked = false;
    const start = performance.now();
    draw();
    const end = performance.now();
    const rest = (end - start) * (1 / share - 1);
    free = end + Math.min(longestMilliseconds, Math.max(shortestMilliseconds, rest));
  };
  return () => {
    if (isAsked) return;
    isAsked = true;
    setTimeout(turn, Math.max(0, free - performance.now()));
  };
}
