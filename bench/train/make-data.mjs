/** Makes the rows of a net as a Parquet file of float32 columns, from a seed, and its experiment beside them. */
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

/** Answers the experiment's file, in a folder of its own in `cache`. */
export async function makeData(name, { text, features, labels, tags, batch, batches }, cache) {
  const folder = join(cache, name);
  mkdirSync(folder, { recursive: true });
  const experiment = join(folder, `${name}.mtl`);
  writeFileSync(experiment, text);
  const file = join(folder, 'rows.parquet');
  if (existsSync(file)) return experiment;
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  await connection.run('SELECT setseed(0.5)');
  const columns = [
    ...Array.from({ length: features }, (_, at) => `(random() - 0.5)::FLOAT AS p${at}`),
    ...Object.entries(labels).flatMap(([label, classes]) =>
      tags > 0
        ? Array.from(
            { length: tags },
            (_, at) => `((range * 7 + ${at} * 5) % ${classes})::INTEGER AS ${label}${at}`,
          )
        : [`(range % ${classes})::INTEGER AS ${label}`],
    ),
  ];
  const rows = `SELECT ${columns.join(', ')} FROM range(${batch * batches})`;
  await connection.run(`COPY (${rows}) TO '${file.replaceAll("'", "''")}.part' (FORMAT parquet)`);
  connection.closeSync();
  renameSync(`${file}.part`, file);
  return experiment;
}
