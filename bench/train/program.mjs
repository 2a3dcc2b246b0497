/** A program that trains on command: a process that waits between its turns and answers each line with one line of JSON. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** Answers undefined, and says why, where the process ends before it is ready. */
export async function openProgram(file, args, environment = {}) {
  const child = spawn(file, args.map(String), {
    env: { ...process.env, ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let printed = '';
  child.stderr.on('data', (chunk) => (printed += chunk));
  child.stdin.on('error', () => undefined);
  const ended = new Promise((resolve) => child.once('close', resolve));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();

  /** Libraries print words of their own. */
  async function next() {
    for (;;) {
      const { value, done } = await lines.next();
      if (done) return undefined;
      if (value.startsWith('{')) return JSON.parse(value);
    }
  }

  if (!(await next())) {
    await ended;
    console.error(printed.trim().split('\n').slice(-3).join('\n'));
    return undefined;
  }
  return {
    async train(steps) {
      child.stdin.write(`train ${steps}\n`);
      const answer = await next();
      if (!answer) throw new Error(`${file} ${args.join(' ')} ended.\n${printed}`);
      return answer;
    },
    async close() {
      child.stdin.end('end\n');
      await ended;
    },
  };
}
