package main

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/cdrlab/cdrlab/analyze/falsealarm"
	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/meter"
)

// chanceFlags ask, without any INPUT, how long a steady stream of events stays
// below a threshold.
type chanceFlags struct {
	rate, threshold float64
	metric, start   string
	group           flagGroup
}

// chanceStarts are the states a question may begin in.
var chanceStarts = []string{
	falsealarm.Steady.String(), falsealarm.AtRate.String(), falsealarm.Cold.String(),
	falsealarm.ColdEvent.String(), falsealarm.ColdEventAnyPhase.String(),
}

func newChanceFlags() *chanceFlags {
	f := &chanceFlags{group: newGroup("Flags without INPUT")}
	s := f.group.flags
	s.Float64Var(&f.rate, "rate", 0, "events come at random, `R` a second on average")
	s.StringVar(&f.metric, "metric", "one", "`NAME` of the average: one, five, fifteen or day")
	s.Float64Var(&f.threshold, "threshold", 0, "the threshold `T` that is set on it")
	s.StringVar(&f.start, "start", chanceStarts[0], "`STATE` of the average at first: "+orList(chanceStarts))
	return f
}

// given tells whether any of the flags is.
func (f *chanceFlags) given(flags *pflag.FlagSet) bool {
	any := false
	f.group.flags.VisitAll(func(g *pflag.Flag) { any = any || flags.Changed(g.Name) })
	return any
}

// check reports flags that cannot be meant together.
func (f *chanceFlags) check(cmd *cobra.Command, output *outputFlags, paths []string) error {
	const example = "cdrlab tune --rate 0.1 --metric one --threshold 0.2"
	if len(paths) > 0 {
		return &cdr.UsageError{Problem: "tune: --rate, --metric, --threshold and --start are for a run without INPUT, which is given", Hint: example}
	}
	for _, need := range []string{"rate", "threshold"} {
		if !cmd.Flags().Changed(need) {
			return &cdr.UsageError{Problem: "--" + need + ": needed without INPUT", Hint: example}
		}
	}
	var other string
	cmd.Flags().Visit(func(g *pflag.Flag) {
		if title := g.Annotations["group"]; len(title) > 0 && title[0] != f.group.title && title[0] != output.group.title {
			other = g.Name
		}
		switch g.Name {
		case "curve", "plot", "emit", "verbose":
			other = g.Name
		}
	})
	if other != "" {
		return &cdr.UsageError{Problem: "--" + other + ": needs INPUT, which a run with --rate has not", Hint: example}
	}
	return nil
}

// chance is the question and its answer.
type chance struct {
	model     falsealarm.Model
	threshold float64
	start     falsealarm.Start
	law       *falsealarm.Law
}

func (f *chanceFlags) resolve() (*chance, error) {
	m, ok := meter.MetricByName(f.metric)
	if !ok {
		return nil, unknownWord("--metric", f.metric, []string{"one", "five", "fifteen", "day"})
	}
	if err := oneOf("--start", f.start, chanceStarts...); err != nil {
		return nil, err
	}
	c := &chance{model: falsealarm.Model{Metric: m, RatePerSec: f.rate}, threshold: f.threshold}
	for c.start.String() != f.start {
		c.start++
	}
	var err error
	if c.law, err = c.model.TimeToAlarm(c.threshold, c.start); err != nil {
		return nil, &cdr.UsageError{Problem: "tune: " + err.Error(), Hint: "cdrlab tune --rate 0.1 --metric one --threshold 0.2"}
	}
	return c, nil
}

// runChance answers without any traffic.
func (f *tuneFlags) runChance(con *console, cmd *cobra.Command, paths []string, format string) error {
	if err := f.chance.check(cmd, f.output, paths); err != nil {
		return err
	}
	c, err := f.chance.resolve()
	if err != nil {
		return err
	}
	out := &outputs{}
	defer out.abort()
	file, err := out.answer(f.output.path)
	if err != nil {
		return err
	}
	var answer bytes.Buffer
	if format == "json" {
		e := jsonLines(&answer)
		e.SetIndent("", "  ")
		if err := e.Encode(c.doc()); err != nil {
			return err
		}
	} else {
		fmt.Fprintln(&answer, strings.Join(c.lines(), "\n"))
	}
	return con.deliver(out, file, whole(&answer))
}

