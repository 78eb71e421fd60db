// Benchpeers puts the same questions to cdrlab, DuckDB, ClickHouse and Polars
// and prints what each answer cost.
//
//	go run ./cmd/benchpeers [--rows 10000000] [--runs 5] [--dir DIR]
//	    [--jobs counts,kpi,replay]
//	    [--formats csv,zstd,snappy,gzip,quoted,broken,kazoo,freeswitch,asterisk,freepbx,cisco,yeti,kamailio,
//	    acc_cdrs,cdrs,cgrates,cdr-stats,broadworks,ribbon,cel,month,accounts]
//	    [--peers duckdb,clickhouse,polars,wc]
//
// The way through it:
//
//  1. gen*.go make a week of call detail records from a seed and tally what is
//     true of them. dataset.go keeps the files: CSV, gzip, Parquet, which
//     DuckDB makes, and saved counts (gen_saved.go).
//  2. npm.go installs the engines outside the tree, at the versions that
//     peers/*/package.json name; peers/*/driver.mjs put the questions to them.
//  3. cdrlab.go, engine.go and floor.go are the contenders. Each run is a process
//     of its own, measured as a whole in measure.go; on Parquet also the query
//     alone, which leaves out the start of node and of the engine.
//  4. round.go lets them run in turn. answer.go checks every single answer
//     against the truth: the cost of a wrong one is never shown, and the exit
//     status is 1.
//  5. ratio.go compares costs within a round, table.go and goals.go print.
//
// The questions:
//
//   - counts: how many legs ended in each second by account and cause, the causes
//     that KAZOO ignores left out. cdrlab also writes a file of them; the others
//     only say how many groups there are, their sum and the largest.
//   - kpi: by gateway legs, ASR, ACD, mean and 95th percentile of the post-dial
//     delay, and accounts; ASR, ACD and delays are those of the outbound legs.
//   - replay: the alert engine over saved counts, asked of cdrlab alone.
//
// Two contenders answer nothing: wc counts the lines, and inflate decompresses
// with cdrlab's inflater, which runs beside gzip files always.
package main
