/** What `mtl --help` prints: every command in a line, the languages, and the exit codes. */
import { text } from '../contract/text';
import { VERSION } from '../contract/version';
import { exitCodes, type Command } from './command';
import { exitsText, listText, paragraph, textWidth, usageText } from './help-text';
import type { Say } from './speech';

export function overviewText(commands: readonly Command[], say: Say, columns: number): string {
  const width = textWidth(columns);
  const rows = commands.map(({ name, summary }) => [name, say(summary)] as const);
  const exits = {
    [exitCodes.success]: text('all went well'),
    [exitCodes.failure]: text('a file has errors, or a run failed'),
    [exitCodes.usage]: text('the command line is wrong'),
    [exitCodes.interrupted]: text('stopped by Ctrl-C; what a run has learned is kept'),
  };
  const title = text('mtl {version}: design and train multi-task and co-training experiments', {
    version: VERSION,
  });
  return [
    paragraph(say(title), width),
    usageText(['mtl COMMAND [ARGUMENTS]'], say, width),
    `${say(text('Commands:'))}\n${listText(rows, width)}`,
    paragraph(
      say(text('“mtl COMMAND --help” explains a command; “mtl --version” prints the version.')),
      width,
    ) +
      paragraph(
        say(
          text(
            'It speaks the language of the system (LC_ALL, LC_MESSAGES, LANG), or that of “--language”: en, zh-cn. ' +
              'What programs read, such as JSON, is the same in every language.',
          ),
        ),
        width,
      ),
    exitsText(exits, say, width),
  ].join('\n');
}
