/** Types of `code-server.mjs` for the end-to-end tests. */

export interface CodeServer {
  /** Where it answers, without a path. */
  readonly url: string;
  readonly pid: number | undefined;
  stop(): Promise<void>;
}

export interface CodeServerStart {
  /** Absolute path of a folder that holds everything the editor keeps. */
  readonly state: string;
  /** A VSIX to install first. */
  readonly extension?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** `ask` leaves workspace trust on, `given` switches it off. */
  readonly trust?: 'ask' | 'given';
}

export function startCodeServer(start: CodeServerStart): Promise<CodeServer>;
export function editorAddress(url: string, folder: string, file?: string): string;
