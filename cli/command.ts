/** What every subcommand of `mtl` is: one value, which the frame in `main.ts` lists, explains and runs. */
import type { Text } from '../contract/text';
import { faultText, type Help } from './help-text';
import { readOptions, type Fault, type Given, type Options } from './options';
import { speechIn, type SpokenLanguage } from './speech';

export interface Command {
  /** The word after `mtl`. */
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: Text;
  /** What `mtl NAME --help` tells. */
  readonly help: Help;
  /** Answers the exit code, one of `exitCodes`. Never rejects for what a person can do wrong. */
  run(args: readonly string[], io: CommandIo): Promise<number>;
}

/**
 * A command in two steps: `read` makes something of what the command line gives, and `run` does it. A fault of the command
 * line ends it with the fault and how the command is called.
 */
export function defineCommand<const O extends Options, Line extends object>({
  options,
  read,
  run,
  ...is
}: Pick<Command, 'name' | 'summary'> & {
  readonly options: O;
  readonly help: Omit<Help, 'options'>;
  read(given: Given<O>): Line | Fault;
  run(line: Exclude<Line, Fault>, io: CommandIo): Promise<number>;
}): Command {
  const help = { ...is.help, options };
  return {
    ...is,
    help,
    async run(args, io) {
      const given = readOptions(is.name, args, options);
      const line = isFault(given) ? given : read(given);
      if (!isFault(line)) return run(line as Exclude<Line, Fault>, io);
      io.stderr(faultText(line.fault, is.name, help, speechIn(io.language), io.columns));
      return exitCodes.usage;
    },
  };
}

const isFault = (line: object): line is Fault => 'fault' in line;

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
  /** What people are spoken to in; absent for English. What programs read is the same in every language. */
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
