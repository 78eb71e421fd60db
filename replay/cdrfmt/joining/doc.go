// Package joining makes legs of sources that tell one leg in several rows: the
// transactions of a SIP proxy, INVITE and BYE apart (module acc of Kamailio and
// OpenSIPS), and the channel events of Asterisk (CEL).
//
// The way of the data:
//
//  1. A reader makes a Row of each row of a source: what it is, when it was
//     written, and by hashes to which call and which ends it belongs. Texts
//     stay in the source.
//  2. Rows of all sources are brought together by call (CallOf) and sorted
//     (Row.Append writes them so that they sort as bytes). So neither the
//     order of rows and files nor how a call is spread over them matters.
//  3. A Joiner takes the rows of one call and says what becomes of each: it
//     gives a leg, it tells more of another row's, it repeats another row.
//  4. Outcomes go back to the place of their rows, where reading a source again
//     meets them.
//
// Every row has exactly one outcome. What a row says that no leg can be made
// of, such as an INVITE whose BYE is in none of the sources, is joined with a
// reason, and counted.
package joining
