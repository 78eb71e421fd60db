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
// A case, with every field that is not required shown at its default:
//
//	{"id": "1", "strategy": "hash", "alg": the strategy's, "gateways": 2, "turns_before": 0,
//	 "call_id": the id, "seed": 0, "gateways_after_restart": gateways, "gateway_disabled_before_restart": 0 (none; gw1 is 1),
//	 "other_turns_at": [], "observe_until": null,
//	 "restart": null or {"signal": s, "bound": s, "kind": "orderly" or "crash"},
//	 "caller": {"cancel_at": null, "memory_after_cancel_s": 32, "bye_after_answer_s": 1, "reinvite_after_answer_s": null,
//	            "sees_provisional": true, "heeds_icmp": false},
//	 "callee": {"provisional_at": 0, "final": "none", "final_at": null, "cancel_match": "call_id" or "branch"},
//	 "gateway": {"unknown_cancel": "481" or "silent", "first_refuses": null or {"code", "at"}, "slow_to_start_s": 0},
//	 "proxy": {"cancel_relay": "forward" or "t_relay", "routes_stray_ack": the strategy's, "drops_stray_replies": the strategy's,
//	           "ring_timeout_s": null, "failover": false, "map_armed_at": ever, "map_saves": true}}
//
// other_turns_at are the instants at which other calls take a turn of round
// robin; a callee's times count from the INVITE that began the proxy's
// transaction. The ACKs of a batch's refused calls take no turn of the dispatcher unless its
// line says so.
//
// A measured row may be given as it is where its fields are inputs and results
// side by side: the results are passed over.
package casefile
