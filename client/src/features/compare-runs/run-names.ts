/** What runs are called in a table whose columns are narrow: no longer than it takes to tell them apart, and never broken. */
import type { Moment } from '../../infrastructure/moment';

/** Folders that nobody has named are called by time and title; the title is that of the page, which leaves `Nov 26, 19:21`. */
export function nameRuns(folders: readonly string[], now: Moment): readonly string[] {
  const times = folders.map(timeIn);
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

/** Of `2026-11-26T19-21-51-title`, in local time. */
function timeIn(folder: string): Date | undefined {
  const [year, month, day, hour, minute, second] = (
    /^(\d{4})-(\d\d)-(\d\d)T(\d\d)-(\d\d)-(\d\d)-/.exec(folder) ?? []
  )
    .slice(1)
    .map(Number);
  return year === undefined ? undefined : new Date(year, month! - 1, day, hour, minute, second);
}
