// Package columnar reads and writes typed CDR files: Parquet and Arrow IPC,
// whose columns have a name, a type and often a unit.
//
// Reading:
//
//	Open         recognises the file by its magic and reads its schema
//	resolve      finds the column of each wanted canonical field, by its
//	             canonical name or a common synonym, and checks its type
//	Reader       one a worker: takes a part (a row group, a record batch),
//	scanner      reads only the columns found, as cdr.Vectors, and
//	convert      gives them the units and kinds of the fields: a cdr.Batch.
//	             Rows that break a rule are reported and left out
//
// Records spells the columns as text, for files whose columns are not those of
// CDRs by name and type: they may be those of a dialect.
//
// File.Outline leaves instants unread of which only the bounds are wanted, and
// which rows have one. File.SumUp has rows summed up whose cause says that nobody
// looks closer.
//
// Writing: NewWriter gives canonical CSV, Parquet or Arrow, the same bytes for
// the same rows. NewFileWriter writes all canonical fields, and what is known of
// where the rows came from.
//
// Saved counts (package count) are CSV or Parquet files of their own form,
// told from CDRs by their header line or by a key of their metadata.
package columnar
