/** Makes the rows of a net as a Parquet file of float32 columns, from a seed: what every program reads. */
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

/** Answers the folder with `rows.parquet` and the experiment. */
export async function makeData(name, net, cache) {
  const folder = join(cache, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.mtl`), `${net.text}\n`);
  const file = join(folder, 'rows.parquet');
  if (existsSync(file)) return folder;
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  await connection.run('SELECT setseed(0.5)');
  const features = Array.from({ length: net.features }, (_, at) => `(random() - 0.5)::FLOAT AS p${at}`);
  const labels = Object.entries(net.labels).map(
    ([label, classes]) => `(range % ${classes})::INTEGER AS ${label}`,
  );
  const rows = `SELECT ${[...features, ...labels].join(', ')} FROM range(${net.batch * net.batches})`;
  await connection.run(`COPY (${rows}) TO '${file.replaceAll("'", "''")}.part' (FORMAT parquet)`);
  renameSync(`${file}.part`, file);
  connection.closeSync();
  return folder;
}
