package kpi

import (
	"fmt"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// KPI is one figure.
type KPI uint8

// The figures, in the order in which help lists them.
const (
	LegCount KPI = iota
	CallCount
	Seizures
	Answered
	ASRPct
	NERPct
	ABRPct
	CCRPct
	ACDSec
	BillSec
	PDDMeanMs
	PDDP50Ms
	PDDP95Ms
	PDDP99Ms
	ShortPct
	AbnormalPct
	SERPct
	SEERPct
	ISAPct
	CPSPeak
	CPSPeakTime
	ConcurrentPeak
	ConcurrentPeakTime
	Erlang
	BusyHour
	BusyHourErlang
	Accounts
	First
	Last

	NumKPIs = iota
)

// definition is one figure: its name, what it means and where that is from,
// the fields and measures it rests on, and how it is read off them.
type definition struct {
	name            string
	kind            ValueKind // of every value that is defined
	meaning, source string
	fields          cdr.FieldSet
	parts           partSet
	value           func(m *measures, g int) Value
}

var (
	answerFields = cdr.FieldsOf(cdr.AnswerTime, cdr.BillsecMs)
	bidFields    = answerFields | cdr.FieldsOf(cdr.Direction)
	causeFields  = cdr.FieldsOf(cdr.HangupCause)
	delayFields  = cdr.FieldsOf(cdr.Direction, cdr.ProgressMs)
	sipFields    = cdr.FieldsOf(cdr.Direction, cdr.SIPCode)
	timeFields   = cdr.FieldsOf(cdr.StartTime)
	callIDFields = cdr.FieldsOf(cdr.InteractionID, cdr.CallID)
)

var catalogue = [NumKPIs]definition{
	LegCount: {"legs", Whole, "legs", "", 0, partsOf(partLegs),
		func(m *measures, g int) Value { return whole(m.legs.groups[g].legs) }},
	CallCount: {"calls", Whole, "distinct interaction_id, else call_id", "", callIDFields, partsOf(partCalls),
		func(m *measures, g int) Value { return m.calls.distinct(g) }},
	Seizures: {"seizures", Whole, "outbound legs, and those of unknown direction", "E.425", cdr.FieldsOf(cdr.Direction), partsOf(partLegs),
		func(m *measures, g int) Value { return whole(m.legs.groups[g].seizures) }},
	Answered: {"answered", Whole, "seizures with an answer_time, or billsec above 0", "E.425", bidFields, partsOf(partAnswers), answeredValue},
	ASRPct: {"asr_pct", Real, "answered / seizures", "E.411, E.425", bidFields, partsOf(partAnswers), func(m *measures, g int) Value {
		return ratio(100, m.answers.groups[g].answered, m.answers.groups[g].seizures)
	}},
	NERPct: {"ner_pct", Real, "(answered + USER_BUSY, NO_USER_RESPONSE, NO_ANSWER, CALL_REJECTED, and ORIGINATOR_CANCEL if it rang) / seizures",
		"E.425", bidFields | causeFields | delayFields, partsOf(partAnswers, partCauses), func(m *measures, g int) Value {
			return ratio(100, m.causes.groups[g].effective, m.causes.groups[g].seizures)
		}},
	ABRPct: {"abr_pct", Real, "answered legs of any direction / legs", "E.425", answerFields, partsOf(partAnswers), func(m *measures, g int) Value {
		return ratio(100, m.answers.groups[g].answeredAny, m.answers.groups[g].rows)
	}},
	CCRPct: {"ccr_pct", Real, "calls with an answered seizure, after all attempts / calls", "no standard", bidFields | callIDFields, partsOf(partCalls),
		func(m *measures, g int) Value { return m.calls.completed(g) }},
	ACDSec: {"acd_s", Real, "mean billsec of answered seizures (ALOC)", "E.411", bidFields, partsOf(partAnswers), func(m *measures, g int) Value {
		return ratio(1e-3, m.answers.groups[g].talkMs, m.answers.groups[g].answered)
	}},
	BillSec: {"billsec_s", Real, "billsec of all answered seizures", "", bidFields, partsOf(partAnswers), func(m *measures, g int) Value {
		if m.answers.groups[g].seizures == 0 {
			return Value{}
		}
		return ratio(1, m.answers.groups[g].talkMs, 1000)
	}},
	PDDMeanMs: {"pdd_mean_ms", Real, "mean post-dial delay of seizures, INVITE to the first 18x; without 18x left out", "NICC ND 1704",
		delayFields, partsOf(partDelay), func(m *measures, g int) Value { return m.delay.mean(g) }},
	PDDP50Ms: {"pdd_p50_ms", Whole, "median of it (percentiles: nearest rank, exact)", "", delayFields, partsOf(partDelay),
		func(m *measures, g int) Value { return m.delay.percentile(g, 50) }},
	PDDP95Ms: {"pdd_p95_ms", Whole, "95th percentile", "", delayFields, partsOf(partDelay),
		func(m *measures, g int) Value { return m.delay.percentile(g, 95) }},
	PDDP99Ms: {"pdd_p99_ms", Whole, "99th percentile", "", delayFields, partsOf(partDelay),
		func(m *measures, g int) Value { return m.delay.percentile(g, 99) }},
	ShortPct: {"short_pct", Real, "answered seizures with billsec of at most 6 s / answered", "carriers' contracts", bidFields, partsOf(partAnswers),
		func(m *measures, g int) Value {
			return ratio(100, m.answers.groups[g].shorts, m.answers.groups[g].answered)
		}},
	AbnormalPct: {"abnormal_pct", Real, "legs whose cause is none of the nine that KAZOO ignores / legs", "KAZOO hangups", causeFields, partsOf(partCauses),
		func(m *measures, g int) Value {
			return ratio(100, m.causes.groups[g].abnormal, m.causes.groups[g].rows)
		}},
	SERPct: {"ser_pct", Real, "seizures with sip_code 200 / those not 3xx", "RFC 6076", sipFields, partsOf(partSIP),
		func(m *measures, g int) Value { return sessions(m, g, 0) }},
	SEERPct: {"seer_pct", Real, "seizures with 200, 480, 486, 600, 603 / those not 3xx", "RFC 6076", sipFields, partsOf(partSIP),
		func(m *measures, g int) Value { return sessions(m, g, m.sip.groups[g].refused) }},
	ISAPct: {"isa_pct", Real, "seizures with 408, 500, 503, 504 / all with a sip_code", "RFC 6076", sipFields, partsOf(partSIP),
		func(m *measures, g int) Value {
			return ratio(100, m.sip.groups[g].ineffective, m.sip.groups[g].invites)
		}},
	CPSPeak: {"cps_peak", Whole, "most starts in a second", "", timeFields, partsOf(partStarts),
		func(m *measures, g int) Value { return m.starts.peaks[g].number() }},
	CPSPeakTime: {"cps_peak_time", Instant, "the first such second", "", timeFields, partsOf(partStarts),
		func(m *measures, g int) Value { return m.starts.peaks[g].time() }},
	ConcurrentPeak: {"concurrent_peak", Whole, "most legs up at once, each in [start, end)", "", timeFields, partsOf(partOverlap),
		func(m *measures, g int) Value { return m.overlap.peaks[g].number() }},
	ConcurrentPeakTime: {"concurrent_peak_time", Instant, "since when, the first time", "", timeFields, partsOf(partOverlap),
		func(m *measures, g int) Value { return m.overlap.peaks[g].time() }},
	Erlang: {"erlang", Real, "time held in the window / window: --since to --until, else first start to last end", "E.600", timeFields, partsOf(partLoad),
		func(m *measures, g int) Value { return m.load.erlang(g) }},
	BusyHour: {"busy_hour", Instant, "start of the 60 minutes with the most time held, at a full minute", "E.600", timeFields, partsOf(partLoad),
		func(m *measures, g int) Value { return m.load.busy[g].time() }},
	BusyHourErlang: {"busy_hour_erlang", Real, "time held in them / 60 minutes", "E.600", timeFields, partsOf(partLoad),
		func(m *measures, g int) Value { return m.load.busyErlang(g) }},
	Accounts: {"accounts", Whole, "distinct account_id", "", cdr.FieldsOf(cdr.AccountID), partsOf(partAccounts),
		func(m *measures, g int) Value { return m.accounts.distinct(g) }},
	First: {"first", Instant, "when the first leg ended", "", 0, partsOf(partPeriod), func(m *measures, g int) Value { return m.period.first(g) }},
	Last:  {"last", Instant, "when the last leg ended", "", 0, partsOf(partPeriod), func(m *measures, g int) Value { return m.period.last(g) }},
}

// answeredValue is undefined if no column tells who was answered.
func answeredValue(m *measures, g int) Value {
	if m.answers.groups[g].rows == 0 {
		return Value{}
	}
	return whole(m.answers.groups[g].answered)
}

// sessions is (200 + more) of the INVITEs that were not redirected.
func sessions(m *measures, g int, more uint64) Value {
	s := m.sip.groups[g]
	return ratio(100, s.established+more, s.invites-s.redirected)
}

// String is the figure's name, its unit last.
func (k KPI) String() string { return catalogue[k].name }

// Kind is that of the figure's values, if they are defined.
func (k KPI) Kind() ValueKind { return catalogue[k].kind }

// Meaning is the figure's definition in one line.
func (k KPI) Meaning() string { return catalogue[k].meaning }

// Source is the standard or practice that the definition is from; "" if the
// name says it all.
func (k KPI) Source() string { return catalogue[k].source }

// KPINames are the names of all figures, as help lists them.
func KPINames() []string {
	names := make([]string, NumKPIs)
	for k := range KPI(NumKPIs) {
		names[k] = k.String()
	}
	return names
}

// ParseKPI finds a figure by its name. Errors are *cdr.UsageError with the
// nearest one.
func ParseKPI(name string) (KPI, error) {
	for k := range KPI(NumKPIs) {
		if k.String() == name {
			return k, nil
		}
	}
	e := &cdr.UsageError{Problem: fmt.Sprintf("unknown KPI %q", name)}
	if near := cdr.Nearest(name, KPINames()); near != "" {
		e.Problem += "; did you mean " + near + "?"
	}
	return 0, e
}
