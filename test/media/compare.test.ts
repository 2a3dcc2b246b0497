/** The Compare panel's store: what runs came to, and their curves on common axes. */
import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../contract/run-log';
import { readChoices } from '../../media/compare/choices';
import { ComparedRuns } from '../../media/compare/store/compared-runs';
import { curveCharts, type CurveChoices } from '../../media/compare/store/curve-charts';
import { peakWords, runData, runTable } from '../../media/compare/store/run-table';
import { zoomed } from '../../media/compare/store/zoomed';
import { summaryOf, tableOf, type ChartModel } from '../../media/shared/charts/chart-model';
import { csvText } from '../../media/shared/charts/data-table';
import { parseHostMessage, type ReceivedMessage } from '../../media/shared/parse-host-message';
import { numeralsRun, roundsRun, startTime, totalOf } from '../support/synthetic-runs';
import { comparedRuns, comparisonMessage, logOf, runMessage, worse } from '../support/compared-runs';

/** As the panel takes them in, by way of its edge. */
function compared(logs: readonly (readonly RunEvent[])[]): ComparedRuns {
  const runs = new ComparedRuns();
  tell(runs, parseHostMessage(comparisonMessage(comparedRuns(logs.length))));
  for (const [index, events] of logs.entries()) tell(runs, parseHostMessage(runMessage(index + 1, events)));
  return runs;
}

function tell(runs: ComparedRuns, message: ReceivedMessage | undefined): number | undefined {
  if (message?.kind === 'comparison') runs.compare(message.comparison);
  return message?.kind === 'events' ? runs.receive(message) : undefined;
}

const choices: CurveChoices = { ...readChoices(undefined), hidden: new Set<string>() };
const chart = (runs: ComparedRuns, title: string, more: Partial<CurveChoices> = {}): ChartModel => {
  const models = curveCharts(runs.runs, { ...choices, ...more });
  const found = models.find((model) => model.title === title);
  if (!found) throw new Error(`no ${title} among ${models.map((model) => model.title).join(', ')}`);
  return found;
};
const lineOf = ({ series }: ChartModel, name: string, style = 'marked') =>
  series.find((each) => each.name === name)!.lines.find((line) => line.style === style)!.points;

