// Package dialect understands delimited CDR files: it tells by content which
// system wrote one, and turns each record into one leg of a cdr.Batch.
//
// The way of the data:
//
//  1. Recognise looks at the head of a file. It refuses what is no table at
//     all, finds the separator and the header below comments and titles, and
//     tries the dialects from the most to the least telling (kinds): those
//     that are told by their header, those without one by what stands in each
//     column, then any header whose names are known or given by --column.
//     Where that fails, the error suggests columns by what their cells look
//     like; nothing is read by it.
//  2. The Layout it gives says which columns hold each field, in what unit,
//     how the fields of a record are laid over the columns where the writer
//     breaks the rules of CSV, and which fields follow from others. It is
//     shared by all workers.
//  3. Each worker has a Decoder. Decode fits a record to the columns, reads
//     the cells of the fields that are asked for and no others, derives one of
//     start, end and duration from the other two, and appends one row to every
//     column of the batch, or says why it rejects the row. What is a record of
//     something else than a call is put aside, and counted (Layout.Asides).
//  4. Nearly all rows are plain: as many fields as columns, and cells in the
//     commonest forms. DecodeRun takes many such records at once, each column
//     through all of them before the next, and stops at the first that is
//     not; Decode alone knows repairs and rejects. Both make the same of a row.
//
// Where several rows make one leg (Layout.Joins) the layout is that of the rows,
// of which an EventReader reads what package joining looks at. What it makes of
// them are records again: what joining says of the leg, and the cells of the row
// that stands for it, laid out by Layout.Joined.
//
// A row is accepted by what the caller needs, not by its cause, so that every
// command that needs the same fields accepts the same rows. What had to be
// done to a row is in its cdr.RowFlags, what had to be assumed of a file in
// Layout.Remarks.
package dialect
