package kpi

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// sample is one leg as a test writes it. Empty texts, and numbers and times
// that are -1, are null.
type sample struct {
	interaction, call                                            string
	direction, leg, account, gateway, server, cause, dest, codec string
	startMs, answerMs, endMs                                     int64 // since base
	billMs, ringMs, sip                                          int64
	lacks                                                        cdr.Flags // what its source has no column for
}

// baseMs is a Tuesday, 2026-03-10T12:00:00Z.
const baseMs = 1773144000000

var textFields = []struct {
	field cdr.Field
	of    func(*sample) string
}{
	{cdr.InteractionID, func(s *sample) string { return s.interaction }},
	{cdr.CallID, func(s *sample) string { return s.call }},
	{cdr.Direction, func(s *sample) string { return s.direction }},
	{cdr.Leg, func(s *sample) string { return s.leg }},
	{cdr.AccountID, func(s *sample) string { return s.account }},
	{cdr.ResourceID, func(s *sample) string { return s.gateway }},
	{cdr.MediaServer, func(s *sample) string { return s.server }},
	{cdr.HangupCause, func(s *sample) string { return s.cause }},
	{cdr.DestinationNumber, func(s *sample) string { return s.dest }},
	{cdr.ReadCodec, func(s *sample) string { return s.codec }},
}

var numberFields = []struct {
	field cdr.Field
	of    func(*sample) int64
}{
	{cdr.StartTime, func(s *sample) int64 { return micros(s.startMs) }},
	{cdr.AnswerTime, func(s *sample) int64 { return micros(s.answerMs) }},
	{cdr.EndTime, func(s *sample) int64 { return micros(s.endMs) }},
	{cdr.BillsecMs, func(s *sample) int64 { return s.billMs }},
	{cdr.ProgressMs, func(s *sample) int64 { return s.ringMs }},
	{cdr.SIPCode, func(s *sample) int64 { return s.sip }},
}

func micros(ms int64) int64 {
	if ms == -1 {
		return -1
	}
	return (baseMs + ms) * 1000
}

// batchOf makes a batch of legs with dictionaries of its own, or with those
// given.
func batchOf(legs []sample, without cdr.FieldSet, dicts map[cdr.Field]*cdr.Dict) *cdr.Batch {
	b := &cdr.Batch{Rows: len(legs)}
	for _, f := range textFields {
		if without.Has(f.field) {
			continue
		}
		c := cdr.NewColumn(f.field)
		if d := dicts[f.field]; d != nil {
			c.Dict = d
		}
		for i := range legs {
			switch text, kind := f.of(&legs[i]), f.field.Kind(); {
			case text == "":
				c.AppendNull(kind)
			case kind == cdr.Code:
				c.AppendName(text)
			default:
				c.AppendText([]byte(text))
			}
		}
		b.SetColumn(f.field, c)
	}
	for _, f := range numberFields {
		if without.Has(f.field) {
			continue
		}
		c := cdr.NewColumn(f.field)
		for i := range legs {
			if x := f.of(&legs[i]); x == -1 {
				c.AppendNull(f.field.Kind())
			} else {
				c.AppendInt(x)
			}
		}
		b.SetColumn(f.field, c)
	}
	return b
}

// sharedDicts are dictionaries for a run of batches, as a reader's worker
// keeps them.
func sharedDicts() map[cdr.Field]*cdr.Dict {
	m := map[cdr.Field]*cdr.Dict{}
	for _, f := range textFields {
		if f.field.Kind() == cdr.Code {
			m[f.field] = cdr.NewDict()
		}
	}
	return m
}

func pick[T any](r *rand.Rand, list ...T) T { return list[r.IntN(len(list))] }

// randomSamples are legs that tie, overlap and lack things often.
func randomSamples(r *rand.Rand, n int) []sample {
	spread := pick(r, int64(5_000), 400_000, 20_000_000)
	step := pick(r, int64(1), 1000, 60_000)
	legs := make([]sample, n)
	for i := range legs {
		start := r.Int64N(spread) / step * step
		s := sample{
			interaction: pick(r, "", fmt.Sprintf("i%d", r.IntN(n/2+1))), call: pick(r, "", fmt.Sprintf("%032x", i), "c"),
			direction: pick(r, "", "inbound", "outbound", "outbound", "unknown"), leg: pick(r, "", "a", "b"),
			account: pick(r, "", "acme", "nordic", fmt.Sprintf("acct%d", r.IntN(100))),
			gateway: pick(r, "", "carrier-1", "carrier-2"), server: pick(r, "", "ms1"),
			cause: pick(r, "", "NORMAL_CLEARING", "USER_BUSY", "NO_ANSWER", "CALL_REJECTED", "ORIGINATOR_CANCEL",
				"PROGRESS_TIMEOUT", "NO_USER_RESPONSE", "PICKED_OFF", "WHATEVER"),
			dest: pick(r, "", "+49 30 1234", "4420", "sip:bob", "0049301"), codec: pick(r, "", "PCMA"),
			startMs: start, endMs: start + r.Int64N(spread/pick(r, int64(1), 10))/step*step, answerMs: -1,
			billMs: pick(r, int64(-1), 0, 0, 1, 6000, 6001, r.Int64N(100_000)),
			ringMs: pick(r, int64(-1), 0, 1200, r.Int64N(20_000), 16_383, 16_384, 100_000),
			sip:    pick(r, int64(-1), 200, 302, 408, 480, 486, 487, 500, 503, 504, 600, 603, 100),
		}
		if r.IntN(20) == 0 {
			s.startMs = -1
		}
		if r.IntN(3) == 0 {
			s.answerMs = max(0, s.endMs-r.Int64N(20_000))
		}
		legs[i] = s
	}
	return legs
}

// allKPIs are all figures.
func allKPIs() []KPI {
	list := make([]KPI, NumKPIs)
	for i := range list {
		list[i] = KPI(i)
	}
	return list
}

func mustAdd(t testing.TB, a *Accumulator, b *cdr.Batch) {
	t.Helper()
	if err := a.Add(b); err != nil {
		t.Fatal(err)
	}
}
