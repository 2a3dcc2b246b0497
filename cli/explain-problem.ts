/** `mtl explain MTL2004`: the page of a problem code, as the reference has it. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { editDistance } from '../contract/nearest-name';
import { listed, text } from '../contract/text';
import { referenceFolder } from './bundles';
import { exitCodes, type CommandIo } from './command';
import { markdownText } from './markdown-text';
import { speechIn } from './speech';

/** `MTL2004`, `mtl2004` and `2004` are the same; undefined for anything else. */
export function problemCode(name: string): string | undefined {
  const [, digits] = /^(?:mtl)?(\d{4})$/i.exec(name) ?? [];
  return digits && `MTL${digits}`;
}

export async function explainProblem(code: string, io: CommandIo): Promise<number> {
  const folder = join(referenceFolder, ...(io.language ? [io.language.name] : []), 'problems');
  const codes = (await readdir(folder).catch(() => [])).map((file) => file.replace(/\.md$/, ''));
  if (!codes.includes(code)) {
    const near = nearestCodes(code, codes);
    const sentence =
      near.length > 0
        ? text('There is no problem {code}. Near it are {near}.', { code, near: listed(near) })
        : text('The page of {code} is not installed. Install MTL Lab again.', { code });
    io.stderr(`${speechIn(io.language)(sentence)}\n`);
    return exitCodes.usage;
  }
  io.stdout(markdownText(await readFile(join(folder, `${code}.md`), 'utf8'), io.colours.stdout));
  return exitCodes.success;
}

/** Those that differ least, then those whose numbers are closest. */
const nearestCodes = (code: string, codes: readonly string[]): readonly string[] =>
  codes
    .map((other) => ({
      other,
      slips: editDistance(code, other),
      gap: Math.abs(Number(code.slice(3)) - Number(other.slice(3))),
    }))
    .toSorted((a, b) => a.slips - b.slips || a.gap - b.gap)
    .slice(0, 3)
    .map(({ other }) => other);
