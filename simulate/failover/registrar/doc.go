// Package registrar knows which phones were registered when, as ecallmgr's
// registration table would have answered a bridge.
//
// The way of the data:
//
//	sources --recognise--> timelines | snapshots --> events --sort, walk--> Timeline
//
// A source is a timeline of REGISTERs (reg_success events, a CSV, Kamailio's
// log) or a snapshot of who was registered (crossbar's /registrations,
// Kamailio's location table, registrar_summary). An entry of a snapshot becomes
// the event of its last REGISTER, and who is missing from a later snapshot of
// the same realm an event of its end. One walk over all events in time gives
// each address its intervals.
//
// What a source cannot know is part of the answer: Timeline.Coverage and
// Timeline.Remarks.
//
// The rules are those of ecallmgr_registrar of 2600hz/kazoo, release 4.3.142
// (e8a818f). Its table is swept every two seconds, so a real system may keep a
// registration up to two seconds longer.
package registrar
