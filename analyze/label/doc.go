// Package label reads incidents that people have labelled, and says how well
// the firings of a replay found them.
//
// The way of the data:
//
//	CSV or YAML --Load--> incidents, remarks on how they were read
//	incidents, data --Review--> remarks on what cannot be found in the data
//	incidents, firings --NewScore--> detections, recall, precision, false firings per week
//
// An incident is [Start, End); its window is [Start, End + grace). A firing is
// true if [start, end) meets the window of an incident that it concerns, else
// false. Times are whole Unix seconds, and how a time is written is the
// caller's to say: the command line reads those of its flags and those of the
// labels by the same rules.
package label
