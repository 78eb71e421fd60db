package main

import (
	"bytes"
	"strings"
	"testing"
)

const demoFolder = "../../testdata/demo"

// analyzed is the CSV of an analysis of the demo traffic.
func analyzed(t *testing.T, input string, flags ...string) string {
	t.Helper()
	var stdout, stderr bytes.Buffer
	args := append([]string{"analyze", demoFolder + "/" + input, "--format", "csv", "--quiet"}, flags...)
	if status := run(args, strings.NewReader(""), &stdout, &stderr); status != exitFine {
		t.Fatalf("exit status %d: %s", status, stderr.String())
	}
	return stdout.String()
}

// The demo traffic as Parquet and as KAZOO's CSV downloads: what both can
// carry gives the same figures.
func TestAnalyzeDemoBothForms(t *testing.T) {
	for _, flags := range [][]string{
		{"--by", "account,cause", "--kpi", "legs,calls,seizures,answered,asr_pct,abr_pct,ccr_pct,abnormal_pct,accounts"},
		{"--by", "direction,prefix:2", "--kpi", "legs,answered,abnormal_pct"},
		{"--population", "calls", "--by", "account", "--kpi", "legs,calls,seizures,answered,asr_pct"},
	} {
		parquet := analyzed(t, "traffic.parquet", flags...)
		if kazoo := analyzed(t, "kazoo", flags...); kazoo != parquet {
			t.Errorf("%v: as Parquet\n%s\nas KAZOO's CSV\n%s", flags, parquet, kazoo)
		}
	}
}

// The carrier of the incident stands out.
func TestAnalyzeDemoIncident(t *testing.T) {
	got := analyzed(t, "traffic.parquet", "--by", "gateway", "--kpi", "legs,asr_pct,abnormal_pct", "--sort", "abnormal_pct", "--top", "1")
	if want := "gateway,legs,asr_pct,abnormal_pct\ncarrier-3,938,14.9254,82.0896\n"; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}
