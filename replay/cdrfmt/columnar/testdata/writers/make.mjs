// Writes the files of the JavaScript writers beside legs.csv; see README.md.
import { createRequire } from 'node:module';
import { existsSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';

const text = ['call_id', 'account_id', 'direction', 'caller_id_name', 'resource_id', 'hangup_cause', 'owner_id'];
const times = ['start_time', 'answer_time', 'end_time'];

// DuckDB
const { DuckDBInstance } = await import('@duckdb/node-api');
const duck = await (await DuckDBInstance.create(':memory:')).connect();
const copy = (sql, file, options) => duck.run(`COPY (${sql}) TO '${file}' (FORMAT parquet, ${options})`);
await duck.run("SET TimeZone = 'UTC'");
await duck.run("CREATE TABLE texts AS SELECT * FROM read_csv('legs.csv', all_varchar = true, header = true)");
await duck.run(`CREATE TABLE legs AS SELECT * REPLACE (start_time::TIMESTAMPTZ AS start_time, answer_time::TIMESTAMPTZ AS answer_time,
  end_time::TIMESTAMPTZ AS end_time, duration_ms::BIGINT AS duration_ms, billsec_ms::INTEGER AS billsec_ms, progress_ms::UINTEGER AS progress_ms,
  hangup_cause_code::TINYINT AS hangup_cause_code, sip_code::USMALLINT AS sip_code, last_attempt::BOOLEAN AS last_attempt, mos::FLOAT AS mos) FROM texts`);
const legs = 'SELECT * FROM legs';
await copy(legs, 'duckdb_v1_gzip.parquet', 'COMPRESSION gzip');
await copy(legs, 'duckdb_v2_brotli.parquet', 'COMPRESSION brotli, PARQUET_VERSION V2');
await copy(legs, 'duckdb_v2_lz4raw_plain.parquet', 'COMPRESSION lz4_raw, PARQUET_VERSION V2, DICTIONARY_SIZE_LIMIT 1');
await copy('SELECT * FROM texts', 'duckdb_text.parquet', 'COMPRESSION zstd');
await copy(`SELECT * EXCLUDE (duration_ms, billsec_ms) REPLACE (epoch(start_time)::DECIMAL(18,3) AS start_time, epoch_ms(answer_time) AS answer_time,
  epoch(end_time) AS end_time, progress_ms::DECIMAL(38,3) AS progress_ms, sip_code::DECIMAL(38,0) AS sip_code, mos::DECIMAL(4,3) AS mos),
  (duration_ms / 1000)::DECIMAL(9,3) AS duration, (billsec_ms / 1000)::DECIMAL(18,3) AS billsec FROM legs`,
  'duckdb_decimals.parquet', 'COMPRESSION zstd');
await copy(`SELECT [1, i] AS tags, {'a': i, 'b': 'x'} AS extra, MAP {'k': i} AS pairs, legs.* REPLACE (NULL AS owner_id,
  direction::ENUM ('inbound', 'outbound') AS direction, duration_ms::HUGEINT AS duration_ms), DATE '2026-03-10' AS day, TIME '10:00:00' AS clock,
  1.5 AS cost, 'x'::BLOB AS bytes, INTERVAL 1 SECOND AS span, '{"a":1}'::JSON AS document FROM (SELECT *, row_number() OVER () AS i FROM legs) AS legs`,
  'duckdb_nested.parquet', 'COMPRESSION zstd');
await duck.run('SET force_mbedtls_unsafe = true');
await duck.run("PRAGMA add_parquet_key('key', '0123456789012345')");
await copy('SELECT * FROM legs LIMIT 5', 'duckdb_encrypted.parquet', "ENCRYPTION_CONFIG {footer_key: 'key'}");

// Polars
const { default: pl } = await import('nodejs-polars');
const csv = pl.readCSV('legs.csv', { inferSchemaLength: 0 });
const unit = { start_time: 'ns', answer_time: 'us', end_time: 'ms' };
const instant = (name) =>
  pl.col(name).str.replace('Z', '').str.strptime(pl.Datetime('ms'), '%Y-%m-%dT%H:%M:%S%.f').cast(pl.Datetime(unit[name])).alias(name);
const frame = csv.withColumns(...times.map(instant), pl.col('duration_ms').cast(pl.Int64), pl.col('billsec_ms').cast(pl.Int32),
  pl.col('progress_ms').cast(pl.UInt32), pl.col('hangup_cause_code').cast(pl.Int8), pl.col('sip_code').cast(pl.UInt16),
  pl.when(pl.col('last_attempt').isNull()).then(pl.lit(null)).otherwise(pl.col('last_attempt').eq(pl.lit('true'))).alias('last_attempt'),
  pl.col('mos').cast(pl.Float32));
const categories = frame.withColumns(...['account_id', 'hangup_cause', 'resource_id'].map((c) => pl.col(c).cast(pl.Categorical)), pl.lit(null).alias('owner_id'));
const spans = frame.drop('duration_ms').withColumns(pl.col('end_time').sub(pl.col('start_time')).alias('duration'));
const wild = frame.withColumns(pl.col('direction').str.split('b').alias('tags'), pl.lit(1.5).cast(pl.Decimal(18, 3)).alias('cost'),
  pl.col('sip_code').cast(pl.Float64), pl.col('hangup_cause_code').cast(pl.Float64), pl.col('billsec_ms').cast(pl.Decimal(38, 0)));
frame.writeParquet('polars_zstd.parquet', { compression: 'zstd' });
frame.writeParquet('polars_lz4.parquet', { compression: 'lz4' });
categories.writeParquet('polars_categorical.parquet', { compression: 'snappy' });
spans.writeParquet('polars_duration.parquet', { compression: 'zstd' });
wild.writeParquet('polars_nested.parquet', { compression: 'brotli' });
frame.head(0).writeParquet('polars_no_rows.parquet', { compression: 'zstd' });
categories.writeIPCStream('polars_stream_zstd.arrow', { compression: 'zstd' });
spans.writeIPC('polars_zstd.arrow', { compression: 'zstd' });
frame.writeIPCStream('polars_stream_lz4.arrow', { compression: 'lz4' });

// Arrow for JavaScript
const A = await import('apache-arrow');
const rows = csv.toRecords();
const number = { duration_ms: new A.Float64(), billsec_ms: new A.Int32(), progress_ms: new A.Uint32(), hangup_cause_code: new A.Int8(),
  sip_code: new A.Uint16(), mos: new A.Float32() };
const cell = (name, type, value) => {
  if (value === null || value === '') return null;
  if (times.includes(name)) return Date.parse(value);
  if (name === 'last_attempt') return value === 'true';
  return number[name] ? Number(value) : value;
};
const table = (types) => new A.Table(Object.fromEntries(csv.columns.map((name) => {
  const type = types[name] ?? number[name] ??
    (times.includes(name) ? new A.TimestampMillisecond('UTC') : name === 'last_attempt' ? new A.Bool() : new A.Utf8());
  const builder = A.makeBuilder({ type, nullValues: [null] });
  for (const row of rows) builder.append(cell(name, type, row[name]));
  return [name, builder.finish().toVector()];
})));
const plain = table({});
const dictionary = (index) => new A.Dictionary(new A.Utf8(), index);
const coded = table({ account_id: dictionary(new A.Int8()), hangup_cause: dictionary(new A.Uint16()), caller_id_name: new A.LargeUtf8() });
writeFileSync('arrowjs_file.arrow', A.tableToIPC(coded, 'file'));

// Arrow for Rust
const rust = createRequire(import.meta.url)('parquet-wasm');
const { Compression, Encoding, EnabledStatistics, WriterPropertiesBuilder, WriterVersion } = rust;
const parquet = (file, version, properties) => {
  const builder = properties(new WriterPropertiesBuilder().setWriterVersion(WriterVersion[version]));
  writeFileSync(file, rust.writeParquet(rust.Table.fromIPCStream(A.tableToIPC(plain, 'stream')), builder.build()));
};
const encoded = (builder, encodings) =>
  Object.entries(encodings).reduce((b, [name, encoding]) => b.setColumnEncoding(name, Encoding[encoding]), builder.setDictionaryEnabled(false));
const numbers = [...times, 'billsec_ms', 'progress_ms', 'hangup_cause_code', 'sip_code'];
const all = (names, encoding) => Object.fromEntries(names.map((name) => [name, encoding]));
parquet('arrowrs_v1_lz4_hadoop.parquet', 'V1', (b) => b.setCompression(Compression.LZ4).setDataPageSizeLimit(800).setWriteBatchSize(40));
parquet('arrowrs_v1_fallback.parquet', 'V1', (b) =>
  b.setCompression(Compression.SNAPPY).setDictionaryPageSizeLimit(300).setDataPageSizeLimit(300).setWriteBatchSize(16));
parquet('arrowrs_v2_delta.parquet', 'V2', (b) => encoded(b, {
  ...all(numbers, 'DELTA_BINARY_PACKED'), ...all(text, 'DELTA_BYTE_ARRAY'), account_id: 'DELTA_LENGTH_BYTE_ARRAY', direction: 'DELTA_LENGTH_BYTE_ARRAY',
  last_attempt: 'RLE', mos: 'BYTE_STREAM_SPLIT', duration_ms: 'BYTE_STREAM_SPLIT' }).setDataPageSizeLimit(400).setWriteBatchSize(32));
parquet('arrowrs_v1_split.parquet', 'V1', (b) => encoded(b, all([...numbers, 'mos', 'duration_ms'], 'BYTE_STREAM_SPLIT')).setCompression(Compression.ZSTD));
parquet('arrowrs_v2_no_statistics.parquet', 'V2', (b) =>
  b.setCompression(Compression.BROTLI).setStatisticsEnabled(EnabledStatistics.None).setMaxRowGroupSize(90));

// ClickHouse; what it calls Arrow is Arrow for C++ unless its own writer is asked for.
const { query } = await import('chdb');
const from = `file('legs.csv', CSVWithNames, 'call_id String, account_id Nullable(String), direction String, caller_id_name Nullable(String),
  resource_id Nullable(String), start_time String, answer_time Nullable(String), end_time String, duration_ms UInt32, billsec_ms Int64,
  progress_ms Nullable(UInt32), hangup_cause String, hangup_cause_code Nullable(UInt8), sip_code Nullable(UInt16), last_attempt Nullable(Bool),
  mos Nullable(Float32), owner_id Nullable(String)')`;
const empty = ['account_id', 'caller_id_name', 'resource_id', 'owner_id'].map((c) => `nullIf(${c}, '') AS ${c}`);
const moments = ["parseDateTime64BestEffort(start_time, 9, 'UTC') AS start_time", "parseDateTime64BestEffortOrNull(answer_time, 6, 'UTC') AS answer_time",
  "parseDateTime64BestEffort(end_time, 3, 'UTC') AS end_time"];
const insert = (file, format, replaced, settings) => {
  if (existsSync(file)) unlinkSync(file);
  const list = Object.entries({ format_csv_null_representation: '', input_format_csv_empty_as_default: 1, ...settings })
    .map(([name, value]) => `${name} = ${typeof value === 'number' ? value : `'${value}'`}`);
  query(`INSERT INTO FUNCTION file('${process.cwd()}/${file}', ${format}) SELECT * REPLACE (${[...empty, ...moments].join(', ')})
    FROM (SELECT * ${replaced ? `REPLACE (${replaced})` : ''} FROM ${from.replace('legs.csv', `${process.cwd()}/legs.csv`)}) SETTINGS ${list.join(', ')}`);
};
const low = (c) => `toLowCardinality(${c}) AS ${c}`;
insert('clickhouse_lz4_pages.parquet', 'Parquet', '', { output_format_parquet_compression_method: 'lz4', output_format_parquet_data_page_size: 400,
  output_format_parquet_batch_size: 32, output_format_parquet_row_group_size: 120 });
insert('clickhouse_types.parquet', 'Parquet', `${low('hangup_cause')}, toFixedString(direction, 8) AS direction,
  toDecimal64(billsec_ms, 6) AS billsec_ms, toDecimal128(progress_ms, 10) AS progress_ms, CAST(call_id, 'Enum16(${rows.map((r, i) => `\\'${r.call_id}\\' = ${i}`).join(', ')})') AS call_id`.replaceAll("\\'", "''"),
  { output_format_parquet_compression_method: 'gzip' });
insert('clickhouse_cpp_dictionary.arrow', 'Arrow', low('hangup_cause'), { output_format_arrow_low_cardinality_as_dictionary: 1,
  output_format_arrow_compression_method: 'lz4_frame' });
insert('clickhouse_stream_binary.arrow', 'ArrowStream', '', { output_format_arrow_use_native_writer: 1, output_format_arrow_string_as_string: 0,
  output_format_arrow_compression_method: 'zstd' });

// hyparquet-writer and parquetjs
const kind = (name) => (times.includes(name) ? 'TIMESTAMP' : name === 'mos' ? 'FLOAT' : name === 'last_attempt' ? 'BOOLEAN' :
  number[name] ? 'INT32' : 'STRING');
const hyparquet = await import('hyparquet-writer');
const columnData = (encodings) => csv.columns.map((name) => ({ name, type: kind(name), nullable: true, encoding: encodings[kind(name)],
  data: rows.map((row) => cell(name, null, row[name]) ?? undefined).map((v) => (v !== undefined && times.includes(name) ? new Date(v) : v)) }));
writeFileSync('hyparquet_snappy.parquet', Buffer.from(hyparquet.parquetWriteBuffer({ columnData: columnData({}), pageSize: 300, rowGroupSize: [50, 100] })));
writeFileSync('hyparquet_delta.parquet', Buffer.from(hyparquet.parquetWriteBuffer({ columnData: columnData({
  STRING: 'DELTA_LENGTH_BYTE_ARRAY', INT32: 'DELTA_BINARY_PACKED', TIMESTAMP: 'DELTA_BINARY_PACKED', FLOAT: 'BYTE_STREAM_SPLIT', BOOLEAN: 'RLE' }) })));
const { default: parquetjs } = await import('@dsnp/parquetjs');
for (const [file, compression, useDataPageV2] of [['parquetjs_v1_gzip.parquet', 'GZIP', false], ['parquetjs_v2_brotli.parquet', 'BROTLI', true]]) {
  const types = { STRING: 'UTF8', TIMESTAMP: 'TIMESTAMP_MILLIS' };
  const schema = new parquetjs.ParquetSchema(Object.fromEntries(csv.columns.map((name) =>
    [name, { type: types[kind(name)] ?? kind(name), optional: true, compression }])));
  const writer = await parquetjs.ParquetWriter.openFile(schema, file, { useDataPageV2, rowGroupSize: 80 });
  for (const row of rows) {
    const record = csv.columns.map((name) => [name, cell(name, null, row[name])]).filter(([, v]) => v !== null);
    await writer.appendRow(Object.fromEntries(record));
  }
  await writer.close();
}
process.exit(0);
