// Package tune says what every threshold would have done to recorded traffic:
// which alerts, which firings, which of the labelled incidents found and how
// fast. It works on the averages that the checks of the real engine see, so a
// figure for a threshold is what replay says for that threshold.
//
// A threshold matters only through the values seen at checks, which are
// finitely many: between two of them nothing changes. So the outcome is a step
// function of T, and one walk of the engine gives all of it.
//
//	counts --replay.CheckedMeters, Span.Walk--> averages at checks
//	averages --tally--> the levels at which something changes
//	levels --assemble--> Curve: the outcome for every T of one metric alone
//	averages --Evaluate--> the outcomes of whole vectors of thresholds
//	curves --Recommend--> the fewest thresholds of each cause that meet the goals
//
// Recommend takes, for a cause with incidents, the widest interval of one
// threshold that meets the goals (single.go), else several thresholds, tried
// together in one more walk (jointsearch.go), else what comes nearest; for a
// cause without, a threshold by what its usual traffic does by chance (usual.go,
// doubt.go). Whatever it says of its thresholds the engine has said of them.
// Grow makes the traffic of another volume.
//
// Levels are rates in events per second, which an average must exceed;
// thresholds T are per second too, times the minutes of their average
// (hangups_monitoring:is_exceeded).
package tune
