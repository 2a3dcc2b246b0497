/** What a client can do beyond the protocol, by its own word: commands that it runs, and lenses that it fills in. */
import type { InitializeParams } from './protocol';

export interface ClientCommands {
  /** Nothing is offered that would run another command: a client can do no more than report that it is unknown. */
  runs(command: string): boolean;
  /** It knows the runs of an experiment, and says at the places that it is given what came of them. */
  readonly fillsLenses: boolean;
}

/** `commands` and `runLenses` of the initialization options. */
export function clientCommands({ initializationOptions }: InitializeParams): ClientCommands {
  const { commands, runLenses } = (initializationOptions ?? {}) as Readonly<Record<string, unknown>>;
  const known = new Set<unknown>(Array.isArray(commands) ? commands : []);
  return { runs: (command) => known.has(command), fillsLenses: runLenses === true };
}