// chanceDoc is the JSON of a run without INPUT.
type chanceDoc struct {
	RatePerSecond  float64 `json:"rate_per_second"`
	Metric         string  `json:"metric"`
	Threshold      float64 `json:"threshold"`
	LimitPerSecond float64 `json:"limit_per_second"`
	LimitPerMinute float64 `json:"limit_per_minute"`
	Start          string  `json:"start"`
	MeanMinutes    float64 `json:"mean_minutes"`
	// MoreThan: the mean is more than mean_minutes, beyond what can be told.
	MoreThan       bool    `json:"more_than"`
	ErrorMinutes   float64 `json:"error_minutes"`
	MedianMinutes  int64   `json:"median_minutes"`
	P05Minutes     int64   `json:"p05_minutes"`
	P95Minutes     int64   `json:"p95_minutes"`
	HazardPerCheck float64 `json:"hazard_per_check"`
	Model          string  `json:"model"`
}

// chanceModel says what is taken for granted.
const chanceModel = "independent events at a steady rate (Poisson), KAZOO's averages, a check each 60 s"

func (c *chance) doc() *chanceDoc {
	limit := c.model.Metric.LimitPerSecond(c.threshold)
	return &chanceDoc{
		RatePerSecond: c.model.RatePerSec, Metric: c.model.Metric.String(), Threshold: c.threshold,
		LimitPerSecond: limit, LimitPerMinute: 60 * limit, Start: c.start.String(),
		MeanMinutes: significant(c.law.MeanMinutes), MoreThan: c.law.More, ErrorMinutes: significant(c.law.ErrorMinutes),
		MedianMinutes: c.law.Quantile(0.5), P05Minutes: c.law.Quantile(0.05), P95Minutes: c.law.Quantile(0.95),
		HazardPerCheck: significant(c.law.HazardPerCheck), Model: chanceModel,
	}
}

// startWords say what the average is like at first.
var startWords = map[falsealarm.Start]string{
	falsealarm.Steady:            "from the steady state",
	falsealarm.AtRate:            "from an average of just the rate",
	falsealarm.Cold:              "from a new meter",
	falsealarm.ColdEvent:         "from a meter born by an event",
	falsealarm.ColdEventAnyPhase: "from a meter born by an event, at any check clock",
}

func (c *chance) lines() []string {
	d := c.doc()
	mean := fmt.Sprintf("%v min (%s)", d.MeanMinutes, spanOf(d.MeanMinutes))
	bound := fmt.Sprintf("numerical error at most %v min", d.ErrorMinutes)
	if d.MoreThan {
		mean = fmt.Sprintf("more than %v min (%s)", d.MeanMinutes, spanOf(d.MeanMinutes))
		bound = "beyond that no number means anything"
	}
	return []string{
		fmt.Sprintf("%s %s (%s/min) fires for nothing after %s on average, %s.",
			d.Metric, threshold(d.Threshold), perMin(d.LimitPerSecond), mean, startWords[c.start]),
		fmt.Sprintf("Bound: %s. One such wait in 20 is over after %s min,", bound, grouped(uint64(d.P05Minutes))),
		fmt.Sprintf("half after %s, 19 in 20 after %s. Later each check fires with chance %v.",
			grouped(uint64(d.MedianMinutes)), grouped(uint64(d.P95Minutes)), d.HazardPerCheck),
		fmt.Sprintf("Start: %s. Model: %v events a second (%s/min):", d.Start, d.RatePerSecond, perMin(d.RatePerSecond)),
		chanceModel + ".",
		"Recorded traffic is rarely that regular: cdrlab tune INPUT... holds the model against it.",
	}
}

// spanOf is a time in the unit that a person would take.
func spanOf(minutes float64) string {
	for _, u := range []struct {
		name    string
		minutes float64
	}{{"year", 365.25 * 24 * 60}, {"week", 7 * 24 * 60}, {"day", 24 * 60}, {"hour", 60}} {
		if n := minutes / u.minutes; n >= 2 {
			return short(n) + " " + u.name + "s"
		}
	}
	return durationWords(int64(minutes * float64(time.Minute/time.Second)))
}
