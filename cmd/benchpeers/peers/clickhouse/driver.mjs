// ClickHouse as a library, the types of the columns given.
import { query } from 'chdb';
import { columns, ignored, isParquet, quoted, run } from '../task.mjs';

function statement({ job, format, file, threads }) {
  const types = Object.entries(columns).map(([name, whole]) => `${name} ${whole ? 'UInt32' : 'String'}`);
  const from = isParquet(format) ? `file('${file}', Parquet)` : `file('${file}', CSVWithNames, '${types.join(', ')}')`;
  const settings = [`max_threads = ${threads}`];
  if (format === 'broken') settings.push('input_format_allow_errors_ratio = 1');
  if (job === 'kpi') {
    const seized = `direction = 'outbound'`;
    const answered = `${seized} AND billsec > 0`;
    return `SELECT gateway, count(), 100 * countIf(${answered}) / countIf(${seized}), avgIf(billsec, ${answered}),
        avgIf(pdd_ms, ${seized}), quantileExactLowIf(0.95)(pdd_ms, ${seized}), uniqExact(account_id)
      FROM ${from} GROUP BY gateway ORDER BY gateway SETTINGS ${settings.join(', ')}`;
  }
  const second = isParquet(format) ? 'toUnixTimestamp(end)' : 'substring(end, 1, 19)';
  return `SELECT count(), sum(legs), max(legs) FROM (
      SELECT count() AS legs FROM ${from} WHERE hangup_cause NOT IN (${quoted(ignored)})
      GROUP BY account_id, hangup_cause, ${second}) SETTINGS ${settings.join(', ')}`;
}

const rows = (sql) => JSON.parse(String(query(sql, 'JSONCompact'))).data;

await run(
  async () => rows('SELECT version()')[0][0],
  async (task) => rows(statement(task)),
);
