/** What runs are called in a table whose columns are narrow: no longer than it takes to tell them apart, and never broken. */
import { timeOfFolder } from '../../../runs/folder-time';
import type { Moment } from './moment';

/** Folders (those in a sweep behind its folder and `/`) that nobody has named are called by time and title; the title is that of the page, which leaves `Nov 26, 19:21`. */
export function nameRuns(folders: readonly string[], now: Moment): readonly string[] {
  const isAnyOld = folders.map(timeOfFolder).some((time) => time && isOfOtherYear(time, now));
  const [short, long] = shortAndLong(folders, now, () => isAnyOld);
  const names = [short, long].find((each) => new Set(each).size === each.length) ?? folders;
  return names.map((name, index) =>
    timeOfFolder(folders[index]!) ? name.replaceAll(/\s/g, '\u00a0') : name,
  );
}

/** As lines of a list, of which there can be a thousand: each no longer than it takes to tell it apart, by itself. */
export const nameLines = (folders: readonly string[], now: Moment): readonly string[] =>
  firstAlone(
    folders,
    shortAndLong(folders, now, (time) => isOfOtherYear(time, now)),
  );

const isOfOtherYear = (time: Date, now: Moment): boolean =>
  time.getFullYear() !== new Date(now.time).getFullYear();

/** The folders by their times, to the minute and to the second; those that have none as they are. */
function shortAndLong(
  folders: readonly string[],
  now: Moment,
  hasYear: (time: Date) => boolean,
): readonly [short: readonly string[], long: readonly string[]] {
  const written = (more: Intl.DateTimeFormatOptions): readonly string[] => {
    const format = (year: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(now.language, { ...year, ...toTheMinute, ...more });
    const [withYear, without] = [format({ year: 'numeric' }), format({})];
    return folders.map((folder) => {
      const time = timeOfFolder(folder);
      if (!time) return folder;
      const name = (hasYear(time) ? withYear : without).format(time);
      return [name, ...folder.split('/').slice(1)].join('/');
    });
  };
  return [written({}), written({ second: '2-digit' })];
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
