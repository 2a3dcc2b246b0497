/** Runs the built command line as a person or a program does, in a process of its own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { EndEvent, RunEvent } from '../../contract/run-log';

export const bundle = join(import.meta.dirname, '../../dist/mtl.cjs');
/** The shared folder beside the project. */
export const shared = join(import.meta.dirname, '../../../shared');

export interface Answer {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Started {
  readonly process: ChildProcess;
  readonly answer: Promise<Answer>;
  /** Resolves when standard output holds the words. */
  sees(words: string): Promise<void>;
}

/** What `mtl` answers to the arguments. */
export const mtl = (
  args: readonly string[],
  cwd?: string,
  environment?: NodeJS.ProcessEnv,
): Promise<Answer> => startMtl(args, cwd, environment).answer;

export function startMtl(
  args: readonly string[],
  cwd = import.meta.dirname,
  environment: NodeJS.ProcessEnv = {},
): Started {
  const child = spawn(process.execPath, [bundle, ...args], {
    cwd,
    // English, whatever the machine speaks.
    env: { ...process.env, LC_ALL: '', LC_MESSAGES: '', LANG: '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const answer = new Promise<Answer>((resolve) => {
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
  return {
    process: child,
    answer,
    sees: (words) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (stdout.includes(words)) resolve();
        };
        child.stdout.on('data', look);
        child.once('close', () => reject(new Error(`ended without “${words}”:\n${stdout}\n${stderr}`)));
        look();
      }),
  };
}

export const eventsOf = ({ stdout }: Answer): readonly RunEvent[] =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as RunEvent);

export const endOf = (answer: Answer): RunEvent & EndEvent => {
  const end = eventsOf(answer).at(-1)!;
  if (end.kind !== 'end') throw new Error(`the last event is ${end.kind}`);
  return end;
};
