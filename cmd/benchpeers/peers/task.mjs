// What the drivers share: the command line, the columns of the file, the causes
// left out, and the clock around each query.
//
//   node driver.mjs version
//   node driver.mjs JOB FORMAT FILE THREADS REPEAT
//
// The answer goes to standard output as one line of JSON: {"version": ...}, or
// {"answer": {...}, "queries": [{"wall_s", "cpu_s"}, ...]}.
import { availableParallelism } from 'node:os';

// The columns in the order of the file; true marks those of whole numbers.
export const columns = {
  call_id: false, account_id: false, direction: false, caller: false, callee: false,
  start: false, answer: false, end: false, duration_s: true, billsec: true, ringing_s: true, pdd_ms: true,
  hangup_cause: false, hangup_disposition: false, sip_code: true, gateway: false,
  from_uri: false, to_uri: false, user_agent: false,
};

// KAZOO's ignore_hangup_causes.
export const ignored = [
  'ALLOTTED_TIMEOUT', 'ATTENDED_TRANSFER', 'LOSE_RACE', 'NORMAL_CLEARING', 'NO_ANSWER',
  'NO_USER_RESPONSE', 'ORIGINATOR_CANCEL', 'USER_BUSY', 'PICKED_OFF',
];

export const quoted = (names) => names.map((n) => `'${n}'`).join(', ');

export const isParquet = (format) => format === 'zstd' || format === 'snappy';

// run answers the command line. query(task) gives the rows of the answer:
// counts: one row of groups, sum, largest; kpi: a row a gateway, in the order of
// its fields below.
export async function run(version, query) {
  const [job, format, file, threads, repeat] = process.argv.slice(2);
  if (job === 'version') return print({ version: await version() });
  const task = { job, format, file, threads: Number(threads) || availableParallelism() };
  const queries = [];
  let rows;
  for (let i = 0; i < Math.max(1, Number(repeat)); i++) {
    const wall = performance.now();
    const cpu = process.cpuUsage();
    rows = await query(task);
    const used = process.cpuUsage(cpu);
    queries.push({ wall_s: (performance.now() - wall) / 1e3, cpu_s: (used.user + used.system) / 1e6 });
  }
  print({ answer: job === 'counts' ? counts(rows[0]) : { kpi: rows.map(gateway) }, queries });
}

const print = (value) => process.stdout.write(JSON.stringify(value) + '\n');

function counts(row) {
  const [groups, sum, largest] = row.map(Number);
  return { counts: { groups, sum, largest } };
}

function gateway([name, ...numbers]) {
  const [legs, asr_pct, acd_s, pdd_mean_ms, pdd_p95_ms, accounts] = numbers.map(Number);
  return { gateway: name, legs, asr_pct, acd_s, pdd_mean_ms, pdd_p95_ms, accounts };
}
