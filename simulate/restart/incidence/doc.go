// Package incidence estimates what a ringing phone would have done had nobody
// hung up on it: how likely it is answered, refused or rings out, and when.
//
// The way of the data:
//
//  1. Ends counts calls by how old their set-up was when it ended and by how
//     it did: answered, not answered by itself, or censored. A CANCEL censors:
//     what the callee would have done later is not seen.
//  2. NewCurve makes of them the cumulative incidence with competing ends
//     (Aalen and Johansen 1978; Kalbfleisch and Prentice, The Statistical
//     Analysis of Failure Time Data, section 8.2). To leave censored calls out,
//     or to count them as not answered, would both be biased.
//  3. Curve.After conditions it on a call that still rings at an age: the
//     outlook of a phone whose CANCEL was lost.
//
// Beyond the oldest set-up on record nothing is known and nothing is
// extrapolated: the share of calls that get there is told as unknown.
package incidence
