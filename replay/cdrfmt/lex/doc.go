// Package lex splits delimited text into records and fields, exactly and in
// parallel.
//
// The way of the data:
//
//  1. A file or stream is cut into chunks of any size. A Piece may lex one chunk
//     before it is known where the chunk's first record starts: it guesses
//     that one starts after the first newline (Piece.Guess).
//  2. The chunk before it says, with a Carry, which unfinished record it
//     leaves. Piece.Settle joins that beginning with what precedes the guess.
//     If a record ends exactly there the guess was right; if not (the newline
//     stood inside quotes), the chunk is lexed again from the known start. The
//     result is exact for any chunk size, and only step 2 is in sequence.
//  3. A chunk is lexed a block of some dozen records at a time (Piece.Next), so
//     that the reader of a record finds its bytes near to the core.
//  4. Within a block the ends of fields are marked in bulk, a bit a byte, 64
//     bytes at a time (see kernel), and the marks are made places, those of
//     records told apart (see cutter), both with vector instructions or the like
//     where the machine has them, and in one go where it has the latest (sweep).
//     What the kernel leaves is taken record by record (scan): odd quotes, quoted
//     newlines, and the bytes at the end.
//  5. The records of a block are a Run, which points into the chunk: to read
//     them column by column it gives the places of a field in records of one
//     width; its Record gives all fields of one, bare or unquoted, and the line
//     and byte it starts at.
//
// The rules are those of RFC 4180, widened to what telephone switches write:
// lines end in LF or CRLF, the last may lack its end; one space may stand
// before an opening quote; a quote opens a field only at the field's start,
// and text after a closing quote belongs to the field as it is, so that a
// stray quote harms at most its own record. Blank lines are no records, and
// records may differ in their number of fields.
package lex
