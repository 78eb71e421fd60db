package main

import "testing"

func TestGrouped(t *testing.T) {
	for n, want := range map[uint64]string{0: "0", 999: "999", 1000: "1,000", 412118: "412,118", 1234567890: "1,234,567,890"} {
		if got := grouped(n); got != want {
			t.Errorf("%d: %s, want %s", n, got, want)
		}
	}
}

func TestShort(t *testing.T) {
	for _, c := range []struct {
		x    float64
		want string
	}{
		{0, "0"}, {30, "30"}, {73.4, "73"}, {8.64, "8.6"}, {9.96, "10"}, {9.94, "9.9"}, {0.21, "0.21"}, {0.0123, "0.012"},
		{43200, "43,200"}, {1, "1"}, {2.5, "2.5"}, {3e-5, "3e-05"}, {4.5e22, "4.5e+22"},
	} {
		if got := short(c.x); got != c.want {
			t.Errorf("%v: %s, want %s", c.x, got, c.want)
		}
	}
}

func TestPercent(t *testing.T) {
	for x, want := range map[float64]string{0: "0%", 0.001: "under 1%", 0.5: "50%", 0.937: "94%", 0.999: "over 99%", 1: "100%"} {
		if got := percent(x); got != want {
			t.Errorf("%v: %s, want %s", x, got, want)
		}
	}
}

func TestParseSize(t *testing.T) {
	for text, want := range map[string]int64{
		"1GB": 1e9, "1 GB": 1e9, "512MB": 512e6, "64MiB": 64 << 20, "2g": 2e9, "1.5kb": 1500, "4096": 4096, "10B": 10,
	} {
		if got, err := parseSize("--memory", text); err != nil || got != want {
			t.Errorf("%q: %d, %v, want %d", text, got, err, want)
		}
	}
	for _, text := range []string{"", "0", "-1GB", "GB", "lots", "1XB", "NaN", "1e30GB"} {
		if got, err := parseSize("--memory", text); err == nil {
			t.Errorf("%q: %d, want an error", text, got)
		}
	}
}

func TestParseRejectLimit(t *testing.T) {
	if l, err := parseRejectLimit("--max-rejects", "5%"); err != nil || l.Percent != 5 {
		t.Errorf("5%%: %+v, %v", l, err)
	}
	if l, err := parseRejectLimit("--max-rejects", "20"); err != nil || l.Rows != 20 || l.Percent >= 0 {
		t.Errorf("20: %+v, %v", l, err)
	}
	for _, text := range []string{"", "%", "-1", "101%", "-1%", "NaN%", "1.5"} {
		if l, err := parseRejectLimit("--max-rejects", text); err == nil {
			t.Errorf("%q: %+v, want an error", text, l)
		}
	}
}
