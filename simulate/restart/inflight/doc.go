// Package inflight tells what restarts of a proxy do to recorded calls: it goes
// from CDRs to legs, from legs to those that a restart meets, and from them to
// delays and damage under each strategy.
//
// The way of the data:
//
//  1. A Collector, one a worker, takes batches. Each row becomes a Leg
//     (classify.go): when it began, when and how its set-up ended, when it
//     ended. Every set-up goes into an incidence.Ends of its gateway; only legs
//     that some restart meets are kept.
//  2. Instants, a list or a grid, tell which restarts meet a leg by two
//     searches (instants.go), so no leg is looked at twice and a grid of any
//     fineness costs what its meetings cost.
//  3. Merge sorts what the workers kept into a Traffic, the same whatever
//     their number.
//  4. Traffic.Tallies adds up, restart by restart, what happens under a
//     Scenario whatever the strategy: how many CANCELs come after the stop, how
//     many INVITEs are late, what phones would do that go on ringing.
//  5. Tally.Under weighs that with Effects, which say what one strategy does
//     with messages that have lost their transaction, into Figures.
//  6. Slots gather the Figures of many restarts by time of day, or by weekday
//     and time of day: mean, 90th percentile, lowest and highest.
//
// A CDR is what happened without a restart. What it cannot tell is given as a
// range, never guessed: see Estimate.
package inflight
