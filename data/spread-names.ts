/** Keeps some of many names, spread over all of them, whatever their number will be. */

/** At most so many; fewer than half of it only where there are. */
const most = 1000;

export interface SpreadNames {
  add(name: string): void;
  readonly names: readonly string[];
}

export function spreadNames(): SpreadNames {
  let names: string[] = [];
  let seen = 0;
  let every = 1;
  return {
    add(name) {
      if (seen++ % every !== 0) return;
      names.push(name);
      if (names.length < most) return;
      names = names.filter((_, index) => index % 2 === 0);
      every *= 2;
    },
    get names() {
      return names;
    },
  };
}
