/** Debian packages that tests need, installed when they are missing and this process may. */
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runCommand } from './run-command.mjs';

/** What is looked for, and the packages that bring it. */
const browser = { chromium: ['chromium', 'fonts-dejavu-core', 'fonts-noto-cjk'] };
const compiler = { 'g++': ['g++'], make: ['make'], python3: ['python3'] };
const tensorflow = { 'g++': ['g++'], python3: ['python3'], pip3: ['python3-pip'] };
const graphics = { 'a Vulkan driver': ['chromium-common'], 'the Vulkan loader': ['libvulkan1'] };

/** Chromium's Vulkan driver that draws with the processor: WebGPU runs on it where there is no graphics card. */
export const softwareDriver = '/usr/lib/chromium/vk_swiftshader_icd.json';

/** Answers what is still missing, and why; undefined when everything is there. */
export const requireBrowser = () => requirePackages(browser, isProgram);
/** Two parts of the editor are compiled when it is installed. */
export const requireCompiler = () => requirePackages(compiler, isProgram);
/** tfjs-node is compiled, against a library that comes from PyPI. */
export const requireTensorFlowTools = () => requirePackages(tensorflow, isProgram);
/** The driver is the one above, whatever graphics the machine has: numbers are compared, not times. */
export const requireGraphics = () =>
  requirePackages(graphics, (name) =>
    name === 'a Vulkan driver' ? existsSync(softwareDriver) : isLibrary('libvulkan.so.1'),
  );

async function requirePackages(wanted, isHere) {
  const missing = Object.keys(wanted).filter((name) => !isHere(name));
  if (missing.length === 0) return undefined;
  const packages = missing.flatMap((name) => wanted[name]);
  const command = `apt-get install --no-install-recommends ${packages.join(' ')}`;
  if (!isProgram('apt-get')) return `${missing.join(', ')} not found; install ${packages.join(', ')}`;
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

const isProgram = (name) =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, name)));

/** Debian keeps libraries in a folder for each architecture; Chromium's own beside them is for nobody else. */
const isLibrary = (name) =>
  existsSync('/usr/lib') &&
  readdirSync('/usr/lib').some(
    (folder) => folder.includes('-linux-') && existsSync(join('/usr/lib', folder, name)),
  );
