// Package falsealarm computes how often a load average exceeds its threshold by
// chance alone, how long that takes, and how soon a change of the rate is
// seen.
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
//     counts (law.go): mean and quantiles of the time to the first firing check.
//  4. An Outlook does without taking away: the law goes once through a cycle of
//     changing rates (traffic.go), and for any threshold each check is known by
//     its chance to be exceeded, and to be the first exceeded one (outlook.go).
//     Threshold is the inverse.
//  5. A Baseline learns the usual rate from a record (record.go, baseline.go),
//     how uncertain it is (limits.go) and how far counts scatter around it
//     (dispersion.go). Judge says whether the record behaves as the model
//     (verdict.go); recorded traffic often does not.
//
// Everything is done on two lattices, one twice as fine; their difference is
// the numerical error that is told.
//
// Two questions are easily mixed up. The mean time to an alarm is that of the
// first exceeded check from a given start. The firings a week are runs of
// exceeded checks, of which some follow closely on another: a little more
// than the first alone would make.
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
