// Prints every value of a file, a row a line, as an array of JSON: text, or
// null; instants in microseconds since 1970, floats by their bits. The first
// line has the names of the columns.
//
//   node values.mjs arrow FILE.arrow
//   node values.mjs duckdb FILE.parquet
//   node values.mjs duckdb FILE.csv FILE.parquet
//
// A CSV file is read with the types of the columns of a Parquet file.
import { readFileSync, writeSync } from 'node:fs';

const bits = (x) => String(new Uint32Array(new Float32Array([x]).buffer)[0]);

const print = (lines) => writeSync(1, lines.map((l) => JSON.stringify(l) + '\n').join(''));

async function arrow(file) {
  const { tableFromIPC, DataType } = await import('apache-arrow');
  const table = tableFromIPC(readFileSync(file));
  const text = (data, type) => {
    if (DataType.isTimestamp(type)) return (i) => String(data.values[i]);
    if (DataType.isFloat(type)) return (i) => bits(data.values[i]);
    return null;
  };
  print([table.schema.fields.map((f) => f.name)]);
  for (const batch of table.batches) {
    const columns = batch.schema.fields.map((f, j) => {
      const column = batch.getChildAt(j);
      const raw = text(column.data[0], f.type) ?? ((i) => String(column.get(i)));
      return (i) => (column.isValid(i) ? raw(i) : null);
    });
    const lines = [];
    for (let i = 0; i < batch.numRows; i++) lines.push(columns.map((value) => value(i)));
    print(lines);
  }
}

async function duckdb(file, typesOf) {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const db = await (await DuckDBInstance.create(':memory:')).connect();
  const rows = async (sql) => (await db.runAndReadAll(sql)).getRows();
  const quoted = (path) => `'${path.replaceAll("'", "''")}'`;
  const columns = (await rows(`DESCRIBE SELECT * FROM read_parquet(${quoted(typesOf ?? file)})`)).map(([name, type]) => ({ name, type }));
  const types = columns.map(({ name, type }) => `'${name}': '${type}'`);
  const from = typesOf
    ? `read_csv(${quoted(file)}, auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', nullstr = '',
        allow_quoted_nulls = false, columns = {${types.join(', ')}})`
    : `read_parquet(${quoted(file)})`;
  const value = ({ name, type }) =>
    type.startsWith('TIMESTAMP') ? `epoch_us("${name}")::VARCHAR` : type === 'FLOAT' ? `"${name}"` : `"${name}"::VARCHAR`;
  print([columns.map((c) => c.name)]);
  const all = await rows(`SELECT ${columns.map(value).join(', ')} FROM ${from}`);
  print(all.map((row) => row.map((v) => (typeof v === 'number' ? bits(v) : v))));
}

const [reader, ...files] = process.argv.slice(2);
await { arrow, duckdb }[reader](...files);
