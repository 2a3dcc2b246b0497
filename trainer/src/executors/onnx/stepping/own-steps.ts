/** Steps in this thread alone. */
import type { Stepper } from './stepper';
import type { Steps } from './stepping-session';

export const ownSteps = (stepper: Stepper): Steps => ({
  run: (feeds, steps, stepped) =>
    stepper.run(feeds, steps, (left) => {
      stepper.memory.moveOn();
      stepped(left);
    }),
  read: (names) =>
    Promise.resolve(Object.fromEntries(names.map((name) => [name, stepper.state(name)!.slice()]))),
  write(values) {
    for (const [name, given] of Object.entries(values)) stepper.write(name, given);
    return Promise.resolve();
  },
  dispose: () => stepper.dispose(),
});
