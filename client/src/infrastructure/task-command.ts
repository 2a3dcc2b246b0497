/** What a task of the type `mtl` runs: a command of `mtl` on the file of an experiment. */
import { isObject, isText, oneOf } from '../../../contract/checks';

export const taskCommands = ['train', 'check', 'sweep'] as const;

/** As it stands in `tasks.json`; `experiment` is a path within the workspace folder, and may hold variables such as `${file}`. */
export interface MtlTask {
  readonly type: 'mtl';
  readonly command: (typeof taskCommands)[number];
  readonly experiment: string;
  /** The experiment is the folder of a sweep, which goes on. */
  readonly resume?: true;
}

/** Undefined for what is no task of ours. */
export function parseTask(definition: unknown): MtlTask | undefined {
  if (!isObject(definition)) return undefined;
  const { type, command, experiment, resume } = definition;
  if (type !== 'mtl' || !oneOf(...taskCommands)(command) || !isText(experiment)) return undefined;
  const isResumed = command === 'sweep' && resume === true;
  return {
    type,
    command: command as MtlTask['command'],
    experiment: experiment as string,
    ...(isResumed ? { resume: true } : {}),
  };
}

/** Words behind `mtl`, which speaks the editor's language where it can. */
export const wordsOf = ({ command, experiment, resume }: MtlTask, language: string): string[] => [
  '--language',
  isChinese(language) ? 'zh-cn' : 'en',
  command,
  ...(resume ? ['--resume'] : []),
  experiment,
];

/** Problem matchers of the manifest that read what `mtl` then says: the editor knows how severe a problem is by English words alone. */
export const matchersFor = (language: string): string[] =>
  isChinese(language) ? ['$mtl', '$mtl-warning', '$mtl-information'] : ['$mtl'];

const isChinese = (language: string): boolean => language.toLowerCase().startsWith('zh');
