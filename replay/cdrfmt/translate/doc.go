// Package translate is what readers of texts have in common whose rows are not
// simply records of legs: documents, or tables in which several rows make one
// leg.
//
// The way of the data:
//
//  1. A reader of such texts looks at the head of an input. If it is one of
//     its own, it gives a Source: the dialect, and the columns of the records
//     that it will make.
//  2. Its Translator goes through the text front to back, in bounded memory,
//     and fills blocks. A Block holds records, one a leg, in plain delimited
//     text, and beside them the rows they were made of, each with its place and
//     its text: so what is rejected later, on account of a record, is told of
//     the row.
//  3. The records are lexed and decoded as any delimited text is, by a layout
//     that package dialect has for these columns.
//
// Blocks end where the text says, never where a read ended: a translator that
// goes through a text again makes the same blocks, on which the comparison of
// rows rests.
package translate
