// Package directory turns the documents of KAZOO accounts into the endpoints
// that a callflow element puts into its bridge request.
//
// The way of the data:
//
//	documents --New, once--> Directory: accounts, devices by owner, settings merged
//	Call --Endpoints--> members --devices--> failover.Request
//
// All that does not depend on a call is resolved by New: which devices are a
// user's, what is disabled or does not want to be disturbed, whose forwarding
// settings hold. A Directory is then only read, by any number of goroutines,
// and a call costs little more than its endpoints.
//
// The rules are those of kz_endpoint, kz_attributes, kz_endpoints and the
// callflow modules cf_user, cf_device, cf_ring_group and cf_group of
// 2600hz/kazoo, release 4.3.142 (e8a818f).
package directory
