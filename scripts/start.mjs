/** Builds the project, trains its first example in the terminal, and says where to go from there. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildBundles } from './build.mjs';
import { root } from './root.mjs';

const example = join('examples', 'first-experiment.mtl');

const next = `
Next
  npm run vscode                opens the examples in VS Code, with live curves and the architecture
  node dist/mtl.cjs show FILE   prints the model of an experiment, such as ${example}
  node dist/mtl.cjs --help      lists all commands
`;

if (await buildBundles()) {
  console.log(`mtl train ${example}\n`);
  const code = await train();
  if (code === 0) console.log(next);
  process.exitCode = code;
} else process.exitCode = 1;

/** The same as a person would type; Ctrl-C reaches the command itself, which stops cleanly. */
function train() {
  process.on('SIGINT', () => undefined);
  return new Promise((resolve, reject) => {
    const program = [join(root, 'dist', 'mtl.cjs'), 'train', example];
    const child = spawn(process.execPath, program, { cwd: root, stdio: 'inherit' });
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}
