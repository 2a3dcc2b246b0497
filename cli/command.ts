/** What every subcommand of `mtl` is: one value, which the frame in `main.ts` lists, explains and runs. */
import type { Translate } from '../contract/text';

export interface Command {
  /** The word after `mtl`. */
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** Everything that `mtl NAME --help` prints: the usage line first, then options and exit codes. */
  readonly usage: string;
  /** Answers the exit code, one of `exitCodes`. Never rejects for what a person can do wrong. */
  run(args: readonly string[], io: CommandIo): Promise<number>;
}

/** Why a command line cannot be followed, for the person who wrote it. */
export interface Fault {
  readonly fault: string;
}

/**
 * A command in two steps: `read` makes something of the words behind its name, and `run` does it. A fault of the words,
 * answered or thrown by `parseArgs`, ends it with the usage.
 */
export function defineCommand<Line extends object>({
  read,
  run,
  ...is
}: Pick<Command, 'name' | 'summary' | 'usage'> & {
  read(args: string[]): Line | Fault;
  run(line: Line, io: CommandIo): Promise<number>;
}): Command {
  return {
    ...is,
    async run(args, io) {
      const line = attempt(() => read([...args]));
      if (!('fault' in line)) return run(line, io);
      io.stderr(`${line.fault}\n\n${is.usage}`);
      return exitCodes.usage;
    },
  };
}

function attempt<Line>(read: () => Line | Fault): Line | Fault {
  try {
    return read();
  } catch (error) {
    return { fault: (error as Error).message };
  }
}

/** A language other than English: `zh-cn`. */
export interface SpokenLanguage {
  readonly name: string;
  readonly translate: Translate;
}

/** The world as a command sees it, so that a test can hand it another one. */
export interface CommandIo {
  stdout(text: string): void;
  stderr(text: string): void;
  /** Absolute path that relative paths start from. */
  readonly cwd: string;
  /** Whether a person watches standard output: progress is redrawn only then. */
  readonly terminal: boolean;
  /** Where ANSI colours are shown to a person who wants them. */
  readonly colours: { readonly stdout: boolean; readonly stderr: boolean };
  /** What problems and pages are told in; absent for English. */
  readonly language?: SpokenLanguage | undefined;
  /** Width of the terminal in characters. */
  readonly columns: number;
}

/** Exit codes of every command; documented by `mtl --help`. */
export const exitCodes = {
  success: 0,
  /** A file has errors, or a run failed. */
  failure: 1,
  /** The command line itself is wrong. */
  usage: 2,
  /** Stopped by Ctrl-C; what was reached is kept. */
  interrupted: 130,
} as const;
