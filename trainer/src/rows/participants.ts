/** Whose rows are whose: the participants of federated training. */
import type { Plan } from '../../../contract/plan';
import type { Outcome, Problem } from '../../../contract/problem';
import type { Part } from '../../../contract/run-log';
import { cellText } from '../../../data/encode/cell-text';
import { findColumns } from '../../../data/find-columns';
import { placeOfFiles } from '../../../data/problems';
import type { SplitTable } from '../../../data/read-alike';
import { readBlocks } from '../../../data/read-columns';
import { collectRows, type PartNumbers } from '../../../data/split-rows';
import { rowsOfNobody } from '../federated/problems';

export interface Participant {
  /** What the column of clients says, or the name of the data set. */
  readonly name: string;
  /** Numbers of its rows, ascending. */
  readonly parts: { readonly [part in Part]: Int32Array };
}

/**
 * In the order in which their rows come first. Equal values of client columns are one participant, in whichever data set they stand. A row
 * without one is nobody's: it is measured, and nobody learns from it. `partOf` is of the rows of all tables.
 */
export async function findParticipants(
  { data, train }: Pick<Plan, 'data' | 'train'>,
  tables: readonly SplitTable[],
  partOf: PartNumbers,
): Promise<Outcome<readonly Participant[]>> {
  if (!train.federated) return { value: [], problems: [] };
  const owners = new Int32Array(partOf.length).fill(nobody);
  const numbers = new Map<string, number>();
  const names: string[] = [];
  const numberOf = (kind: 'client' | 'data', name: string): number => {
    const key = `${kind} ${name}`;
    if (!numbers.has(key)) numbers.set(key, names.push(name) - 1);
    return numbers.get(key)!;
  };
  const problems: Problem[] = [];
  let before = 0;
  for (const [index, { data: name, table }] of tables.entries()) {
    const end = before + table.rows;
    const client = data[index]!.client;
    if (client === undefined) owners.fill(numberOf('data', name), before, end);
    else {
      const found = findColumns(table, [client]);
      if (!found.value) return { problems: found.problems };
      const first = before;
      const problem = await readBlocks(table, found.value, ({ start, rows, columns: [column] }) => {
        for (let row = 0; row < rows; row++) {
          const text = cellText(column!, row)?.trim() ?? '';
          if (text !== '') owners[first + start + row] = numberOf('client', text);
        }
      });
      if (problem) return { problems: [problem] };
      const lost = owners.subarray(before, end).reduce((sum, owner) => sum + (owner === nobody ? 1 : 0), 0);
      if (lost > 0) problems.push(rowsOfNobody(client, lost, placeOfFiles(table.files)));
    }
    before = end;
  }
  return { value: rowsByOwner(names, owners, partOf), problems };
}

const nobody = -1;

function rowsByOwner(
  names: readonly string[],
  owners: Int32Array,
  partOf: PartNumbers,
): readonly Participant[] {
  const rows = names.map((): number[] => []);
  for (const [row, owner] of owners.entries()) if (owner !== nobody) rows[owner]!.push(row);
  return names.map((name, owner) => {
    const own = rows[owner]!;
    const parts = collectRows(Uint8Array.from(own, (row) => partOf[row]!));
    const numbered = (places: Int32Array): Int32Array => places.map((place) => own[place]!);
    return {
      name,
      parts: {
        train: numbered(parts.train),
        validation: numbered(parts.validation),
        test: numbered(parts.test),
      },
    };
  });
}
