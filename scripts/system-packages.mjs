/** Debian packages that the browser tests need, installed when they are missing and this process may. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runCommand } from './run-command.mjs';

/** A program that is looked for, and the package that brings it. */
const browserPrograms = { chromium: ['chromium', 'fonts-dejavu-core', 'fonts-noto-cjk'] };
const compilerPrograms = { 'g++': ['g++'], make: ['make'], python3: ['python3'] };

/** Answers what is still missing, and why; undefined when everything is there. */
export const requireBrowser = () => requirePrograms(browserPrograms);
/** Two parts of the editor are compiled when it is installed. */
export const requireCompiler = () => requirePrograms(compilerPrograms);

async function requirePrograms(programs) {
  const missing = Object.keys(programs).filter((program) => !isInstalled(program));
  if (missing.length === 0) return undefined;
  const packages = missing.flatMap((program) => programs[program]);
  const command = `apt-get install --no-install-recommends ${packages.join(' ')}`;
  if (!isInstalled('apt-get')) return `${missing.join(', ')} not found; install ${packages.join(', ')}`;
  if (process.getuid?.() !== 0) return `${missing.join(', ')} not found; run as root: ${command}`;
  console.log(`Installing ${packages.join(', ')} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    await runCommand('apt-get', ['update', '-q'], { env });
    await runCommand('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], { env });
    return undefined;
  } catch (error) {
    return error.message;
  }
}

const isInstalled = (program) =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));
