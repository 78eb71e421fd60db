// Polars, its streaming engine, the types of the columns given.
import { availableParallelism } from 'node:os';
import { createRequire } from 'node:module';
import { columns, ignored, isParquet, run } from '../task.mjs';

// The number of threads is read when the library is loaded.
process.env.POLARS_MAX_THREADS = process.argv[5] || String(availableParallelism());
const { default: pl } = await import('nodejs-polars');

// Only the numbers that a job needs are parsed: to Polars the rest is text.
const numbers = ['billsec', 'pdd_ms'];
const schema = Object.fromEntries(
  Object.keys(columns).map((name) => [name, numbers.includes(name) ? pl.Int32 : pl.String]));

function scan({ format, file }) {
  if (format === 'broken') throw new Error('Polars cannot leave out the rows with missing fields');
  return isParquet(format) ? pl.scanParquet(file) : pl.scanCSV(file, { schema, hasHeader: true });
}

function counts(task) {
  const end = pl.col('end');
  const second = isParquet(task.format) ? end.cast(pl.Int64).div(pl.lit(1_000_000)).floor() : end.str.slice(0, 19);
  const legs = pl.col('legs');
  return scan(task)
    .filter(pl.col('hangup_cause').isIn(ignored).not())
    .select(pl.col('account_id'), pl.col('hangup_cause'), second.alias('second'))
    .groupBy(['account_id', 'hangup_cause', 'second']).agg(pl.col('second').count().alias('legs'))
    .select(legs.count().alias('groups'), legs.sum().alias('sum'), legs.max().alias('largest'));
}

function kpi(task) {
  const seized = pl.col('direction').eq(pl.lit('outbound'));
  const billed = pl.col('billsec').filter(seized);
  const pdd = pl.col('pdd_ms').filter(seized);
  return scan(task).groupBy(['gateway']).agg(
    pl.col('direction').count().alias('legs'), pdd.count().alias('seizures'),
    billed.gt(0).sum().alias('answered'), billed.sum().alias('billed'),
    pdd.mean().alias('pdd_mean'), pdd.quantile(0.95).alias('pdd_p95'), pl.col('account_id').nUnique().alias('accounts'),
  ).sort('gateway');
}

function query(task) {
  const plan = task.job === 'counts' ? counts(task) : kpi(task);
  const rows = plan.collectSync({ engine: 'streaming' }).rows();
  if (task.job === 'counts') return rows;
  return rows.map(([gateway, legs, seizures, answered, billed, mean, p95, accounts]) =>
    [gateway, legs, (100 * answered) / seizures, billed / answered, mean, p95, accounts]);
}

await run(async () => createRequire(import.meta.url)('nodejs-polars/package.json').version, async (task) => query(task));
