// Package pqread reads columns of Parquet files.
//
// A file's footer says which row groups it has and where the chunk of each
// column lies; Open reads no more than that. A Scanner then walks the pages of
// the wanted columns side by side, a few thousand rows at a time:
//
//	page header -> bytes -> decompressed -> levels (nulls) and values -> cdr.Vector
//
// The entries of a dictionary page are made into codes of a cdr.Dict once;
// the pages that follow hold indexes, so a repeated string is never compared
// or copied row by row. A writer may leave the dictionary at any page and go
// on with plain values.
//
// Some writers put a whole row group in one page. So a page is decompressed
// whole, into memory that serves the next one, but its levels, indexes and plain
// numbers are decoded as rows take them (hybrid, lookUp, held): what is at work stays
// in the first caches.
//
// Of a column that is outlined only the levels are read, from the beginning of
// each page, and the values are made up of the row group's statistics (outline).
//
// Large pages are mapped where the system can, so that reading costs no copy.
//
// Where only rows with some codes are wanted (Sift), one column's indexes are
// looked at of all rows, eight in a word, and those of other columns at the rows
// wanted alone.
//
// The format's structures and the rarer decompressors are parquet-go's. Pages
// are not: its page reader trusts the counts and sizes that a file states of
// itself, uses the compression of the first row group for all, and reads
// LZ4_RAW from the wrong buffer if a page outgrows its estimate. Here a count
// is believed only if the bytes bear it out, so a broken file costs an error
// and no more memory than a sound one.
package pqread