describe('the charts', () => {
  const runs = compared([logOf(1), logOf(2), logOf(3)]);

  it('are pairs of training and validation: total loss, the loss of each task, each metric', () => {
    expect(curveCharts(runs.runs, choices).map(({ title }) => title)).toEqual(
      [
        'Total loss',
        'Loss of numeral',
        'Loss of morphology',
        'numeral accuracy ↑',
        'morphology mse ↓',
        'morphology r2 ↑',
      ].flatMap((title) => [`${title} · train`, `${title} · validation`]),
    );
    const one = curveCharts(runs.runs, { ...choices, parts: new Set(['validation']) });
    expect(one.map(({ title }) => title).filter((title) => !title.endsWith('· validation'))).toEqual([]);
  });

  it('have a line for each run, and the same scale for both parts', () => {
    const [train, validation] = ['train', 'validation'].map((part) =>
      chart(runs, `Loss of numeral · ${part}`),
    );
    expect(train!.series.map(({ name }) => name)).toEqual(['run 3', 'run 2', 'run 1']);
    expect(train!.bounds).toEqual(validation!.bounds);
    for (const { series, bounds } of [train!, validation!])
      for (const { y } of series.flatMap(({ lines }) => lines.at(-1)!.points)) {
        expect(y).toBeGreaterThanOrEqual(bounds![0]);
        expect(y).toBeLessThanOrEqual(bounds![1]);
      }
  });

  it('show totals that are the weighted sums of the losses', () => {
    const epochs = logOf(2).flatMap((event) => (event.kind === 'epoch' ? [event] : []));
    const points = lineOf(chart(runs, 'Total loss · validation'), 'run 2');
    expect(points).toHaveLength(epochs.length);
    for (const [index, { results, weights }] of epochs.entries()) {
      const losses = Object.fromEntries(
        Object.entries(results.validation!).map(([task, { loss }]) => [task, loss!]),
      );
      expect(points[index]!.y).toBeCloseTo(totalOf(losses, weights), 12);
    }
  });

  it('go along epochs, steps, or the time that trainers worked', () => {
    const along = (axis: CurveChoices['along']) =>
      lineOf(chart(runs, 'numeral accuracy ↑ · validation', { along: axis }), 'run 1').map(({ x }) => x);
    expect(along('epoch')).toEqual([1, 2, 3, 4, 5, 6]);
    expect(along('step')).toEqual([20, 40, 60, 80, 100, 120]);
    expect(along('time')).toEqual([4, 8, 12, 16, 20, 24]);
    const loss = chart(runs, 'Loss of numeral · train', { along: 'step', smooth: false });
    expect(
      lineOf(loss, 'run 1')
        .slice(0, 3)
        .map(({ x }) => x),
    ).toEqual([2, 4, 6]);
    const clock = chart(runs, 'Loss of numeral · train', { along: 'time' });
    expect(summaryOf(clock)).toMatch(/^Loss of numeral · train\. time 0:32\. run 3: /);
    expect(tableOf(clock).headings[0]).toBe('time (s)');
  });

  it('do not count the time in which nobody trained', () => {
    const events = numeralsRun({ epochs: 2, stepsPerEpoch: 2, every: 1 });
    const resumed = [
      ...events.slice(0, 4),
      { kind: 'resume', pid: 1, epoch: 1, step: 2, seconds: 4, sequence: 4, time: startTime + 3_600_000 },
      ...events.slice(4).map((event) => ({
        ...event,
        sequence: event.sequence + 1,
        time: event.time + 3_596_000,
      })),
    ] as RunEvent[];
    const model = chart(compared([resumed]), 'Loss of numeral · validation', { along: 'time' });
    expect(lineOf(model, 'run 1').map(({ x }) => x)).toEqual([4, 8]);
  });

  it('keep raw lines behind smoothed ones, of training alone', () => {
    const raw = chart(runs, 'Loss of numeral · train', { smooth: false });
    const smooth = chart(runs, 'Loss of numeral · train');
    expect(lineOf(smooth, 'run 1', 'behind')).toEqual(lineOf(raw, 'run 1'));
    expect(lineOf(smooth, 'run 1')).not.toEqual(lineOf(raw, 'run 1'));
    expect(raw.series.flatMap(({ lines }) => lines)).toHaveLength(3);
    const validation = chart(runs, 'Loss of numeral · validation');
    expect(validation.series.flatMap(({ lines }) => lines)).toHaveLength(3);
  });

  it('read off what each run had by then, and nothing after its end', () => {
    const model = chart(runs, 'numeral accuracy ↑ · validation');
    expect(model.readings.map(({ x }) => x)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    const [third, second, first] = model.readings[6]!.values.flat();
    expect(first).toBeNull();
    expect(second).toBe(lineOf(model, 'run 2')[6]!.y);
    expect(third).toBe(lineOf(model, 'run 3')[6]!.y);
    expect(model.latest!.flat()).toEqual(
      ['run 3', 'run 2', 'run 1'].map((name) => lineOf(model, name).at(-1)!.y),
    );
    const time = chart(
      compared([logOf(1), logOf(2).map((e) => ({ ...e, time: startTime + (e.time - startTime) * 1.3 }))]),
      'numeral accuracy ↑ · validation',
      { along: 'time' },
    );
    for (const { x, values } of time.readings.filter((reading) => reading.x >= 5.2 && reading.x <= 24))
      expect([x, ...values.flat().filter((value) => value === null)]).toEqual([x]);
  });

  it('mark the best of the runs that are drawn, by what is better of a metric', () => {
    const best = (title: string, hidden: string[] = []) =>
      chart(runs, `${title} · validation`, { hidden: new Set(hidden) }).best!;
    const accuracy = lineOf(chart(runs, 'numeral accuracy ↑ · validation'), 'run 1').map(({ y }) => y);
    expect(best('numeral accuracy ↑')).toMatchObject({
      y: Math.max(...accuracy),
      words: expect.stringMatching(/^best 0\.9\d+: run 1$/),
    });
    expect(best('numeral accuracy ↑', ['run 1']).words).toMatch(/: run 2$/);
    const losses = lineOf(chart(runs, 'Loss of morphology · validation'), 'run 1').map(({ y }) => y);
    expect(best('Loss of morphology').y).toBe(Math.min(...losses));
  });

  it('fit the scale to what is shown: of hidden runs and moments beside the span nothing', () => {
    const title = 'Loss of numeral · validation';
    const all = chart(runs, title).bounds!;
    const hidden = chart(runs, title, { hidden: new Set(['run 3', 'run 2']) }).bounds!;
    expect(hidden[1]).toBeLessThan(all[1]);
    const late = chart(runs, title, { span: { from: 4, to: 8 } }).bounds!;
    expect(late[1]).toBeLessThan(all[1] / 2);
    const log = chart(runs, title, { logarithmic: true }).bounds!;
    expect(log[0]).toBeGreaterThan(0);
  });

  it('show what there is of runs that differ in their tasks, have no validation rows, or have just begun', () => {
    const other = numeralsRun({ epochs: 3, stepsPerEpoch: 4, every: 1, taskNames: ['letter', 'morphology'] });
    const mixed = compared([
      logOf(1),
      roundsRun(2, { status: 'completed' }),
      other,
      logOf(2).slice(0, 4),
      [],
    ]);
    const titles = curveCharts(mixed.runs, choices).map(({ title }) => title);
    expect(titles).toContain('letter accuracy ↑ · train');
    const numeral = chart(mixed, 'numeral accuracy ↑ · validation');
    expect(numeral.series.map(({ lines }) => lines.at(-1)!.points.length)).toEqual([0, 0, 0, 0, 6]);
    expect(lineOf(chart(mixed, 'Loss of numeral · train'), 'run 4')).toHaveLength(3);
    expect(lineOf(chart(mixed, 'Loss of numeral · train'), 'run 2').length).toBeGreaterThan(80);
    expect(curveCharts([], choices)).toEqual([]);
  });

  it('stay small however long the logs are, and still know the best', () => {
    const long = numeralsRun({ epochs: 2_000, stepsPerEpoch: 10, every: 2, end: { status: 'completed' } });
    const best = long.findIndex((event) => event.kind === 'epoch' && event.epoch === 777);
    const event = {
      ...long[best]!,
      results: { validation: { numeral: { loss: 0, accuracy: 1 } } },
    } as RunEvent;
    const model = chart(compared([long.with(best, event)]), 'numeral accuracy ↑ · validation');
    expect(lineOf(model, 'run 1').length).toBeLessThan(600);
    expect(model.readings.length).toBeLessThanOrEqual(400);
    expect(model.best).toMatchObject({ x: 777, y: 1 });
  });
});

describe('the table of runs', () => {
  it('says what each came to, marks the best, and tells of better epochs before', () => {
    const table = runTable(compared([logOf(1), logOf(4)]).runs, startTime);
    expect(table.measures.map(({ task, name, part }) => [task, name, part])).toEqual([
      ['numeral', 'accuracy', 'validation'],
      ['morphology', 'mse', 'validation'],
      ['morphology', 'r2', 'validation'],
    ]);
    const [newer, older] = table.runs;
    expect([newer!.epochs, newer!.seconds, newer!.device, newer!.seed]).toEqual([9, 36, 'cpu', 7]);
    expect(older!.values.map(({ isBest }) => isBest)).toEqual([true, true, true]);
    expect(newer!.values.map(({ isBest }) => isBest)).toEqual([false, false, false]);
    const falling = logOf(1).map((event) => (event.kind === 'end' ? worse([event], 3)[0]! : event));
    const [first] = runTable(compared([falling]).runs, startTime).runs;
    expect(peakWords(first!.values[0]!)).toMatch(/^best 0\.95\d+, epoch 6$/);
    expect(first!.values[0]!.isBest).toBe(false);
    expect(peakWords(older!.values[0]!)).toBeUndefined();
  });

  it('goes by test rows where nothing was validated, and by the last epoch while a run goes on', () => {
    const rounds = runTable(compared([roundsRun(2, { status: 'completed' })]).runs, startTime);
    expect(rounds.measures).toMatchObject([{ name: 'accuracy', part: 'test' }]);
    expect(rounds.runs[0]!.values).toEqual([{ last: 0.947, isBest: false, peak: undefined }]);
    const running = compared([logOf(1).slice(0, -1)]);
    const [run] = runTable(running.runs, startTime + 90_000).runs;
    expect(run!.epochs).toBe(6);
    expect(run!.values[0]!.last).toBeGreaterThan(0.9);
  });

  it('has a row for a run that nothing is known of', () => {
    const [row] = runTable(compared([[]]).runs, startTime).runs;
    expect(row).toMatchObject({ epochs: 0, seconds: undefined, device: undefined, values: [] });
  });

  it('is exported in full', () => {
    const lines = csvText(runData(runTable(compared([logOf(1), logOf(2)]).runs, startTime))).split('\r\n');
    expect(lines).toHaveLength(4);
    expect(lines[0]).toMatch(
      /^run,state,epochs,duration \(s\),device,seed,numeral accuracy \(validation\),best /,
    );
    expect(lines[2]).toMatch(/^run 1,completed,6,24,cpu,7,0\.95\d{5,},0\.95\d{5,},6,/);
  });
});

describe('runs that come and go', () => {
  it('keep their colours, and a new one takes one that is free', () => {
    const runs = new ComparedRuns();
    const slots = () => Object.fromEntries(runs.runs.map(({ name, slot }) => [name, slot]));
    const all = comparedRuns(4);
    runs.compare({ ...all, runs: all.runs.slice(1) });
    expect(slots()).toEqual({ 'run 1': 0, 'run 2': 1, 'run 3': 2 });
    runs.compare(all);
    expect(slots()).toMatchObject({ 'run 1': 0, 'run 4': 3 });
    runs.compare({ ...all, runs: all.runs.filter(({ name }) => name !== 'run 2') });
    runs.compare(all);
    expect(slots()).toEqual({ 'run 1': 0, 'run 2': 1, 'run 3': 2, 'run 4': 3 });
  });

  it('go on where they were, ask for what is missing, and begin anew when told from the start', () => {
    const runs = compared([logOf(1).slice(0, 10)]);
    expect(tell(runs, parseHostMessage(runMessage(1, logOf(1).slice(0, 20), 10)))).toBeUndefined();
    expect(tell(runs, parseHostMessage(runMessage(1, logOf(1), 30)))).toBe(20);
    expect(tell(runs, parseHostMessage(runMessage(2, logOf(1), 30)))).toBe(0);
    expect(runs.runs[0]!.log.steps.items).toHaveLength(18);
    tell(runs, parseHostMessage(runMessage(1, logOf(1).slice(0, 5))));
    expect(runs.runs[0]!.log.steps.items).toHaveLength(4);
  });
});

describe('choices', () => {
  it('of moments stay within the run', () => {
    const models = curveCharts(compared([logOf(3)]).runs, choices);
    expect(zoomed(models, undefined, { from: 2, to: 99 })).toEqual({ from: 2, to: 8 });
    expect(zoomed(models, undefined, 'in')).toEqual({ from: 2, to: 6 });
    expect(zoomed(models, undefined, 'in', 8)).toEqual({ from: 4, to: 8 });
    expect(zoomed(models, { from: 2, to: 6 }, 'out')).toBeUndefined();
    expect(zoomed(models, { from: 2, to: 6 }, 'all')).toBeUndefined();
    expect(zoomed(models, { from: 2, to: 6 }, { from: 3, to: 3 })).toEqual({ from: 2, to: 6 });
    expect(zoomed([], undefined, 'in')).toBeUndefined();
  });
});
