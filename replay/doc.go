// Package replay puts counted traffic through KAZOO's hangups application:
// load averages, thresholds, a check a minute, and says which alerts would
// have fired, when and why.
//
// The way through it:
//
//  1. Options cut the run into spans at the starts of the application. In a
//     span whose start is known everything is exact; before the first known
//     start the check clock is not in any CDR, and the span is judged at all
//     60 phases it can have.
//  2. deal gives each hangups node its share of the events; checkedSeries
//     sorts them by meter.
//  3. judge walks one meter through one span, second by second, and asks
//     every check whether an average exceeds its limit.
//  4. runs joins exceeded checks to firings; a second walk with averages that
//     start at 0 tells cold starts.
//  5. Run does so for all meters in parallel and puts the results in order.
//
// A meter of an account is stepped only where an average of it may be above its
// limit (busyStretches). CheckedMeters hands the meters out with the same walk,
// for judging them by other thresholds than those in force.
//
// Engine is the same application in its plain form, for stepping through:
// its caller owns time. Trace drives it. DESIGN.md has the rules' reasons.
package replay
