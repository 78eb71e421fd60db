package cdr

import "testing"

func TestDerive(t *testing.T) {
	const sec = 1_000_000
	type answer struct {
		value    int64
		negative bool
		ok       bool
	}
	start := func(end, duration int64) answer { us, ok := StartOf(end, duration); return answer{us, false, ok} }
	end := func(start, duration int64) answer { us, ok := EndOf(start, duration); return answer{us, false, ok} }
	talked := func(start, end, talk int64) answer {
		us, ok := AnswerOf(start, end, talk)
		return answer{us, false, ok}
	}
	span := func(from, to int64) answer { ms, negative, ok := SpanOf(from, to); return answer{ms, negative, ok} }
	const now = 1_773_151_200 * sec
	for _, c := range []struct {
		name      string
		got, want answer
	}{
		{"start", start(now, 42_500), answer{now - 42_500_000, false, true}},
		{"the first start", start(MinTimeUs+sec, 1000), answer{MinTimeUs, false, true}},
		{"a start before it", start(MinTimeUs+sec, 1001), answer{MinTimeUs - 1000, false, false}},
		{"end", end(now, 42_500), answer{now + 42_500_000, false, true}},
		{"the last end", end(MaxTimeUs-sec, 999), answer{MaxTimeUs - 1000, false, true}},
		{"an end behind it", end(MaxTimeUs-sec, 1000), answer{MaxTimeUs, false, false}},
		{"answer", talked(now-9*sec, now, 5000), answer{now - 5*sec, false, true}},
		{"billing rounded up", talked(now-4500_000, now, 5000), answer{now - 4500_000, false, true}},
		{"no start known", talked(0, now, 5000), answer{now - 5*sec, false, true}},
		{"an answer in the first day of 1970", talked(0, MinTimeUs, 1), answer{MinTimeUs - 1000, false, false}},
		{"span, rounded down", span(now, now+1_999_999), answer{1999, false, true}},
		{"none", span(now, now), answer{0, false, true}},
		{"clock set back", span(now, now-1), answer{0, true, true}},
		{"the longest", span(MinTimeUs, MinTimeUs+MaxDurationMs*1000), answer{MaxDurationMs, false, true}},
		{"longer", span(MinTimeUs, MinTimeUs+MaxDurationMs*1000+1), answer{MaxDurationMs, false, false}},
	} {
		if c.got != c.want {
			t.Errorf("%s: %+v, want %+v", c.name, c.got, c.want)
		}
	}
}
