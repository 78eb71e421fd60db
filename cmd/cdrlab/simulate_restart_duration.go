package main

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/simulate/restart/inflight"
)

// planTimes reads the durations.
func (f *restartTrafficFlags) planTimes(p *restartPlan) (err error) {
	if p.downtimes, err = parseSpans("--downtime", f.downtimes); err != nil {
		return err
	}
	if p.drains, err = parseSpans("--drain", f.drains); err != nil {
		return err
	}
	p.main.Downtime, p.main.Drain = p.downtimes[0], p.drains[0]
	for _, d := range []struct {
		flag, text string
		to         *time.Duration
	}{
		{"--ring-limit", f.ringLimit, &p.main.RingLimit}, {"--progress-timeout", f.progressLimit, &p.main.ProgressLimit},
		{"--rtp-timeout", f.rtpTimeout, &p.main.MediaHold},
	} {
		if d.text == "" {
			continue
		}
		if *d.to, err = parseSpan(d.flag, d.text); err != nil {
			return err
		}
	}
	return nil
}

// longestSpan bounds downtimes and the like: beyond it no call waits.
const longestSpan = 24 * time.Hour

// parseSpan reads a duration of 0 or more, fractions of a second included.
func parseSpan(flag, text string) (time.Duration, error) {
	text = strings.TrimSpace(text)
	d, err := time.ParseDuration(text)
	e := &cdr.UsageError{Problem: fmt.Sprintf("%s: %q found, a duration from 0s to 24h wanted", flag, text), Hint: flag + " 5s"}
	if n, bare := strconv.ParseFloat(text, 64); err != nil && bare == nil && n >= 0 {
		e.Problem, e.Hint = fmt.Sprintf("%s: %q found, a unit wanted", flag, text), flag+" "+text+"s"
	}
	if err != nil || d < 0 || d > longestSpan {
		return 0, e
	}
	return d, nil
}

func parseSpans(flag string, list []string) (spans []time.Duration, err error) {
	for _, text := range list {
		d, err := parseSpan(flag, text)
		if err != nil {
			return nil, err
		}
		if slices.Contains(spans, d) {
			return nil, twice(flag, text)
		}
		spans = append(spans, d)
	}
	if len(spans) == 0 {
		return nil, &cdr.UsageError{Problem: flag + ": none given, one or more wanted", Hint: flag + " 5s"}
	}
	return spans, nil
}

// planCallers reads --callers.
func (f *restartTrafficFlags) planCallers(p *restartPlan) error {
	var sum float64
	for _, text := range f.callerKinds {
		kind, share, _ := strings.Cut(strings.TrimSpace(text), "=")
		c := inflight.Caller{Memory: p.main.Timers.Transaction, Share: 1}
		if forgets, ok := strings.CutPrefix(kind, "forgets-"); ok {
			d, err := parseSpan("--callers: forgets", forgets)
			if err != nil {
				return err
			}
			c.Memory = d
		} else if kind != "patient" {
			return &cdr.UsageError{
				Problem: fmt.Sprintf("--callers: %q found, patient or forgets-DURATION wanted", kind), Hint: "--callers patient=80%,forgets-4s=20%",
			}
		}
		if share != "" {
			pct, err := strconv.ParseFloat(strings.TrimSuffix(share, "%"), 64)
			if err != nil || !(pct >= 0 && pct <= 100) || !strings.HasSuffix(share, "%") { // NaN is neither
				return &cdr.UsageError{Problem: fmt.Sprintf("--callers: %q found, a share from 0%% to 100%% wanted", share), Hint: "--callers patient=80%,forgets-4s=20%"}
			}
			c.Share = pct / 100
		}
		sum += c.Share
		p.main.Callers = append(p.main.Callers, c)
	}
	if len(f.callerKinds) > 0 && math.Abs(sum-1) > 1e-6 {
		return &cdr.UsageError{
			Problem: fmt.Sprintf("--callers: the shares add up to %.6g%%, 100%% wanted", 100*sum), Hint: "--callers patient=80%,forgets-4s=20%",
		}
	}
	return nil
}
