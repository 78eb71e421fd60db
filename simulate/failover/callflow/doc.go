// Package callflow walks the callflows of a KAZOO account from a dialled
// number to the element that rings phones.
//
// The way of a call:
//
//		number --lookup--> callflow --walk, element by element--> Arrival
//
//	 1. The callflow is the one with the number, else the one whose pattern
//	    matches most of it, else the one for no_match.
//	 2. An element that only sets or plays something is passed through, a
//	    temporal_route follows its rules at the time of the call, a callflow leads
//	    to another one. A user, device, ring_group or group is where the walk
//	    arrives, with the bridge request that it makes.
//	 3. Where the caller or another system chooses (a menu, a queue, a pivot, a
//	    caller-ID list), no document says which way it went. The phones that
//	    really rang do, if they fit exactly one branch; else it stays undecided.
//
// Callflows are compiled once, and a Plan is then only read. The rules are
// those of cf_flow, cf_exe and cf_temporal_route of 2600hz/kazoo, release 4.3.
package callflow
