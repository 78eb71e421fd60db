package plot

import (
	"math"
	"strings"
	"testing"

	"gonum.org/v1/plot/vg"

	"github.com/cdrlab/cdrlab/replay/meter"
)

func TestThousands(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "0": "0", "999": "999", "1000": "1,000", "43200": "43,200", "123456": "123,456",
		"1234567.8901": "1,234,567.8901", "-1000": "-1,000", "-999.5": "-999.5", "0.0001": "0.0001",
	} {
		if got := thousands(in); got != want {
			t.Errorf("%q: %s, want %s", in, got, want)
		}
	}
}

func TestQuantity(t *testing.T) {
	for _, test := range []struct {
		v    float64
		want string
	}{
		{0, "0"}, {30, "30"}, {8.64, "8.64"}, {8.6449, "8.64"}, {73.24, "73.2"}, {99.94, "99.9"}, {99.96, "100"},
		{150, "150"}, {9.999, "10"}, {43200, "43,200"}, {1e9, "1,000,000,000"}, {6e16, "6e+16"},
		{0.0864, "0.0864"}, {0.00012345, "0.000123"}, {1e-7, "1e-07"}, {1e-300, "1e-300"}, {100, "100"}, {1, "1"},
	} {
		if got := quantity(test.v); got != test.want {
			t.Errorf("%v: %s, want %s", test.v, got, test.want)
		}
	}
}

func TestPercent(t *testing.T) {
	for part, want := range map[float64]string{0.7: "70%", 0.1366: "14%", 0.99999: "100%", 0.00123: "0.123%", 25: "2,500%"} {
		if got := percent(part); got != want {
			t.Errorf("%v: %s, want %s", part, got, want)
		}
	}
}

func TestLimitLabel(t *testing.T) {
	for _, test := range []struct {
		metric    meter.Metric
		threshold float64
		want      string
	}{
		{meter.One, 0.5, "one 0.5 = 30/min"},
		{meter.Five, 0.1, "five 0.1 = 30/min"},
		{meter.Fifteen, 0.07, "fifteen 0.07 = 63/min"},
		{meter.Day, 0.5, "day 0.5 = 43,200/min"},
		{meter.Day, 0.0001, "day 0.0001 = 8.64/min"},
		{meter.Day, 0.00001, "day 0.00001 = 0.864/min"},
		{meter.One, 1e-30, "one 1e-30 = 6e-29/min"},
		{meter.One, 2e6, "one 2000000 = 120,000,000/min"},
	} {
		if got := limitLabel(test.metric, test.metric.LimitPerSecond(test.threshold)); got != test.want {
			t.Errorf("%v %v: %s, want %s", test.metric, test.threshold, got, test.want)
		}
	}
}

func TestFit(t *testing.T) {
	plain := lettering{size: 13, color: inkColor}
	for _, text := range []string{"", "short", longText, strings.Repeat("W", 500), strings.Repeat("é ", 300)} {
		for _, room := range []vg.Length{0, 5, 12, 80, 400, 1e6} {
			got := fit(plain, text, room)
			if plain.width(got) > room {
				t.Errorf("%.20q in %v: %q is %v wide", text, room, got, plain.width(got))
			}
			if got != text && got != "" && !strings.HasSuffix(got, "…") {
				t.Errorf("%.20q in %v: %q hides that it was cut", text, room, got)
			}
		}
	}
	if got, want := fit(plain, "a\x00b\xffc\n", math.MaxInt), "a\uFFFDb\uFFFDc\uFFFD"; got != want {
		t.Errorf("unprintable: %q, want %q", got, want)
	}
}

func TestValueTicks(t *testing.T) {
	for _, test := range []struct {
		top    float64
		wanted int
		whole  bool
		want   string
	}{
		{58, 6, false, "0 10 20 30 40 50"},
		{13, 6, false, "0 5 10"},
		{1.08, 6, false, "0.0 0.2 0.4 0.6 0.8 1.0"},
		{0.000108, 6, false, "0.00000 0.00002 0.00004 0.00006 0.00008 0.00010"},
		{1.1, 3, true, "0 1"},
		{2.2, 3, true, "0 1 2"},
		{60, 3, true, "0 20 40 60"},
		{46656, 6, false, "0 10,000 20,000 30,000 40,000"},
		{6.5e16, 6, false, "0 2e+16 4e+16 6e+16"},
		{1e-6, 6, false, "0 2e-07 4e-07 6e-07 8e-07 1e-06"},
	} {
		var labels []string
		for i, tick := range valueTicks(test.top, test.wanted, test.whole) {
			labels = append(labels, tick.label)
			if tick.value > test.top || (i == 0) != (tick.value == 0) {
				t.Errorf("to %v: tick %d at %v", test.top, i, tick.value)
			}
		}
		if got := strings.Join(labels, " "); got != test.want {
			t.Errorf("to %v: %s, want %s", test.top, got, test.want)
		}
		if len(labels) > test.wanted+1 {
			t.Errorf("to %v: %d ticks, wanted %d steps", test.top, len(labels), test.wanted)
		}
	}
}
