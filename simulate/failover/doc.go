// Package failover knows how KAZOO's ecallmgr turns the endpoints of a bridge
// request into the channels it dials, with failover_when_all_unreg off and on.
//
// The way of a request:
//
//		Request --valid, each once--> candidates --registered?--> Decision
//
//	 1. Invalid endpoints go, then duplicates; the separator is settled in
//	    between, since it counts the valid ones.
//	 2. Flag off, each endpoint stands alone: an unregistered one is replaced by
//	    its failover, or dropped.
//	 3. Flag on, it is all or nothing: if one ordinary endpoint is reachable only
//	    such are dialled, else only failovers, each route once.
//
// The packages below make requests and answer for registrations:
//
//	document   a CouchDB export --> documents, key order kept
//	directory  documents --> the endpoints of a callflow element
//	registrar  REGISTERs, snapshots, logs --> who was registered when
//
// The rules are those of ecallmgr_util, kapi_dialplan and ecallmgr_registrar of
// 2600hz/kazoo, release 4.3.142 (e8a818f) and master (dcf86cb). Registrar
// look-ups are taken to be instant; in KAZOO they may take 2 s.
package failover
