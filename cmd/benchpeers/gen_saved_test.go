package main

import (
	"context"
	"testing"

	"github.com/cdrlab/cdrlab/replay"
	"github.com/cdrlab/cdrlab/replay/alert"
)

func TestSavedTrafficFiresAsItSays(t *testing.T) {
	for name, s := range map[string]savedTraffic{"month": savedMonth(7), "accounts": savedAccounts(500)} {
		cfg, _, err := alert.Load([]alert.Source{{Name: "t.yaml", Data: []byte(s.thresholds)}}, alert.Options{})
		if err != nil {
			t.Fatal(err)
		}
		start := replay.Second(firstSecond)
		opt := replay.Options{Since: start, Until: replay.Second(s.set.Last) + 65, AppStart: &start, CheckAccounts: name == "accounts"}
		result, err := replay.Run(context.Background(), s.set, cfg, opt)
		if err != nil {
			t.Fatal(err)
		}
		got := replayAnswer{int64(s.set.Events()), len(result.Firings)}
		if got != s.answer || got.Firings == 0 {
			t.Errorf("%s: %+v, want %+v", name, got, s.answer)
		}
		for i := 1; i < len(s.set.Groups); i++ {
			if a, b := s.set.Groups[i-1], s.set.Groups[i]; a.Second > b.Second || a == b {
				t.Fatalf("%s: group %d is not after the one before", name, i)
			}
		}
	}
}
