// Package mend makes delimited text of what is nearly that: UTF-16, lines that
// end in a carriage return alone, lines that a spreadsheet quoted as a whole,
// and rows of FreeSWITCH that were written without line ends.
//
// Of looks at the head of a text and says what has to be done to it; Reader
// does it while the text streams through, in memory that does not depend on
// its length. Nothing is mended that is not told by the head: what a later
// part of a text has wrong is left for its rows to be rejected.
package mend
