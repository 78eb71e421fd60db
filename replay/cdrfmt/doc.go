// Package cdrfmt reads CDR files into batches of legs.
//
// The way of the data, as Read walks it:
//
//  1. Paths, folders, globs and "-" become a list of inputs; its order is the
//     input order, on which every result rests (expand).
//  2. A worker opens the next input: it tells gzip, zstd, Parquet, Arrow and
//     saved counts by their first bytes and delimited text by its content
//     (package dialect). In a folder, what is none of these is skipped.
//  3. The schedule hands out chunks: 1 MiB of a plain file, a row group of a
//     Parquet file, what a decompressing goroutine delivers. Several inputs are
//     read at once; memory depends on the number of workers only.
//  4. A worker lexes its chunk (package lex), block by block, and decodes its
//     records into its batch; full batches go to the worker's Sink. Where the
//     chunk starts may turn out only then, by the chunk before: until then no
//     batch leaves (settle). Rows go to sinks in no order, so a sink's result
//     must not depend on one.
//  5. Chunks commit their accounting and rejects in order, so counts, the
//     rejects file and the first error do not depend on the number of workers.
//  6. If rows are to be compared, each leaves a key: a hash, and what tells
//     rows with equal hashes apart where the source has it. The keys are sorted
//     at the end, beyond the memory granted in temporary files; only if
//     some repeat is everything read again, without the repeating rows and into
//     new sinks. So a single input is read at full speed, comparing costs a
//     hash a row, and no row waits until it is known to be unique.
//  7. Values of a Parquet file that no sink looks at one by one are not read
//     (Options.Outline). Should a row turn up that this is not true of, everything
//     is read again in full.
package cdrfmt
