// Package simulate makes call detail records that nobody recorded: a scenario
// goes in, batches of legs come out, in the order their legs ended.
//
// Traffic is the scenario "ordinary days, with incidents". Its legs come about
// in five steps:
//
//  1. Arrivals. Calls arrive at random (a Poisson process) at a rate that
//     follows a daily and weekly curve; each call gets a seed of its own.
//  2. The call. From its seed follow the account, the kind of call and its
//     legs: the B legs, to phones at once or to carriers one after the other
//     while they do not answer, then the A leg, whose fate they decide.
//     Incidents change how those B legs end that are tried while they last.
//  3. In flight. Legs wait, by the second they end in, until every call that
//     could still end before them has arrived. Only these legs are in memory.
//  4. Rows. When a leg has ended its names, numbers and identifiers are drawn
//     from the call's seed, so that all legs of a call agree.
//  5. Export. The batches go to any writer of canonical CDRs; KazooWriter
//     writes them as KAZOO's CSV downloads.
//
// The same options give the same rows on every machine and with every version
// of Go. All random numbers come from a generator of this package, and only
// integers are computed with: the logarithm behind waiting times is a table
// made by squaring integers, and the rates and shares of the options become
// integers by an exact power of two before anything rests on them. So neither
// a processor's log nor its fused multiply-add can change a row.
package simulate
