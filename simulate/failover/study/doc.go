// Package study asks of recorded calls what failover_when_all_unreg would have
// changed.
//
// The way of a call:
//
//	record.Call --callflow.Plan--> bridge request --registrations--> decisions, flag off and on
//	decisions --compare--> Difference; --beside the legs of the record--> Agreement
//	Outcome --Summary--> the operator's answer
//	Outcome --Counterfactual--> the legs that vanish or appear
//
// A call is decided at the first element of its callflow that rings phones.
// What is not decided is counted with its reason, never dropped. Calls are
// worked on by all cores and handed on in order, so that the number of cores
// never shows.
//
// Registrations come from the registrar's own record. Without one, a phone
// counts as registered in a call in which it rang; and without the legs that
// would show it, all and none registered are the bounds.
package study
