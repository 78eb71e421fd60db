// Package restart plays SIP calls through a proxy that is stopped and started
// again: which messages are lost, which come late, and who pays for it.
//
// A restarted proxy (Kamailio) has lost its transactions. Initial requests are
// routed as ever, requests in a dialog by their Route headers, replies by their
// Via headers. A CANCEL has neither: it belongs to the INVITE's transaction
// (RFC 3261 sections 9 and 16.10), and without that it is up to the
// configuration where it goes. That choice is a Strategy.
//
//	Call --Simulate--> Outcome (Ladder, and what it says of each party) --Effect--> who is hurt
//	Batch --Run--> Hits: which of many CANCELs find their gateway
//	Leg --Forecast--> Effect: the same for millions of recorded legs
//	Timers.Delay: how late a repeated message gets through a downtime
//
// A simulation is a queue of events (simulation.go, queue.go) for the caller,
// the proxy and the gateways (caller.go, proxy*.go, gateway.go). The parties
// follow RFC 3261's state machines with its timers as parameters; the proxy
// keeps transactions as Kamailio's tm module does, and asks its Strategy when
// it has none. There is no table of answers: other downtimes, more gateways,
// silent ones, failed-over branches and impatient callers follow from the
// parties' rules. The network takes no time and loses nothing; only the proxy
// is away. Everything is a function of the Call: no clock, no global random
// source.
//
// What the rules rest on was measured with Kamailio 5.6.3 and SIPp 3.6.1
// (testdata/vectors/cancel_restart, all of which package casefile compares);
// package sipcheck measures again. Rules that are the rig's rather than RFC
// 3261's, since real phones differ: a caller acknowledges a second callee's
// answer in its first dialog; one that still waits for a final reply heeds no
// BYE; a gateway that has refused knows no CANCEL for the call any more. Not
// measured: topos, whose behaviour is its documentation's, and state-kept,
// which does not exist.
//
// Left out: TCP, TLS and WebSocket connections (lost until phones reconnect),
// usrloc in memory, forked calls (each branch is a Call of its own), the
// callee's and the proxy's reaction to ICMP (SIPp and Kamailio have none), and
// loss on the wire.
package restart
