// Package lex splits delimited text into records and fields, exactly and in
// parallel.
//
// The way of the data:
//
//  1. A file or stream is cut into chunks of any size. A Piece lexes one chunk
//     before it is known where the chunk's first record starts: it guesses
//     that one starts after the first newline (Piece.Guess).
//  2. The chunk before it says, with a Carry, which unfinished record it
//     leaves. Piece.Settle joins that beginning with what precedes the guess.
//     If a record ends exactly there the guess was right; if not (the newline
//     stood inside quotes), the chunk is lexed again from the known start. The
//     result is exact for any chunk size, and only step 2 is in sequence.
//  3. Within a chunk the ends of fields are found in bulk, 64 bytes at a time
//     by a kernel of vector instructions where the machine has them (see
//     kernel), else 8 bytes at a time (scan), as is what the kernel leaves: odd
//     quotes, quoted newlines, and the bytes at the end.
//  4. The records of a piece point into its chunk: Record gives their fields
//     bare or unquoted, and the line and byte they start at. Run gives many
//     records at once, to read them column by column.
//
// The rules are those of RFC 4180, widened to what telephone switches write:
// lines end in LF or CRLF, the last may lack its end; one space may stand
// before an opening quote; a quote opens a field only at the field's start,
// and text after a closing quote belongs to the field as it is, so that a
// stray quote harms at most its own record. Blank lines are no records, and
// records may differ in their number of fields.
package lex
