package simulate

import (
	"slices"
	"testing"
	"time"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// gather makes a traffic and hands each row to see.
func gather(t *testing.T, opt TrafficOptions, see func(b *cdr.Batch, i int)) {
	t.Helper()
	if err := Traffic(opt, func(b *cdr.Batch) error {
		for i := range b.Rows {
			see(b, i)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

func text(b *cdr.Batch, f cdr.Field, i int) string { return string(value(b, f, i)) }

// number is a Time or Int value; null is -1.
func number(b *cdr.Batch, f cdr.Field, i int) int64 {
	if b.Column(f).IsNull(i) {
		return -1
	}
	return b.Column(f).Ints[i]
}

// busy is a traffic in which every kind of call and cause comes up.
var busy = TrafficOptions{Seed: 11, Start: tuesday, Duration: time.Hour, RatePerSec: 12, Incidents: []Incident{
	{Cause: "PROGRESS_TIMEOUT", Gateway: "carrier-1", At: 10 * time.Minute, For: 20 * time.Minute, Share: 0.8, RatePerSec: 1},
	{Cause: "LOSE_RACE", Account: 3, At: 40 * time.Minute, For: 2 * time.Minute, Share: 1},
	{Cause: "NORMAL_CLEARING", Gateway: "carrier-2", At: 40 * time.Minute, For: 2 * time.Minute, Share: 1},
	{Cause: "RECOVERY_ON_TIMER_EXPIRE", At: 50 * time.Minute, For: time.Minute, Share: 0.5},
}}

func TestEveryLegIsConsistent(t *testing.T) {
	from, until := busy.Start.UnixMicro(), busy.Start.Add(busy.Duration).UnixMicro()
	ids, seen := map[string]bool{}, map[string]int{}
	var before int64
	gather(t, busy, func(b *cdr.Batch, i int) {
		start, end := number(b, cdr.StartTime, i), number(b, cdr.EndTime, i)
		progress, answer := number(b, cdr.ProgressTime, i), number(b, cdr.AnswerTime, i)
		id := text(b, cdr.CallID, i)
		at := start
		for _, next := range []int64{progress, answer, end} {
			if next != -1 && next < at {
				t.Fatalf("%s: start %d, progress %d, answer %d, end %d are not in order", id, start, progress, answer, end)
			}
			at = max(at, next)
		}
		if end < before || end < from || end >= until {
			t.Fatalf("%s: end %d after one at %d, in a traffic from %d to %d", id, end, before, from, until)
		}
		before = end
		if end-start >= longestCallSec*1e6 {
			t.Fatalf("%s: lasts %d us", id, end-start)
		}
		if d := number(b, cdr.DurationMs, i); d != (end-start)/1000 {
			t.Fatalf("%s: duration_ms %d of %d us", id, d, end-start)
		}
		bill := int64(0)
		if answer != -1 {
			bill = (end - answer) / 1000
		}
		if got := number(b, cdr.BillsecMs, i); got != bill {
			t.Fatalf("%s: billsec_ms %d, want %d", id, got, bill)
		}
		if progress != -1 && number(b, cdr.ProgressMs, i) != (progress-start)/1000 {
			t.Fatalf("%s: progress_ms %d of %d us", id, number(b, cdr.ProgressMs, i), progress-start)
		}
		cause := text(b, cdr.HangupCause, i)
		if answered := number(b, cdr.SIPCode, i) == 200; answered != (answer != -1) {
			t.Fatalf("%s: %s answered at %d", id, cause, answer)
		}
		if code, ok := cdr.CauseCode(cause); !ok || int64(code) != number(b, cdr.HangupCauseCode, i) {
			t.Fatalf("%s: %s has number %d", id, cause, number(b, cdr.HangupCauseCode, i))
		}
		if ids[id] {
			t.Fatalf("%s: twice", id)
		}
		ids[id] = true
		seen[cause]++
	})
	for _, cause := range causeNames() {
		if seen[cause] == 0 && cause != "WRONG_CALL_STATE" {
			t.Errorf("no leg ended with %s", cause)
		}
	}
	if n := seen["NORMAL_CLEARING"]; n < len(ids)*60/100 || n > len(ids)*80/100 {
		t.Errorf("%d of %d legs ended with NORMAL_CLEARING", n, len(ids))
	}
}

// TestLegsOfACallAgree looks at the calls that lie inside the traffic as a whole.
func TestLegsOfACallAgree(t *testing.T) {
	type row struct {
		leg, id, other, account, server, gateway string
		start, end, attempt                      int64
		last                                     bool
	}
	calls := map[string][]row{}
	gather(t, busy, func(b *cdr.Batch, i int) {
		call := text(b, cdr.InteractionID, i)
		calls[call] = append(calls[call], row{
			text(b, cdr.Leg, i), text(b, cdr.CallID, i), text(b, cdr.OtherLegCallID, i), text(b, cdr.AccountID, i),
			text(b, cdr.MediaServer, i), text(b, cdr.ResourceID, i),
			number(b, cdr.StartTime, i), number(b, cdr.EndTime, i), number(b, cdr.Attempt, i), number(b, cdr.LastAttempt, i) == 1,
		})
	})
	retried := 0
	for call, legs := range calls {
		byID := map[string]row{}
		var a row
		for _, l := range legs {
			byID[l.id] = l
			if l.leg == "a" {
				a = l
			}
		}
		first := busy.Start.UnixMicro() + 2*longestRing*1000
		if a.id == "" || a.start < first || a.start > busy.Start.Add(busy.Duration).UnixMicro()-longestCallSec*1e6/4 {
			continue // some of its legs may be outside the traffic
		}
		for _, l := range legs {
			if l.account != a.account || l.server != a.server || l.start < a.start {
				t.Fatalf("%s: leg %+v of A leg %+v", call, l, a)
			}
			if l.leg == "b" && l.other != a.id {
				t.Fatalf("%s: leg %+v is not bridged to %s", call, l, a.id)
			}
			if l.attempt > 1 {
				retried++
			}
			if l.last && l.gateway != "" && l.attempt != int64(len(legs)-1) {
				t.Fatalf("%s: last attempt %d of %d legs", call, l.attempt, len(legs))
			}
		}
		if _, ok := byID[a.other]; !ok {
			t.Fatalf("%s: the A leg is bridged to %s, which is none of its legs", call, a.other)
		}
	}
	if retried < 100 {
		t.Errorf("%d attempts after the first, want some hundreds", retried)
	}
}

func TestIncidentRaisesItsCauseAtItsGatewayOnly(t *testing.T) {
	opt := TrafficOptions{Seed: 3, Start: tuesday, Duration: 30 * time.Minute, RatePerSec: 8}
	in := Incident{Cause: "PROGRESS_TIMEOUT", Gateway: "carrier-2", At: 5 * time.Minute, For: 20 * time.Minute, Share: 0.75}
	calm := callsOf(t, opt)
	opt.Incidents = []Incident{in}
	legs, struck := map[string]int{}, map[string]int{}
	for call, rows := range callsOf(t, opt) {
		met := false
		for _, r := range rows {
			if r.start < in.At || r.start >= in.At+in.For {
				continue
			}
			met = met || r.gateway == in.Gateway
			legs[r.gateway]++
			if r.cause == in.Cause {
				struck[r.gateway]++
			}
		}
		if !met && !slices.Equal(rows, calm[call]) {
			t.Fatalf("%s changed, but did not meet the incident: %v, was %v", call, rows, calm[call])
		}
	}
	within(t, "legs of the incident", struck["carrier-2"], 0.75*float64(legs["carrier-2"]), 0.06)
	for gateway, n := range legs {
		if share := float64(struck[gateway]) / float64(n); gateway != "carrier-2" && share > 0.03 {
			t.Errorf("%s: %g of its legs timed out", gateway, share)
		}
	}
}

type outcome struct {
	id, gateway, cause string
	start, duration    time.Duration
}

// callsOf are the legs of each call of a traffic; starts are after its own.
func callsOf(t *testing.T, opt TrafficOptions) map[string][]outcome {
	calls := map[string][]outcome{}
	gather(t, opt, func(b *cdr.Batch, i int) {
		call := text(b, cdr.InteractionID, i)
		calls[call] = append(calls[call], outcome{
			text(b, cdr.CallID, i), text(b, cdr.ResourceID, i), text(b, cdr.HangupCause, i),
			time.Duration(number(b, cdr.StartTime, i)-opt.Start.UnixMicro()) * time.Microsecond,
			time.Duration(number(b, cdr.DurationMs, i)) * time.Millisecond,
		})
	})
	return calls
}

func TestIncidentBringsCalls(t *testing.T) {
	opt := TrafficOptions{Seed: 3, Start: tuesday, Duration: 30 * time.Minute, RatePerSec: 0.1, Incidents: []Incident{
		{Cause: "CALL_REJECTED", Gateway: "carrier-5", Account: 4, At: 10 * time.Minute, For: 10 * time.Minute, Share: 1, RatePerSec: 3},
	}}
	rejected := 0
	gather(t, opt, func(b *cdr.Batch, i int) {
		if text(b, cdr.ResourceID, i) == "carrier-5" && text(b, cdr.HangupCause, i) == "CALL_REJECTED" &&
			text(b, cdr.AccountID, i) == newAccount(3).id {
			rejected++
		}
	})
	within(t, "rejected calls", rejected, 3*600, 0.08)
}
