/** The command line `mtl`: finds the command, hands it the world, and ends with its exit code. */
import { nearestName } from '../contract/nearest-name';
import { VERSION } from '../contract/version';
import { exitCodes, type Command, type CommandIo } from './command';
import { readLanguage, type Spoken } from './language';

/** Loaded when they are asked for, so that each starts as fast as it can. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  check: async () => (await import('./check')).check,
  new: async () => (await import('./new')).newExperiment,
  format: async () => (await import('./format')).format,
  show: async () => (await import('./show')).show,
  train: async () => (await import('./train')).train,
  devices: async () => (await import('./devices')).devices,
  predict: async () => (await import('./predict')).predict,
  explain: async () => (await import('./explain')).explain,
  lsp: async () => (await import('./lsp')).lsp,
};

async function main({ args: [name, ...args], fault }: Spoken, io: CommandIo): Promise<number> {
  if (fault !== undefined) {
    io.stderr(`${fault}\n`);
    return exitCodes.usage;
  }
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    io.stdout(await describeCommands());
    return name === undefined ? exitCodes.usage : exitCodes.success;
  }
  if (name === '--version' || name === '-v') {
    io.stdout(`${VERSION}\n`);
    return exitCodes.success;
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!load) {
    const nearest = nearestName(name, Object.keys(commands));
    const advice = nearest ? `Did you mean “mtl ${nearest}”?` : 'See “mtl --help”.';
    io.stderr(`There is no command “${name}”. ${advice}\n`);
    return exitCodes.usage;
  }
  const command = await load();
  if (args.includes('--help') || args.includes('-h')) {
    io.stdout(command.usage);
    return exitCodes.success;
  }
  return command.run(args, io);
}

async function describeCommands(): Promise<string> {
  const loaded = await Promise.all(Object.values(commands).map((load) => load()));
  const width = Math.max(...loaded.map((command) => command.name.length));
  const lines = loaded.map((command) => `  ${command.name.padEnd(width)}  ${command.summary}`);
  return `mtl ${VERSION}: design and train multi-task and co-training experiments

Usage: mtl COMMAND [ARGUMENTS]

Commands:
${lines.join('\n')}

“mtl COMMAND --help” explains a command; “mtl --version” prints the version.
Problems and pages are told in the language of the system (LANG), or in that of “--language”: en, zh-cn.

Exit codes:
  ${exitCodes.success}    all went well
  ${exitCodes.failure}    a file has errors, or a run failed
  ${exitCodes.usage}    the command line is wrong
  ${exitCodes.interrupted}  stopped by Ctrl-C; what a run has learned is kept
`;
}

const isTerminal = (stream: NodeJS.WriteStream): boolean =>
  stream.isTTY === true && process.env['TERM'] !== 'dumb';

/** https://no-color.org: whatever the variable holds, colours are not wanted. */
const wantsColours = (stream: NodeJS.WriteStream): boolean => isTerminal(stream) && !process.env['NO_COLOR'];

const spoken = readLanguage(process.argv.slice(2), process.env);

const io: CommandIo = {
  language: spoken.language,
  stdout: (text) => void process.stdout.write(text),
  stderr: (text) => void process.stderr.write(text),
  cwd: process.cwd(),
  terminal: isTerminal(process.stdout),
  colours: { stdout: wantsColours(process.stdout), stderr: wantsColours(process.stderr) },
  get columns() {
    return process.stdout.columns ?? 80;
  },
};

// Whoever reads the output may have seen enough, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(exitCodes.success);
  process.stderr.write(`The output cannot be written: ${error.message}.\n`);
  process.exit(exitCodes.failure);
});
process.stderr.on('error', () => undefined);

main(spoken, io).then(
  (exitCode) => process.stdout.write('', () => process.exit(exitCode)),
  (error: Error) => {
    process.stderr.write(`This is a fault of mtl. Please report it.\n${error.stack ?? error.message}\n`);
    process.exit(exitCodes.failure);
  },
);
