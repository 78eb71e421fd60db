package kpi

import (
	"slices"

	"github.com/cdrlab/cdrlab/replay/alert"
	"github.com/cdrlab/cdrlab/replay/cdr"
)

// tells is what the source of a leg, or of some leg of a call, has columns for.
func (r *twinRow) tells(what cdr.Flags) bool { return r.lacks&what == 0 }

// twinValues are all figures of rows that share a group.
func twinValues(opt *Options, rows []twinRow) [NumKPIs]Value {
	var v [NumKPIs]Value
	pct := func(part, of int) Value { return ratio(100, uint64(part), uint64(of)) }
	count := func(keep func(*twinRow) bool) int {
		n := 0
		for i := range rows {
			if keep(&rows[i]) {
				n++
			}
		}
		return n
	}
	legs, talk := 0, int64(0)
	ids, toldIDs, answeredIDs, accounts := map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}
	var delays []int64
	for _, r := range rows {
		legs += r.legs
		if r.answered {
			talk += r.talkMs
		}
		if r.id != "" {
			ids[r.id] = true
			if r.tells(cdr.FlagNoAnswers) {
				toldIDs[r.id] = true
			}
			if r.answered {
				answeredIDs[r.id] = true
			}
		}
		if r.account != "" {
			accounts[r.account] = true
		}
		if r.seized && r.ringMs >= 0 {
			delays = append(delays, r.ringMs)
		}
	}
	seizures := count(func(r *twinRow) bool { return r.seized })
	answered := count(func(r *twinRow) bool { return r.answered })
	v[LegCount], v[Seizures] = whole(int64(legs)), whole(int64(seizures))
	if len(ids) > 0 {
		v[CallCount] = whole(int64(len(ids)))
		v[CCRPct] = pct(len(answeredIDs), len(toldIDs))
	}
	if count(func(r *twinRow) bool { return r.tells(cdr.FlagNoAccounts) }) > 0 {
		v[Accounts] = whole(int64(len(accounts)))
	}
	told := count(func(r *twinRow) bool { return r.tells(cdr.FlagNoAnswers) })
	if told > 0 {
		v[Answered] = whole(int64(answered))
	}
	bids := count(func(r *twinRow) bool { return r.seized && r.tells(cdr.FlagNoAnswers) })
	v[ASRPct] = pct(answered, bids)
	v[NERPct] = pct(count(func(r *twinRow) bool {
		return r.seized && r.tells(cdr.FlagNoAnswers|cdr.FlagNoCauses) && (r.answered || r.cause == "USER_BUSY" || r.cause == "NO_USER_RESPONSE" || r.cause == "NO_ANSWER" ||
			r.cause == "CALL_REJECTED" || r.cause == "ORIGINATOR_CANCEL" && r.ringMs >= 0)
	}), count(func(r *twinRow) bool { return r.seized && r.tells(cdr.FlagNoAnswers|cdr.FlagNoCauses) }))
	v[ABRPct] = pct(count(func(r *twinRow) bool { return r.answeredAny }), told)
	v[AbnormalPct] = pct(count(func(r *twinRow) bool {
		return r.tells(cdr.FlagNoCauses) && !slices.Contains(alert.DefaultIgnore(), r.cause)
	}), count(func(r *twinRow) bool { return r.tells(cdr.FlagNoCauses) }))
	v[ShortPct] = pct(count(func(r *twinRow) bool { return r.answered && r.talkMs <= 6000 }), answered)
	v[ACDSec] = ratio(1e-3, uint64(talk), uint64(answered))
	if bids > 0 {
		v[BillSec] = ratio(1, uint64(talk), 1000)
	}
	sip := func(codes ...int64) int {
		return count(func(r *twinRow) bool { return r.seized && slices.Contains(codes, r.sip) })
	}
	invites := count(func(r *twinRow) bool { return r.seized && r.sip >= 0 })
	v[SERPct] = pct(sip(200), invites-sip(302))
	v[SEERPct] = pct(sip(200, 480, 486, 600, 603), invites-sip(302))
	v[ISAPct] = pct(sip(408, 500, 503, 504), invites)
	if n := len(delays); n > 0 {
		slices.Sort(delays)
		sum := int64(0)
		for _, d := range delays {
			sum += d
		}
		v[PDDMeanMs] = Value{Kind: Real, Float: float64(sum) / float64(n)}
		for k, p := range map[KPI]int{PDDP50Ms: 50, PDDP95Ms: 95, PDDP99Ms: 99} {
			rank := 1 // the smallest with at least p percent at or below it
			for 100*rank < p*n {
				rank++
			}
			v[k] = whole(delays[rank-1])
		}
	}
	twinTimes(opt, rows, &v)
	return v
}

// twinTimes are the figures that rest on when a row was up.
func twinTimes(opt *Options, rows []twinRow, v *[NumKPIs]Value) {
	type up struct{ from, to int64 }
	var ups []up
	window := up{1 << 62, 0}
	for _, r := range rows {
		end := micros(r.endMs)
		if v[First].Kind == Undefined || end < v[First].Int {
			v[First] = instant(end)
		}
		if end > v[Last].Int {
			v[Last] = instant(end)
		}
		if r.startMs >= 0 {
			u := up{max(micros(r.startMs), opt.Filter.SinceSec*1e6), end}
			window = up{min(window.from, u.from, u.to), max(window.to, end)}
			ups = append(ups, u)
		}
	}
	if len(ups) == 0 {
		return
	}
	held := func(from, to int64) int64 {
		sum := int64(0)
		for _, u := range ups {
			sum += max(0, min(u.to, to)-max(u.from, from))
		}
		return sum
	}
	for _, u := range ups { // the most are up when one has just come up
		n := int64(0)
		for _, w := range ups {
			if w.from <= u.from && u.from < w.to {
				n++
			}
		}
		if p := v[ConcurrentPeak].Int; n > 0 && (n > p || n == p && u.from < v[ConcurrentPeakTime].Int) {
			v[ConcurrentPeak], v[ConcurrentPeakTime] = whole(n), instant(u.from)
		}
	}
	seconds := map[int64]int64{}
	for _, r := range rows {
		if us := micros(r.startMs); r.startMs >= 0 && us >= opt.Filter.SinceSec*1e6 {
			sec := us / 1e6
			seconds[sec]++
		}
	}
	for sec, n := range seconds {
		if p := v[CPSPeak].Int; n > p || n == p && sec*1e6 < v[CPSPeakTime].Int {
			v[CPSPeak], v[CPSPeakTime] = whole(n), instant(sec*1e6)
		}
	}
	if opt.Filter.SinceSec > 0 {
		window.from = opt.Filter.SinceSec * 1e6
	}
	if opt.Filter.UntilSec > 0 {
		window.to = opt.Filter.UntilSec * 1e6
	}
	if window.from < window.to {
		v[Erlang] = Value{Kind: Real, Float: float64(held(0, 1<<62)) / float64(window.to-window.from)}
	}
	const minute = 60e6
	first := window.from / minute * minute
	for _, u := range ups {
		first = min(first, u.from/minute*minute)
	}
	best := int64(0)
	for m := first; m <= window.to; m += minute {
		if h := held(m, m+60*minute); h > best && held(m, m+minute) > 0 {
			best = h
			v[BusyHour], v[BusyHourErlang] = instant(m), Value{Kind: Real, Float: float64(h) / (60 * minute)}
		}
	}
}
