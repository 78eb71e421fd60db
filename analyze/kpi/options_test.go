package kpi

import (
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// TestOutline: which figures need no time of a single leg.
func TestOutline(t *testing.T) {
	both, answer, billsec := cdr.FieldsOf(cdr.AnswerTime, cdr.EndTime), cdr.FieldsOf(cdr.AnswerTime), cdr.FieldsOf(cdr.BillsecMs)
	for _, c := range []struct {
		name        string
		opt         Options
		times, with cdr.FieldSet
	}{
		{"answers", Options{KPIs: []KPI{LegCount, ASRPct, ACDSec, PDDP95Ms, Accounts}}, both, billsec},
		{"none of answers", Options{KPIs: []KPI{LegCount, AbnormalPct, SERPct}}, both, 0},
		{"a period", Options{KPIs: []KPI{ASRPct}, Filter: cdr.Filter{UntilSec: 9}}, answer, billsec},
		{"a gateway", Options{KPIs: []KPI{LegCount}, Filter: cdr.Filter{Gateways: []string{"x"}}}, answer, 0},
		{"times of groups", Options{KPIs: []KPI{ASRPct, First}}, 0, 0},
		{"starts", Options{KPIs: []KPI{CPSPeak}}, 0, 0},
		{"traffic", Options{KPIs: []KPI{Erlang}}, 0, 0},
		{"distinct calls", Options{KPIs: []KPI{CallCount}}, 0, 0},
		{"calls", Options{KPIs: []KPI{ASRPct}, Population: Calls}, 0, 0},
	} {
		if times, with := c.opt.Outline(); times != c.times || with != c.with {
			t.Errorf("%s: got %v with %v, want %v with %v", c.name, times, with, c.times, c.with)
		}
	}
}
