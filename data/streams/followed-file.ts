/** The rows of a file that others write to, as a stream without an end. */
import type { Outcome, Problem } from '../../contract/problem';
import { text, type Text } from '../../contract/text';
import { reasonOf } from '../attempt';
import { findColumns } from '../find-columns';
import { unreadableFile } from '../problems';
import type { TableKind } from '../resolve-files';
import { formOfJson, formOfTable, isReason, type Cell, type CellReader } from './cell-readers';
import { columnOf, faultOfRow, kindOfCells, type ColumnKind } from './column-kinds';
import { LineReader, type Line } from './line-reader';
import { fileCutOff, fileReplaced, lineLeftOut, streamTooShort } from './problems';
import type { RowStream, StreamAnswer } from './row-stream';

export interface Wanted {
  /** Columns, in this order. */
  readonly names: readonly string[];
  /** Those among them that must hold numbers, whatever their first rows hold. */
  readonly numbers: ReadonlySet<string>;
  /** Rows that tell what the others hold. */
  readonly warmUp: number;
}

/** Reports a file that cannot be opened, has no first line yet, or lacks a column. */
export async function followFile(path: string, kind: TableKind, wanted: Wanted): Promise<Outcome<RowStream>> {
  let reader: LineReader | undefined;
  try {
    reader = await LineReader.open(path);
    const first = await reader.next();
    if (first.state !== 'lines') throw new Error('it has no line yet');
    const [heading, ...others] = first.lines as [Line, ...Line[]];
    const form =
      kind === 'jsonl'
        ? formOfJson(heading.text)
        : formOfTable(heading.text, kind === 'tsv' ? ['\t'] : [',', ';', '\t', '|']);
    const columns = form.columns.map((name) => ({ name, type: 'other' as const, isSingle: false }));
    const { problems } = findColumns({ files: [path], columns }, wanted.names);
    if (problems.length > 0) {
      await reader.close();
      return { problems };
    }
    const rows = form.hasHeading ? others : first.lines;
    return { value: new FollowedFile(path, reader, form.reader(wanted.names), wanted, rows), problems: [] };
  } catch (error) {
    await reader?.close();
    const reason = reasonOf(error);
    return {
      problems: [
        reader ? streamTooShort([path], text('it has no line yet')) : unreadableFile([path], reason),
      ],
    };
  }
}

class FollowedFile implements RowStream {
  readonly files: readonly string[];
  readonly rows = null;
  readonly #reader: LineReader;
  readonly #read: CellReader;
  readonly #wanted: Wanted;
  /** Lines that were read and not looked at. */
  #lines: readonly Line[];
  /** Cells of rows that wait until there are enough of them to tell what columns hold. */
  #rows: { readonly line: number; readonly cells: readonly Cell[] }[] = [];
  #faults: Problem[] = [];
  #kinds: readonly ColumnKind[] | undefined;
  #start = 0;

  constructor(path: string, reader: LineReader, read: CellReader, wanted: Wanted, lines: readonly Line[]) {
    this.files = [path];
    this.#reader = reader;
    this.#read = read;
    this.#wanted = wanted;
    this.#lines = lines;
  }

  async next(): Promise<StreamAnswer> {
    for (;;) {
      if (this.#lines.length === 0) {
        const answer = await this.#reader.next();
        if (answer.state === 'waiting') return answer;
        if (answer.state !== 'lines') return { state: 'over', problem: this.#ending(answer.state) };
        this.#lines = answer.lines;
      }
      this.#take();
      const kinds = (this.#kinds ??= this.#findKinds());
      if (kinds && this.#rows.length + this.#faults.length > 0)
        return { state: 'rows', block: this.#block(kinds) };
    }
  }

  close(): Promise<void> {
    return this.#reader.close();
  }

  #ending(state: 'cut' | 'replaced'): Problem {
    return state === 'cut' ? fileCutOff(this.files[0]!) : fileReplaced(this.files[0]!);
  }

  #take(): void {
    for (const { line, text: written } of this.#lines) {
      if (written.trim() === '') continue;
      const cells = this.#read(written);
      if (isReason(cells)) this.#leaveOut(line, cells);
      else this.#rows.push({ line, cells });
    }
    this.#lines = [];
  }

  /** Undefined while there are too few rows to tell. Rows whose numbers are none tell nothing. */
  #findKinds(): readonly ColumnKind[] | undefined {
    const { names, numbers, warmUp } = this.#wanted;
    const must = names.map((name) => (numbers.has(name) ? ('numbers' as const) : ('words' as const)));
    const whole = this.#rows.filter(({ cells }) => !faultOfRow(cells, names, must)).slice(0, warmUp);
    if (whole.length < warmUp) return undefined;
    return must.map((kind, index) =>
      kind === 'numbers' ? kind : kindOfCells(whole.map(({ cells }) => cells[index]!)),
    );
  }

  #leaveOut(line: number, reason: Text): void {
    this.#faults.push(lineLeftOut(this.files[0]!, line, reason));
  }

  #block(kinds: readonly ColumnKind[]) {
    const { names } = this.#wanted;
    const rows = this.#rows.filter(({ line, cells }) => {
      const fault = faultOfRow(cells, names, kinds);
      if (fault) this.#leaveOut(line, fault);
      return !fault;
    });
    const columns = names.map((name, index) =>
      columnOf(
        name,
        this.files,
        kinds[index]!,
        rows.map(({ cells }) => cells[index]!),
      ),
    );
    const faults = this.#faults;
    const start = this.#start;
    this.#start += rows.length;
    [this.#rows, this.#faults] = [[], []];
    return { start, rows: rows.length, columns, faults };
  }
}
