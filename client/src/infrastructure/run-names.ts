/** What runs are called in a table whose columns are narrow: no longer than it takes to tell them apart, and never broken. */
import { timeOfFolder } from '../../../runs/folder-time';
import type { Moment } from './moment';

/** Folders that nobody has named are called by time and title; the title is that of the page, which leaves `Nov 26, 19:21`. */
export function nameRuns(folders: readonly string[], now: Moment): readonly string[] {
  const times = folders.map(timeOfFolder);
  const thisYear = new Date(now.time).getFullYear();
  const isOld = times.some((time) => time && time.getFullYear() !== thisYear);
  const written = (more: Intl.DateTimeFormatOptions): readonly string[] => {
    const format = new Intl.DateTimeFormat(now.language, {
      ...(isOld ? { year: 'numeric' } : {}),
      ...toTheMinute,
      ...more,
    });
    return folders.map((folder, index) => (times[index] ? format.format(times[index]) : folder));
  };
  const short = written({});
  const names = [short, written({ second: '2-digit' }), folders].find(
    (each) => new Set(each).size === each.length,
  );
  return (names ?? folders).map((name, index) => (times[index] ? name.replaceAll(/\s/g, '\u00a0') : name));
}

/** As lines of a list, of which there can be a thousand: each no longer than it takes to tell it apart, by itself. */
export function nameLines(folders: readonly string[], now: Moment): readonly string[] {
  const thisYear = new Date(now.time).getFullYear();
  const format = (more: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(now.language, { ...toTheMinute, ...more });
  const written = (young: Intl.DateTimeFormat, old: Intl.DateTimeFormat): readonly string[] =>
    folders.map((folder) => {
      const time = timeOfFolder(folder);
      return time ? (time.getFullYear() === thisYear ? young : old).format(time) : folder;
    });
  const seconds = { second: '2-digit' } as const;
  const year = { year: 'numeric' } as const;
  const short = written(format({}), format(year));
  const long = written(format(seconds), format({ ...year, ...seconds }));
  return firstAlone(folders, [short, long]);
}

/** For each folder the first of its names that no other has, else its own. */
function firstAlone(folders: readonly string[], names: readonly (readonly string[])[]): readonly string[] {
  const counts = names.map((all) => {
    const count = new Map<string, number>();
    for (const name of all) count.set(name, (count.get(name) ?? 0) + 1);
    return count;
  });
  return folders.map((folder, index) => {
    const alone = names.find((all, which) => counts[which]!.get(all[index]!) === 1);
    return alone?.[index] ?? folder;
  });
}

const toTheMinute: Intl.DateTimeFormatOptions = {
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
};
