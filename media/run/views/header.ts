/** The head of the run panel: which run, how it stands, how far it is, and ways to stop it and to go on with it. */
import type { StartEvent } from '../../../contract/run-log';
import { formatCount } from '../../../contract/format-count';
import { describeDeviceUse } from '../../../contract/device-use';
import { button, element } from '../../shared/element';
import { formatDuration } from '../../../contract/format-duration';
import { formatSeconds } from '../../shared/format';
import { sentence, t } from '../../shared/translate';
import type { RunState } from '../../shared/runs/run-state';
import type { Status, StatusName } from '../store/status';

export interface HeaderActions {
  stop(): void;
  /** Absent where nobody is there to train. */
  resume?(): void;
}

export class Header {
  readonly element: HTMLElement;
  private readonly title = element('h1');
  private readonly chip = element('span', { class: 'chip', role: 'status' });
  private readonly bar = element('progress', { max: 1, value: 0 });
  private readonly facts = element('dl', { class: 'facts' });
  private readonly stop: HTMLButtonElement;
  private readonly resume: HTMLButtonElement | undefined;

  constructor(actions: HeaderActions) {
    this.stop = button(t('Stop'), () => actions.stop(), { class: 'main stop' });
    this.resume =
      actions.resume && button(t('Resume'), () => actions.resume?.(), { class: 'main resume', hidden: true });
    this.bar.setAttribute('aria-label', t('Progress'));
    this.element = element(
      'header',
      { class: 'run' },
      element('div', { class: 'heading' }, this.title, this.chip, this.stop, this.resume),
      this.bar,
      this.facts,
    );
  }

  show(state: RunState, status: Status): void {
    const alive = ['preparing', 'running', 'stopping'].includes(status.name);
    setText(this.title, state.start?.title ?? t('Training run'));
    setText(this.chip, statusName(status.name));
    this.chip.dataset['status'] = status.name;
    setText(this.stop, status.name === 'stopping' ? t('Stopping…') : t('Stop'));
    this.stop.hidden = !alive;
    this.stop.disabled = status.name === 'stopping';
    if (this.resume) this.resume.hidden = status.name !== 'stopped' && status.name !== 'failed';
    this.bar.value = status.done;
    this.bar.dataset['status'] = status.name;
    this.showFacts(factsOf(state, status));
  }

  /** Names stay in place while their values change, so that nothing jumps. */
  private showFacts(facts: readonly Fact[]): void {
    const names = facts.map(({ name }) => name).join('\n');
    if (this.facts.dataset['names'] !== names) {
      this.facts.dataset['names'] = names;
      this.facts.replaceChildren(
        ...facts.map(({ name }) => element('div', {}, element('dt', {}, name), element('dd'))),
      );
    }
    const values = this.facts.querySelectorAll('dd');
    for (const [index, { value, about = '' }] of facts.entries()) {
      setText(values[index]!, value);
      values[index]!.title = about;
    }
  }
}

interface Fact {
  readonly name: string;
  readonly value: string;
  /** Shown to whoever points at it. */
  readonly about?: string;
}

function factsOf({ start, resume }: RunState, status: Status): readonly Fact[] {
  if (!start) return [];
  const { epoch, round, secondsLeft, rowsPerSecond, rate } = status;
  const use = describeDeviceUse(start, resume);
  const running = status.name === 'running' || status.name === 'stopping';
  return [
    ...(round ? [{ name: t('Round'), value: of(round) }] : []),
    ...(epoch ? [{ name: start.window === undefined ? t('Epoch') : t('Window'), value: of(epoch) }] : []),
    { name: t('Elapsed'), value: running ? formatDuration(status.seconds) : formatSeconds(status.seconds) },
    ...(running && epoch?.of !== 0 ? [{ name: t('Left'), value: leftName(secondsLeft) }] : []),
    ...(rowsPerSecond === undefined
      ? []
      : [{ name: t('Rows per second'), value: formatCount(rowsPerSecond) }]),
    ...(rate === undefined ? [] : [{ name: t('Learning rate'), value: String(Number(rate.toPrecision(3))) }]),
    { name: t('Parameters'), value: parametersText(start) },
    start.window === undefined
      ? {
          name: t('Train / validation / test rows'),
          value: [start.rows.train, start.rows.validation, start.rows.test].map(formatCount).join(' / '),
        }
      : { name: t('Rows of a window'), value: formatCount(start.window) },
    { name: t('Weighting'), value: start.weighting },
    {
      name: t('Device'),
      value: deviceName(use.device, start.threads),
      ...(use.why ? { about: sentence(use.why) } : {}),
    },
    { name: t('Seed'), value: String(start.seed) },
  ];
}

function of(count: { readonly at: number; readonly of: number }): string {
  if (count.of === 0) return formatCount(count.at);
  return t('{at} of {of}', { at: formatCount(count.at), of: formatCount(count.of) });
}

function leftName(secondsLeft: number | undefined): string {
  if (secondsLeft === undefined) return '…';
  return secondsLeft < 1 ? t('moments') : formatDuration(secondsLeft);
}

const deviceName = (device: string, threads: number): string =>
  t('{device}, {threads} {threads|thread|threads}', { device, threads });

function statusName(name: StatusName): string {
  const names = {
    preparing: () => t('Preparing'),
    running: () => t('Running'),
    stopping: () => t('Stopping'),
    completed: () => t('Completed'),
    stopped: () => t('Stopped'),
    failed: () => t('Failed'),
  } satisfies Record<StatusName, () => string>;
  return names[name]();
}

/** Writing the same text again would make screen readers say it again. */
function setText(target: Element, content: string): void {
  if (target.textContent !== content) target.textContent = content;
}

function parametersText({ parameters, learning }: StartEvent): string {
  const count = formatCount(parameters);
  return learning === undefined
    ? count
    : t('{count}, {learning} of them learn', { count, learning: formatCount(learning) });
}
