package tune

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay"
	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/count"
	"github.com/cdrlab/cdrlab/replay/meter"
)

func TestOptionsRefused(t *testing.T) {
	run := replay.Options{Since: 1000, Until: 5000, ReportSince: 2000}
	for _, c := range []struct {
		opt  Options
		want string
	}{
		{Options{Incidents: []Incident{{Name: "INC-1", Start: 1500, End: 1500}}}, "incident INC-1 ends at 1970-01-01T00:25:00Z"},
		{Options{GraceSec: -1}, "a grace of -1 s"},
		{Options{CutSec: 2000}, "the cut at 1970-01-01T00:33:20Z is not inside"},
		{Options{CutSec: 5000}, "is not inside"},
		{Options{CutSec: 3000, Alerts: true}, "alerts are counted over the whole period"},
		{Options{Accounts: []string{"a"}}, "need their meters checked"},
	} {
		_, err := NewCurves(context.Background(), &count.Set{}, anyConfig, run, c.opt)
		var usage *cdr.UsageError
		if !errors.As(err, &usage) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: %v, want %s", c.opt, err, c.want)
		}
	}
	run.Until = 500
	if _, err := NewCurves(context.Background(), &count.Set{}, anyConfig, run, Options{}); err == nil {
		t.Error("a run that ends before it begins is accepted")
	}
	if _, err := Evaluate(context.Background(), &count.Set{}, anyConfig, run, Options{GraceSec: -1}, nil); err == nil {
		t.Error("Evaluate accepts a negative grace")
	}
}

// TestWithoutEvents: causes without events have curves and evaluations, too.
func TestWithoutEvents(t *testing.T) {
	run := replay.Options{Since: 1000, Until: 5000}
	opt := Options{Incidents: []Incident{{Name: "INC", Start: 1500, End: 1600}}, Alerts: true}
	c, err := NewCurves(context.Background(), &count.Set{}, anyConfig, run, opt)
	if err != nil || len(c.Curves) != 2*meter.NumMetrics {
		t.Fatalf("%d curves, %v", len(c.Curves), err)
	}
	for i := range c.Curves {
		if o := c.Curves[i].At(0.5); o.Firings != 0 || o.Incidents != 1 || o.Detected != 0 {
			t.Errorf("%+v", o)
		}
	}
	e, err := Evaluate(context.Background(), &count.Set{}, anyConfig, run, opt, map[string][]meter.Values{testCauses[0]: {{0.5}}, "OTHER": {{1}}})
	if err != nil || len(e.Evaluations) != 1 || e.Evaluations[testCauses[0]][0].Incidents != 1 {
		t.Errorf("%+v, %v", e, err)
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	run := replay.Options{Since: 1000, Until: 5000}
	if _, err := NewCurves(ctx, &count.Set{}, anyConfig, run, Options{Alerts: true}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if _, err := Evaluate(ctx, &count.Set{}, anyConfig, run, Options{}, nil); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
