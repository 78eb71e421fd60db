package kpi

import (
	"time"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// Population says what one row is.
type Population uint8

const (
	// Legs: a row is a leg. Seizures are the legs that are outbound or of
	// unknown direction.
	Legs Population = iota
	// Calls: a row is a call, all legs with one interaction_id (else call_id).
	// It is a seizure if one of its legs is, and answered if one of those was;
	// whether it was answered is known if the source of one of its legs tells;
	// its cause, and its value in any other dimension and in sip_code, is that
	// of the last leg by end that has one. It lasts from the first start to the
	// last end of its legs.
	Calls
)

// String is the population's name.
func (p Population) String() string { return [...]string{"legs", "calls"}[p] }

// Options say what is computed.
type Options struct {
	// KPIs are the figures, in the order of the answer; each once.
	KPIs []KPI
	// By are the dimensions; with several, a group is a combination that
	// occurs. None is one group of everything.
	By []Dimension
	// Population is what a row is.
	Population Population
	// Zone is that of hour, day and weekday; nil is UTC.
	Zone *time.Location
	// Filter keeps some of the legs. Its period is also the window of erlang,
	// concurrency, CPS and busy hour; a side that it leaves open ends with the
	// group's data.
	Filter cdr.Filter
}

// Needs are the fields that the options rest on, end_time among them, and the
// flags where they say what of these a source had no column for. All but end_time
// may be absent: what rests on them is then undefined.
func (o *Options) Needs() cdr.FieldSet {
	need := cdr.FieldsOf(cdr.EndTime)
	for _, k := range o.KPIs {
		need |= catalogue[k].fields
	}
	for _, d := range o.By {
		need |= cdr.FieldsOf(d.info().field)
	}
	if o.Population == Calls {
		need |= callFields
	}
	for _, f := range []struct {
		list  []string
		field cdr.Field
	}{
		{o.Filter.Accounts, cdr.AccountID}, {o.Filter.Causes, cdr.HangupCause},
		{o.Filter.Directions, cdr.Direction}, {o.Filter.Gateways, cdr.ResourceID},
	} {
		if len(f.list) > 0 {
			need |= cdr.FieldsOf(f.field)
		}
	}
	if askedFlags(need) != 0 {
		need |= cdr.FieldsOf(cdr.RowFlags)
	}
	return need
}

// timeParts are the measures that look at the times of single legs.
const timeParts = 1<<partCalls | 1<<partStarts | 1<<partOverlap | 1<<partLoad | 1<<partPeriod

// Outline are the times of which the figures rest on no more than
// which legs have one, and the first and the last end of all. That holds for
// batches in which no leg lacks a field in with.
func (o *Options) Outline() (times, with cdr.FieldSet) {
	f := &o.Filter
	if o.Population == Calls || o.parts()&timeParts != 0 {
		return 0, 0
	}
	times = cdr.FieldsOf(cdr.AnswerTime)
	if f.SinceSec == 0 && f.UntilSec == 0 && len(f.Accounts)+len(f.Causes)+len(f.Directions)+len(f.Gateways) == 0 {
		times |= cdr.FieldsOf(cdr.EndTime)
	}
	if o.Needs().Has(cdr.AnswerTime) {
		with = cdr.FieldsOf(cdr.BillsecMs) // else talk lasts from answer to end
	}
	return times, with
}

// parts are the measures that the options rest on.
func (o *Options) parts() partSet {
	s := partsOf(partLegs) // the order of groups
	for _, k := range o.KPIs {
		s |= catalogue[k].parts
	}
	return s
}
