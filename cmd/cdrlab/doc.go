// Cdrlab replays call detail records through KAZOO's hangups alert engine,
// offline: which thresholds would have fired, when, and because of whom.
//
//	cdrlab simulate traffic --duration 6h -o day.parquet
//	cdrlab replay day.parquet --thresholds thresholds.yaml
//	cdrlab lint day.parquet --thresholds thresholds.yaml
//	cdrlab tune day.parquet --incidents incidents.csv --thresholds thresholds.yaml
//	cdrlab check day.parquet --baseline base.json
//	cdrlab analyze day.parquet --by gateway
//	cdrlab count day.parquet -o counts.parquet
//	cdrlab convert cdrs/ -o cdrs.parquet
//
// A command goes from flags to options, calls the library, and hands the
// answer to a writer:
//
//  1. root.go has the tree of commands; each has a file of its own, named as
//     it is. Flags that commands share are in input.go (what is read), engine.go
//     (thresholds, the engine's clock) and format.go (what is written).
//  2. traffic.go reads INPUT into a count.Set through package cdrfmt and keeps
//     the accounting; gap.go refuses a row of a wrong year; progress*.go tell a
//     person at a terminal how far it is.
//  3. Package replay answers, for analyze package kpi, for tune package tune.
//     replay_json.go and replay_rows.go write the answer for programs, screen*.go
//     for a person, pictures.go draws it; files of other commands begin alike.
//  4. check*.go and diff*.go run it again and hold the result against another
//     one, or against a suite, with package regress. convert*.go write the rows
//     themselves, canonical by package canonical, in their order.
//  5. outputs.go holds back every file until the run has succeeded: then all
//     appear, else none. Standard output comes after them.
//
// Data goes to standard output or -o, all words about it to standard error.
// exit.go maps errors to exit statuses: 1 for findings, 2 for a command line
// that cannot be meant, 3 for bad data, 4 for a failure to write, 130 for Ctrl-C.
package main
