// Package jsondoc reads CDRs from JSON: documents one a line, one after the
// other, in an array, or in the envelope of a database's export or an
// interface's answer.
//
// The way of the data:
//
//  1. Recognise looks at the documents at the head of a text: where they are
//     (envelope), which values they have (paths), and whose they are: KAZOO's,
//     FreeSWITCH's, or anything with names that a header of a table could have.
//  2. A translator goes through the text and scans each document once: its
//     grammar is checked, and the values of the wanted paths are kept
//     (scanner).
//  3. What the values of one document say together, its dialect knows (see
//     kazoo, freeswitch); then they are written as a record.
//  4. A document that is broken, cut off, or has a key twice is a rejected row.
//     Reading goes on where the next document surely begins: at the next line, or
//     at the next line indented as the broken one was (resume).
package jsondoc
