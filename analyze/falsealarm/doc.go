// Package falsealarm computes how long a load average stays below its
// threshold by chance alone, and how soon a change of the rate is seen.
//
// The way through it:
//
//  1. A Model is a stream of events without incidents. A lattice (lattice.go)
//     holds the law of its average: node i is i/k of what one event adds, so an
//     event moves the law by whole nodes.
//  2. Twelve ticks give, once, the law of what a minute adds. From check to
//     check the average then shrinks and a minute is added (chain.go): one
//     interpolation with cubic weights (cubic.go) and one convolution
//     (mass.go). A check keeps what lies at or below the limit.
//  3. A Start says in which state time begins and where the first check falls
//     (start.go). The chain runs from there until only its later hazard
//     counts (law.go). Mean and quantiles of the time come out together.
//  4. The same on a lattice of half the distance gives the numerical error.
//
// Nothing depends on the machine: no exponential decides, no multiplication and
// addition are fused, and so equal questions have answers equal by their bits.
// They are statistics all the same: show six significant digits.
//
// Without the cubic weights the same is a Markov chain of Brook and Evans (1972),
// whose means err by percents where events are few. The tests hold the tables
// of Crowder (1987), Lucas and Saccucci (1990) and Borror, Champ and Rigdon
// (1998), run through this package's own lattice.
package falsealarm
