// Package record gathers the legs of CDRs into the calls that people made, as
// far as it takes to say who called which number and which phones rang.
//
// The way of the data:
//
//	batches --Book, one a worker--> legs, names by number --Merge--> Traffic: calls
//
// A call is the legs with one interaction_id, as KAZOO writes it; legs without
// are joined through call_id and other_leg_call_id. A leg takes some 80 bytes,
// and each name is held once. Calls are in the order of their start, whatever
// the order in which legs were read.
//
// Only ids of legs would double that, so they are kept only where somebody is
// to see them.
package record
