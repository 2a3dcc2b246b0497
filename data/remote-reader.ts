/**
 * Reads in a process beside this one, so that the engine's memory, and its crashes, are not this one's. The process is started when it is
 * first needed and ended when nothing was asked for a while.
 */
import { fork, type ChildProcess } from 'node:child_process';
import type { PartsAnswer, SchemaAnswer, SourceRequest } from '../contract/schema';
import type { DataReader, ReaderAnswer, ReaderQuestion, ReaderStop } from './data-reader';
import { unreadableFile } from './problems';
import { readingStopped } from './room-problems';

export interface RemoteReaderOptions {
  /** The bundle of `reader-main.ts`. */
  readonly file: string;
  /** Milliseconds without a question after which the process ends. */
  readonly idle?: number;
  /** Milliseconds that a read that is stopped may take to end, before the process is ended instead. */
  readonly patience?: number;
}

export interface RemoteReader extends DataReader {
  /** Of the process, while there is one. */
  readonly pid: number | undefined;
}

type Asked = ReaderQuestion extends infer Q ? (Q extends ReaderQuestion ? Omit<Q, 'id'> : never) : never;

interface Waiting {
  readonly question: ReaderQuestion;
  settle(answer: SchemaAnswer | PartsAnswer): void;
}

export function createRemoteReader({
  file,
  idle = 20_000,
  patience = 1000,
}: RemoteReaderOptions): RemoteReader {
  let child: ChildProcess | undefined;
  let asked: Waiting | undefined;
  /** What was asked last is what somebody looks at: it is read first. */
  const waiting: Waiting[] = [];
  let count = 0;
  let rest: NodeJS.Timeout | undefined;

  function ask<A extends SchemaAnswer | PartsAnswer>(question: Asked, signal?: AbortSignal): Promise<A> {
    count += 1;
    const numbered = { ...question, id: count } as ReaderQuestion;
    return new Promise((resolve) => {
      const one: Waiting = { question: numbered, settle: (answer) => resolve(answer as A) };
      signal?.addEventListener('abort', () => stop(one), { once: true });
      waiting.push(one);
      goOn();
    });
  }

  /** Whoever asked is answered at once; the next question waits until the process is free. */
  function stop(stopped: Waiting): void {
    const place = waiting.indexOf(stopped);
    if (place >= 0) waiting.splice(place, 1);
    else if (asked === stopped) {
      const busy = child;
      const message: ReaderStop = { id: stopped.question.id, kind: 'stop' };
      if (busy?.connected) busy.send(message);
      const force = (): void => void (asked === stopped && busy?.kill('SIGKILL'));
      setTimeout(force, patience).unref();
    }
    stopped.settle(stoppedAnswer(stopped.question));
  }

  function goOn(): void {
    clearTimeout(rest);
    if (asked) return;
    asked = waiting.pop();
    if (asked) (child ??= start()).send(asked.question);
    else {
      rest = setTimeout(end, idle);
      rest.unref();
    }
  }

  /** A question that comes before the process has ended goes to another one. */
  function end(): void {
    const idling = child;
    child = undefined;
    idling?.kill();
  }

  function settle(answer: SchemaAnswer | PartsAnswer): void {
    const settled = asked;
    asked = undefined;
    settled?.settle(answer);
    goOn();
  }

  function start(): ChildProcess {
    const started = fork(file, [], {
      // Standard output belongs to whoever talks to this process.
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      execArgv: [],
      env: environment(),
    });
    started.unref();
    started.channel?.unref();
    started.on('message', (message) => {
      const { id, answer } = message as ReaderAnswer;
      if (id === asked?.question.id) settle(answer);
    });
    const lose = (how: string): void => {
      if (child !== started) return;
      child = undefined;
      if (asked) settle(lostAnswer(asked.question, how));
    };
    // A process may be beyond reach more than once before it ends.
    started.on('error', ({ message }) => lose(message));
    started.once('exit', (code, signal) => lose(String(signal ?? code)));
    return started;
  }

  return {
    readSchema: (request, signal) => ask({ kind: 'schema', request }, signal),
    readParts: (request, signal) => ask({ kind: 'parts', request }, signal),
    get pid() {
      return child?.pid;
    },
  };
}

/** A file that ends the process once would end it again: it is not tried anew before it changes. */
const lostAnswer = ({ kind, request }: ReaderQuestion, how: string): SchemaAnswer | PartsAnswer =>
  kind === 'parts'
    ? { state: 'failed' }
    : { state: 'failed', problem: unreadableFile(sourceOf(request), how) };

const stoppedAnswer = ({ kind, request }: ReaderQuestion): SchemaAnswer | PartsAnswer =>
  kind === 'parts' ? { state: 'failed' } : { state: 'failed', problem: readingStopped(sourceOf(request)) };

const sourceOf = ({ source }: SourceRequest): readonly string[] => source;

/** Debuggers would halt the process; the editor's own program is an Electron, which is a Node only when told so. */
function environment(): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _, ...kept } = process.env;
  return process.versions['electron'] === undefined ? kept : { ...kept, ELECTRON_RUN_AS_NODE: '1' };
}
