/** What the VSIX holds, file by file, so that nothing enters or leaves it unseen. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { packedExtension, thisTarget } from '../../scripts/package.mjs';

test('the VSIX holds these files and no others', async () => {
  const [platform, architecture] = thisTarget.split('-');
  const names = namesInZip(readFileSync(packedExtension()))
    .map((name) => name.replaceAll(thisTarget, 'TARGET').replace(`${platform}/${architecture}`, 'TARGET'))
    // There is a page for each code of a problem.
    .map((name) => name.replace(/MTL\d{4}\.md$/, 'CODE.md'))
    .toSorted();
  await expect(`${[...new Set(names)].join('\n')}\n`).toMatchFileSnapshot('package-content.txt');
});

/** Reads the central directory at the end of a ZIP file (APPNOTE.TXT 6.3.10, sections 4.3.12 and 4.3.16). */
function namesInZip(zip: Buffer): readonly string[] {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  const count = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  return Array.from({ length: count }, () => {
    const nameLength = zip.readUInt16LE(at + 28);
    const rest = zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    at += 46 + nameLength + rest;
    return name;
  });
}
