/** What keeps the command line from reading or writing a file that it was told, and what to do about it. */
import type { Problem } from '../contract/problem';
import { text, type Text } from '../contract/text';
import { exitCodes, type CommandIo } from './command';
import { speechIn } from './speech';

export function unreadableFile(file: string, error: unknown): Problem {
  const code = codeOf(error);
  const reasons: Readonly<Record<string, Text>> = {
    ENOENT: text('There is no such file.'),
    ENOTDIR: text('There is no such file.'),
    EISDIR: text('This is a folder, not a file.'),
    EACCES: text('You may not read this file.'),
    EPERM: text('You may not read this file.'),
    ELOOP: text('This link leads in a circle.'),
  };
  return {
    code: 'MTL9001',
    severity: 'error',
    place: text('{file}', { file }),
    message: reasons[code] ?? text('The file cannot be read ({code}).', { code }),
    remedy: text('Name a file that ends in .mtl and that you may read.'),
  };
}

export function unwritableFile(file: string, error: unknown): Text {
  const code = codeOf(error);
  const reasons: Readonly<Record<string, Text>> = {
    ENOENT: text('The folder of this file does not exist.'),
    ENOTDIR: text('A part of this path is a file.'),
    EISDIR: text('This is a folder, not a file.'),
    EACCES: text('You may not write this file.'),
    EPERM: text('You may not write this file.'),
    EROFS: text('The disk is read-only.'),
    ENOSPC: text('The disk is full.'),
  };
  const reason = reasons[code] ?? text('The system says {code}.', { code });
  return text('{file} cannot be written: {reason} Name another one, or allow it.', { file, reason });
}

/** Says why nothing was done. */
export function refuse(why: Text, io: CommandIo): number {
  io.stderr(`${speechIn(io.language)(why)}\n`);
  return exitCodes.failure;
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? String(error);
