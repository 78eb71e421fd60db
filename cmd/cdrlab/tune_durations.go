package main

import (
	"fmt"
	"strings"
)

// times is "once" or "5 times".
func times(n uint64) string {
	if n == 1 {
		return "once"
	}
	return grouped(n) + " times"
}

// spanWords is a time in whole weeks, days, hours or minutes.
func spanWords(sec int64) string {
	for _, u := range []struct {
		name string
		sec  int64
	}{{"week", 7 * 86400}, {"day", 86400}, {"hour", 3600}} {
		tenths := (10*sec + u.sec/2) / u.sec
		switch {
		case tenths < 15:
		case tenths >= 100 || tenths%10 == 0:
			return plural(uint64((tenths+5)/10), u.name)
		default:
			return fmt.Sprintf("%d.%d %ss", tenths/10, tenths%10, u.name)
		}
	}
	return plural(uint64(sec/60), "minute")
}

// durationWords is "1m50s", "9m" or "2h5m".
func durationWords(sec int64) string {
	h, m, s := sec/3600, sec%3600/60, sec%60
	var b strings.Builder
	if h > 0 {
		fmt.Fprintf(&b, "%dh", h)
	}
	if m > 0 {
		fmt.Fprintf(&b, "%dm", m)
	}
	if (s > 0 && h == 0) || b.Len() == 0 {
		fmt.Fprintf(&b, "%ds", s)
	}
	return b.String()
}
