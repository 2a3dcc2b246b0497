/** The command line `mtl`: finds the command, hands it the world, and ends with its exit code. */
import { nearestName } from '../contract/nearest-name';
import { VERSION } from '../contract/version';
import { text, type Text } from '../contract/text';
import { exitCodes, type Command, type CommandIo } from './command';
import { helpText } from './help-text';
import { readLanguage, type Spoken } from './language';
import { overviewText } from './overview-text';
import { speechIn } from './speech';

/** Loaded when they are asked for, so that each starts as fast as it can. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  check: async () => (await import('./check')).check,
  new: async () => (await import('./new')).newExperiment,
  format: async () => (await import('./format')).format,
  show: async () => (await import('./show')).show,
  train: async () => (await import('./train')).train,
  sweep: async () => (await import('./sweep')).sweep,
  devices: async () => (await import('./devices')).devices,
  predict: async () => (await import('./predict')).predict,
  explain: async () => (await import('./explain')).explain,
  lsp: async () => (await import('./lsp')).lsp,
};

async function main({ args: [word, ...rest], fault }: Spoken, io: CommandIo): Promise<number> {
  const refuse = (why: Text): number => {
    io.stderr(`${say(why)}\n`);
    return exitCodes.usage;
  };
  if (fault !== undefined) return refuse(fault);
  // “mtl help train” is “mtl train --help”.
  const [name, ...args] = word === 'help' && rest.length > 0 ? [rest[0], '--help'] : [word, ...rest];
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    const loaded = await Promise.all(Object.values(commands).map((load) => load()));
    io.stdout(overviewText(loaded, say, io.columns));
    return name === undefined ? exitCodes.usage : exitCodes.success;
  }
  if (name === '--version' || name === '-v') {
    io.stdout(`${VERSION}\n`);
    return exitCodes.success;
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!load) return refuse(unknownCommand(name));
  const command = await load();
  if (args.includes('--help') || args.includes('-h')) {
    io.stdout(helpText(command.help, say, io.columns));
    return exitCodes.success;
  }
  return command.run(args, io);
}

function unknownCommand(name: string): Text {
  if (name.startsWith('-')) {
    return text('There is no option “{name}” before a command. See “mtl --help”.', { name });
  }
  const nearest = nearestName(name, Object.keys(commands));
  return nearest === undefined
    ? text('There is no command “{name}”. See “mtl --help”.', { name })
    : text('There is no command “{name}”. Did you mean “mtl {nearest}”?', { name, nearest });
}

const isTerminal = (stream: NodeJS.WriteStream): boolean =>
  stream.isTTY === true && process.env['TERM'] !== 'dumb';

/** https://no-color.org: whatever the variable holds, colours are not wanted. */
const wantsColours = (stream: NodeJS.WriteStream): boolean => isTerminal(stream) && !process.env['NO_COLOR'];

const spoken = readLanguage(process.argv.slice(2), process.env);
const say = speechIn(spoken.language);

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
  const reason = error.message;
  process.stderr.write(`${say(text('The output cannot be written: {reason}.', { reason }))}\n`);
  process.exit(exitCodes.failure);
});
process.stderr.on('error', () => undefined);

main(spoken, io).then(
  // Of output that cannot be written the stream tells a moment after it is done with it.
  (exitCode) => process.stdout.write('', () => setImmediate(() => process.exit(exitCode))),
  (error: Error) => {
    const sorry = say(text('This is a fault of mtl. Please report it.'));
    process.stderr.write(`${sorry}\n${error.stack ?? error.message}\n`);
    process.exit(exitCodes.failure);
  },
);
