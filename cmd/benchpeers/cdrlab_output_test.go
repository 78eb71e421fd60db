package main

import (
	"reflect"
	"strings"
	"testing"
)

func TestReadCounts(t *testing.T) {
	const header = "second,cause,account,n\n"
	for _, c := range []struct {
		text string
		want *countsAnswer // nil: an error
	}{
		{header, &countsAnswer{}},
		{header + "1,A,x,2\n1,B,\"x,y\",7\n", &countsAnswer{2, 9, 7}},
		{header + "1,A,x,\n", nil},
		{header + "1\n", &countsAnswer{1, 1, 1}},
		{"cause,n\n", nil},
		{"", nil},
	} {
		got, err := readCounts(strings.NewReader(c.text))
		if c.want == nil != (err != nil) || err == nil && *got != *c.want {
			t.Errorf("%q: %+v, %v; want %+v", c.text, got, err, c.want)
		}
	}
}

func TestReadKPI(t *testing.T) {
	const header = "gateway,legs,asr_pct,pdd_p95_ms,acd_s,pdd_mean_ms,accounts\n"
	got, err := readKPI(strings.NewReader(header + "gw-2,1,,1,2,3,1\ngw-1,10,52.5,900,61.25,410,4\n"))
	want := []gatewayAnswer{{"gw-1", 10, 52.5, 61.25, 410, 900, 4}, {"gw-2", 1, 0, 2, 3, 1, 1}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, %v; want %+v", got, err, want)
	}
	for text, problem := range map[string]string{
		"":                          "no output",
		"gateway,legs\ngw-1,1\n":    "no column asr_pct",
		header + "gw-1,1,x,1,1,1,1": "gw-1: asr_pct",
		header + "gw-1,1\n":         "wrong number of fields",
	} {
		if _, err := readKPI(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), problem) {
			t.Errorf("%q: %v, want %q", text, err, problem)
		}
	}
}

func FuzzReadOutput(f *testing.F) {
	f.Add("second,cause,account,n\n1,A,x,2\n")
	f.Add("gateway," + kpiColumns + "\ngw-1,1,2,3,4,5,6\n")
	f.Add("\"\n,")
	f.Fuzz(func(t *testing.T, text string) {
		if a, err := readCounts(strings.NewReader(text)); err == nil && a.Groups < 0 {
			t.Errorf("%d groups", a.Groups)
		}
		if rows, err := readKPI(strings.NewReader(text)); err == nil && len(rows) > strings.Count(text, "\n")+1 {
			t.Errorf("%d gateways in %q", len(rows), text)
		}
	})
}
