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

const toTheMinute: Intl.DateTimeFormatOptions = {
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
};
