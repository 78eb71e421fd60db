package kpi

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// The twin computes every figure from its definition over a list of rows,
// with maps, sorting and quadratic loops, and no idea of batches or workers.

// twinRow is a leg, or a call.
type twinRow struct {
	sample
	legs                          int
	seized, answered, answeredAny bool
	talkMs                        int64
	id                            string
}

// twinLegs are the legs that the filter keeps.
func twinLegs(opt *Options, legs []sample) []twinRow {
	var rows []twinRow
	for _, s := range legs {
		end := (baseMs + s.endMs) / 1000
		f := opt.Filter
		in := func(list []string, value, absent string) bool {
			if value == "" {
				value = absent
			}
			return len(list) == 0 || slices.Contains(list, value)
		}
		if end < f.SinceSec || f.UntilSec > 0 && end >= f.UntilSec || !in(f.Accounts, s.account, "unknown") ||
			!in(f.Causes, s.cause, "unknown") || !in(f.Directions, s.direction, "unknown") || !in(f.Gateways, s.gateway, "") {
			continue
		}
		row := twinRow{sample: s, legs: 1, seized: s.direction != "inbound", id: s.interaction}
		if row.id == "" {
			row.id = s.call
		}
		if s.billMs >= 0 {
			row.talkMs = s.billMs
		} else if s.answerMs >= 0 {
			row.talkMs = max(0, s.endMs-s.answerMs)
		}
		row.answeredAny = s.answerMs >= 0 || row.talkMs > 0
		row.answered = row.answeredAny && row.seized
		rows = append(rows, row)
	}
	return rows
}

// twinCalls joins legs to calls.
func twinCalls(legs []twinRow) []twinRow {
	byCall := map[string][]twinRow{}
	for _, l := range legs {
		if l.id != "" {
			byCall[l.id] = append(byCall[l.id], l)
		}
	}
	var calls []twinRow
	for id, legs := range byCall {
		c := twinRow{id: id, legs: len(legs)}
		c.startMs, c.ringMs, c.sip, c.answerMs = -1, -1, -1, -1
		firstBid, firstRing := int64(-1), int64(-1)
		c.lacks = legs[0].lacks
		for _, l := range legs {
			c.lacks &= l.lacks
			c.answeredAny = c.answeredAny || l.answeredAny
			if l.startMs >= 0 && (c.startMs < 0 || l.startMs < c.startMs) {
				c.startMs = l.startMs
			}
			c.endMs = max(c.endMs, l.endMs)
			if !l.seized {
				continue
			}
			c.seized = true
			if l.answered {
				c.answered = true
				c.talkMs += l.talkMs
			}
			if l.startMs >= 0 {
				if firstBid < 0 || l.startMs < firstBid {
					firstBid = l.startMs
				}
				if at := l.startMs + l.ringMs; l.ringMs >= 0 && (firstRing < 0 || at < firstRing) {
					firstRing = at
				}
			}
		}
		if firstRing >= 0 {
			c.ringMs = firstRing - firstBid
		}
		// The leg that decides comes first.
		last := func(value func(*sample) string) string {
			list := slices.DeleteFunc(slices.Clone(legs), func(l twinRow) bool { return value(&l.sample) == "" })
			slices.SortFunc(list, func(a, b twinRow) int {
				if a.endMs != b.endMs {
					return int(b.endMs - a.endMs)
				}
				aStart, bStart := a.startMs, b.startMs
				if aStart < 0 {
					aStart = -1e9
				}
				if bStart < 0 {
					bStart = -1e9
				}
				if aStart != bStart {
					return int(aStart - bStart)
				}
				return strings.Compare(value(&a.sample), value(&b.sample))
			})
			if len(list) == 0 {
				return ""
			}
			return value(&list[0].sample)
		}
		c.account = last(func(s *sample) string { return s.account })
		c.gateway = last(func(s *sample) string { return s.gateway })
		c.cause = last(func(s *sample) string { return s.cause })
		c.direction = last(func(s *sample) string { return s.direction })
		c.leg = last(func(s *sample) string { return s.leg })
		c.server = last(func(s *sample) string { return s.server })
		c.codec = last(func(s *sample) string { return s.codec })
		c.dest = last(func(s *sample) string { return s.dest })
		if code := last(func(s *sample) string {
			if s.sip < 0 {
				return ""
			}
			return fmt.Sprintf("%03d", s.sip)
		}); code != "" {
			fmt.Sscanf(code, "%d", &c.sip)
		}
		calls = append(calls, c)
	}
	return calls
}

// twinName is a row's value in a dimension.
func twinName(d Dimension, zone *time.Location, r *twinRow) string {
	local := time.UnixMilli(baseMs + r.startMs).In(zone)
	known := map[string]string{
		"account": r.account, "gateway": r.gateway, "cause": r.cause, "direction": r.direction, "leg": r.leg,
		"media_server": r.server, "codec": r.codec,
	}
	switch d.Name {
	case "sip_code":
		if r.sip < 0 {
			return ""
		}
		return fmt.Sprint(r.sip)
	case "prefix":
		digits := strings.Map(func(c rune) rune {
			if c < '0' || c > '9' {
				return -1
			}
			return c
		}, r.dest)
		return digits[:min(len(digits), d.Digits)]
	case "hour", "day", "weekday":
		if r.startMs < 0 {
			return ""
		}
		return map[string]string{"hour": local.Format("15"), "day": local.Format(time.DateOnly), "weekday": local.Weekday().String()[:3]}[d.Name]
	case "account", "cause", "direction", "leg":
		if known[d.Name] == "" {
			return "unknown"
		}
	}
	return known[d.Name]
}
