// Package casefile reads and writes what package restart is asked by files:
// single calls, batches and delays, one JSON object a line.
//
//	lines --lines.go--> strict JSON --case.go, batch.go, delay.go--> restart.Call, Batch, Delay
//	restart.Outcome, Hits --outcome.go, hits.go--> lines
//
// Reading is strict: an unknown field or word is an error that names the file,
// the line and the nearest known name. What is absent has the value it had on
// the rig whose measurements the model is checked against: two gateways, a
// caller who remembers its call for 32 s and hangs up a second after an
// answer, a callee that rings at once. Times are in seconds; null is never.
//
// The ACKs of a batch's refused calls take no turn of the dispatcher unless its
// line says so.
//
// A measured row may be given as it is where its fields are inputs and results
// side by side: the results are passed over.
package casefile
