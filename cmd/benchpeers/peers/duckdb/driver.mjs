// DuckDB, the types of the columns given, so that it need not guess them.
// Besides the jobs of task.mjs: node driver.mjs parquet CSV_FILE CODEC TARGET
import { DuckDBInstance } from '@duckdb/node-api';
import { dialects } from '../dialects.mjs';
import { columns, ignored, isParquet, quoted, run } from '../task.mjs';

const times = ['start', 'answer', 'end'];

async function connect(threads) {
  const db = await DuckDBInstance.create(':memory:', { threads: String(threads) });
  return db.connect();
}

// csv is the table function over a CSV file; its times are timeType.
function csv(file, timeType, options = '') {
  const types = Object.entries(columns).map(([name, whole]) =>
    `'${name}': '${whole ? 'INTEGER' : times.includes(name) ? timeType : 'VARCHAR'}'`);
  return `read_csv('${file}', header = true, auto_detect = false, delim = ',', quote = '"', escape = '"',
    columns = {${types.join(', ')}}${options})`;
}

// spoken counts the legs of a file in a dialect.
function spoken({ file, dialect: d }) {
  const types = d.columns.map((name) => `'${name}': '${d.whole.includes(name) ? 'BIGINT' : 'VARCHAR'}'`);
  const quotes = d.marked ? `quote = '', escape = '\\', strict_mode = false` : `quote = '"', escape = '"'`;
  const read = `read_csv('${file}', header = false, skip = ${d.skip}, auto_detect = false, delim = ',', ${quotes},
      columns = {${types.join(', ')}})`;
  return `SELECT count(*), sum(legs), max(legs) FROM (SELECT count(*) AS legs
    FROM ${d.rows ? d.rows(read) : read} WHERE ${d.where} GROUP BY ${d.by})`;
}

function statement({ job, format, file }) {
  if (dialects[format]) return spoken({ file, dialect: dialects[format] });
  const from = isParquet(format) ? `read_parquet('${file}')`
    : csv(file, 'VARCHAR', format === 'broken' ? ', ignore_errors = true' : '');
  if (job === 'kpi') {
    const seized = `direction = 'outbound'`;
    const answered = `${seized} AND billsec > 0`;
    return `SELECT gateway, count(*), 100.0 * count(*) FILTER (${answered}) / count(*) FILTER (${seized}),
        avg(billsec) FILTER (${answered}), avg(pdd_ms) FILTER (${seized}),
        quantile_disc(pdd_ms, 0.95) FILTER (${seized}), count(DISTINCT account_id)
      FROM ${from} GROUP BY gateway ORDER BY gateway`;
  }
  // Text up to the second groups as the second does, and costs no parsing.
  const second = isParquet(format) ? `date_trunc('second', "end")` : `left("end", 19)`;
  return `SELECT count(*), sum(legs), max(legs) FROM (
      SELECT count(*) AS legs FROM ${from} WHERE hangup_cause NOT IN (${quoted(ignored)})
      GROUP BY account_id, hangup_cause, ${second})`;
}

if (process.argv[2] === 'parquet') {
  const [file, codec, target] = process.argv.slice(3);
  const db = await connect(2);
  await db.run(`COPY (SELECT * FROM ${csv(file, 'TIMESTAMP')})
    TO '${target}' (FORMAT parquet, COMPRESSION ${codec}, ROW_GROUP_SIZE 1000000)`);
} else {
  let db;
  await run(
    async () => (await (await connect(1)).runAndReadAll('SELECT version()')).getRows()[0][0],
    async (task) => {
      db ??= await connect(task.threads);
      return (await db.runAndReadAll(statement(task))).getRows();
    },
  );
}
