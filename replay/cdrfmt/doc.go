// Package cdrfmt reads CDR files into batches of legs.
//
// The way of the data, as Read walks it:
//
//  1. Paths, folders, globs and "-" become a list of inputs; its order is the
//     input order, on which every result rests (expand).
//  2. A worker opens the next input: it tells gzip, zstd, bzip2, Parquet, Arrow
//     and saved counts by their first bytes and delimited text by its content
//     (package dialect). Text that is nearly delimited is mended as it streams
//     (package mend). Of JSON (package jsondoc) and of dumps of databases
//     (package sqldump) records are made as they stream (translated.go), and of
//     Parquet and Arrow whose columns are those of a dialect (spelled.go). In a
//     folder, what is none of these is skipped.
//  3. The schedule hands out chunks: 1 MiB of a plain file, a row group of a
//     Parquet file, what a decompressing goroutine delivers. Several inputs are
//     read at once; memory depends on the number of workers only.
//  4. A worker lexes its chunk (package lex), block by block, and decodes its
//     records into its batch; full batches go to the worker's Sink. Where the
//     chunk starts may turn out only then, by the chunk before: until then no
//     batch leaves (settle). Rows go to sinks in no order, so a sink's result
//     must not depend on one. An OrderedSink takes its batches in two steps, of
//     which the second is in input order: a worker that is early waits with one
//     batch in hand. A record of several lines of which some are rows is taken
//     apart (decodeLines).
//  5. Chunks commit their accounting and rejects in order, so counts, the
//     rejects file and the first error do not depend on the number of workers.
//  6. If rows are to be compared, each leaves a key: a hash, and what tells
//     rows with equal hashes apart where the source has it. Rows of different
//     inputs can only be equal if they end in times that both cover, so of plain
//     files and tables the keys are taken when those are known, of the chunks
//     that have such times (latekeys.go); of streams, which are dear to read
//     again, at once. The keys are sorted at the end, beyond the memory granted
//     in temporary files; only if some repeat is everything read again, without
//     the repeating rows and into new sinks. So a single input, and inputs of
//     different times, are read at full speed, comparing costs a hash a row, and
//     no row waits until it is known to be unique.
//  7. If another header turns up among the rows of a text, everything is read
//     again into new sinks, each part of it by the columns of its own header
//     (sections).
//  8. Values of a Parquet file that no sink looks at one by one are not read
//     (Options.Outline). Should a row turn up that this is not true of, everything
//     is read again in full.
//  9. Tables of which several rows make one leg (package joining) are read twice.
//     The first reading, chunk by chunk too, keeps 50 to 75 bytes a row, in
//     parts by the hash of its call. When all inputs have been opened and those
//     read, the rows of each part are sorted and joined, and what came of them
//     is kept by chunk; the second reading meets every row with that. What
//     exceeds the memory granted is in temporary files. So neither the order
//     of rows and inputs nor how many calls are open matters, and rejects and
//     accounting are those of the input that a row stands in. In order, what
//     stands behind such an input is opened when its rows have been joined.
package cdrfmt
