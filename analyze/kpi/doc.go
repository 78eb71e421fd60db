// Package kpi computes the figures that operators judge traffic by (ASR, NER,
// ACD, post-dial delay, concurrency, erlang and others) for any groups of legs
// or calls.
//
// The way of the data:
//
//  1. Needs says which fields the asked figures and dimensions rest on, so
//     that nothing else is read.
//  2. An Accumulator, one a worker, takes batches. The filter leaves a
//     selection of rows (filter.go); those of a canonical file whose sources
//     had not the same columns are told apart (told.go); the dimensions give
//     each of them a dense group number (grouping.go, coder.go).
//  3. Population legs: the selected legs are rows (rows.go). Population calls:
//     the legs are first gathered by call (callbook.go), and each call becomes
//     one row when all legs are in.
//  4. Measures add the rows up, one column at a time: whole numbers by group
//     (answers.go, causes.go, ...) or by group and moment (starts.go, overlap.go,
//     load.go). A measure exists only if an asked figure needs it.
//  5. Tabulate merges the accumulators group by group, then all groups into the
//     total, and divides (catalogue.go has every figure's definition).
//
// Everything that is added up is a whole number, so neither the order of rows
// nor the number of workers can change a digit.
//
// Memory follows the groups of the answer, about 100 bytes each, and beyond
// that: distinct calls 30 bytes each and up to 64 for each group they are in;
// population calls 90 bytes a call and 24 for each field asked for; accounts
// at most 64 bytes for each group they are in and 512 more for each of the
// first 2048 groups; post-dial delay 8 bytes a leg up to 16 kB a group, then at
// most 64 kB and what lies above 16 s; CPS 32 to 64
// bytes for each second with a start, erlang the same for each minute with a
// start or end, concurrency the same for each distinct start or end.
package kpi
