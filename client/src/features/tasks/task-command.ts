/** What a task of the type `mtl` runs: a command of `mtl` on the file of an experiment. */
import { isObject, isText, oneOf } from '../../../../contract/checks';

export const taskCommands = ['train', 'check'] as const;

/** As it stands in `tasks.json`; `experiment` is a path within the workspace folder, and may hold variables such as `${file}`. */
export interface MtlTask {
  readonly type: 'mtl';
  readonly command: (typeof taskCommands)[number];
  readonly experiment: string;
}

/** Undefined for what is no task of ours. */
export function parseTask(definition: unknown): MtlTask | undefined {
  if (!isObject(definition)) return undefined;
  const { type, command, experiment } = definition;
  if (type !== 'mtl' || !oneOf(...taskCommands)(command) || !isText(experiment)) return undefined;
  return { type, command: command as MtlTask['command'], experiment: experiment as string };
}

/** Words behind `mtl`. Problems are told in English, in which the matcher reads how severe they are; all else in the editor's language. */
export const wordsOf = ({ command, experiment }: MtlTask, language: string): string[] => [
  '--language',
  command === 'check' || !language.toLowerCase().startsWith('zh') ? 'en' : 'zh-cn',
  command,
  experiment,
];
