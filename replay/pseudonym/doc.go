// Package pseudonym replaces numbers, names, addresses and identifiers of calls
// by stand-ins: keyed, the same for the same value in every file and run, of the
// same form, and one-to-one, so that no two values share one and the traffic
// keeps its shape.
//
// The way of a value through Stander.Append:
//
//  1. A value is one of the kinds below. What it is made of besides letters and
//     digits stays in its place.
//  2. The characters to be replaced are numerals, each of the radix of its class,
//     and the value is their number. A permutation of all such numbers, chosen by
//     the key, gives the stand-in's.
//  3. A stand-in that would be of another kind than its value is permuted again
//     until it is of the same (cycle walking), so that the kinds do not meet.
//
// Kinds:
//
//	number    digits, perhaps with + ( ) - . / * # and blanks between; a leading +
//	          or 00 stays, and what follows it is replaced alike behind both and
//	          without: +4930123, 004930123 and 4930123 get the same digits.
//	          A prefix may be kept (Options).
//	address   sip:, sips:, tel: or user@host: the user is a value of its own, the
//	          host another; a port stays
//	IPv4      an address becomes another: its bytes are the numerals
//	hex       an identifier of hex digits with at least one digit and one letter,
//	          all letters of one case, stays one
//	text      digits stay digits; vowels stay vowels and consonants consonants, of
//	          their case, so that names can be read out; letters beyond ASCII stay
//	          in their Unicode block, in as many bytes
//
// The permutation is FF1 of NIST SP 800-38G with AES-256, its numerals of mixed
// radix where the classes are: for one radix it is FF1 to the bit. Of fewer than
// a million numbers, for which the standard does not vouch, it is a shuffle
// drawn with the key. Long values are permuted in pieces.
//
// Limits. Whoever knows the length, the separators and which characters of a
// text are vowels, consonants and digits keeps knowing them. Equal values stay
// equal, so what is frequent can be recognised by how frequent it is, and a call
// by its times. With a prefix kept, only the digits behind it hide a number.
// These are pseudonyms, not anonymous data: whoever has the key can find every
// value. Guard it like the CDRs.
package pseudonym
