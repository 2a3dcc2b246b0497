/** The time at the start of a run folder's name, which nobody has to open the folder for. */

/** `2026-11-23T21-44-25` in local time: ISO 8601 without the colons, which Windows does not allow in names. */
export function folderTime(time: Date): string {
  const date = [time.getFullYear(), pad(time.getMonth() + 1), pad(time.getDate())].join('-');
  return `${date}T${[time.getHours(), time.getMinutes(), time.getSeconds()].map(pad).join('-')}`;
}

/** Of `2026-11-26T19-21-51-title`; undefined for a folder that somebody has named. */
export function timeOfFolder(name: string): Date | undefined {
  const [year, month, day, hour, minute, second] = (
    /^(\d{4})-(\d\d)-(\d\d)T(\d\d)-(\d\d)-(\d\d)(?:-|$)/.exec(name) ?? []
  )
    .slice(1)
    .map(Number);
  return year === undefined ? undefined : new Date(year, month! - 1, day, hour, minute, second);
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
