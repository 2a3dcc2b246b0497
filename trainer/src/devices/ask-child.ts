/** Asks this program in a process of its own, because what is asked may abort the process or never answer. */
import { fork } from 'node:child_process';

export interface Question {
  /** The trainer's bundle. */
  readonly file: string;
  readonly args: readonly string[];
  /** Sent as the first message, where the words are not all. */
  readonly message?: unknown;
  /** Milliseconds after which the child is ended. */
  readonly limit: number;
}

/** The first message of the child, or how it ended without any. */
export type Answer =
  | { readonly kind: 'answered'; readonly message: unknown }
  | {
      readonly kind: 'ended';
      readonly exitCode: number | null;
      readonly signal: string | null;
      /** The end of what it printed as errors. */
      readonly said: string;
    }
  | { readonly kind: 'late' };

/** Characters that are kept of what a child prints. */
const longest = 600;

export function askChild({ file, args, message, limit }: Question): Promise<Answer> {
  return new Promise((resolve) => {
    const child = fork(file, args, {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      serialization: 'advanced',
      execArgv: [],
    });
    let said = '';
    const answer = (is: Answer) => {
      clearTimeout(timer);
      // Nobody waits for a driver that takes its time to leave.
      child.kill('SIGKILL');
      resolve(is);
    };
    const timer = setTimeout(() => answer({ kind: 'late' }), limit);
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-longest)));
    child.once('message', (reply) => answer({ kind: 'answered', message: reply }));
    child.once('error', (error) =>
      answer({ kind: 'ended', exitCode: null, signal: null, said: error.message }),
    );
    child.once('close', (exitCode, signal) => answer({ kind: 'ended', exitCode, signal, said }));
    if (message !== undefined) child.send(message as never, () => undefined);
  });
}
