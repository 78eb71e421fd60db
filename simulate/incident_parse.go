package simulate

import (
	"strconv"
	"strings"
	"time"
)

// incidentKeys are the keys of an incident's text; the first three must be there.
var incidentKeys = []string{"cause", "at", "for", "gateway", "account", "share", "rate"}

const incidentNeeds = 3

// ParseIncident reads an incident from KEY=VALUE pairs with commas between:
//
//	cause=PROGRESS_TIMEOUT,gateway=carrier-3,at=3h10m,for=25m,share=0.9
//
// cause, at and for must be there. gateway and account (its place by size,
// from 1) narrow it; share is 1 if absent; rate are more calls per second.
// The error is a *cdr.UsageError.
func ParseIncident(s string) (Incident, error) {
	in := Incident{Share: 1}
	seen := map[string]bool{}
	for pair := range strings.SplitSeq(s, ",") {
		key, value, found := strings.Cut(strings.TrimSpace(pair), "=")
		if !found {
			return Incident{}, wrong("incident", "%q is not KEY=VALUE", pair)
		}
		if seen[key] {
			return Incident{}, wrong("incident", "%s is given twice", key)
		}
		seen[key] = true
		if err := in.set(key, value); err != nil {
			return Incident{}, err
		}
	}
	for _, key := range incidentKeys[:incidentNeeds] {
		if !seen[key] {
			return Incident{}, wrong("incident", "%q has no %s", s, key)
		}
	}
	if err := in.check(); err != nil {
		return Incident{}, err
	}
	return in, nil
}

func (in *Incident) set(key, value string) (err error) {
	switch key {
	case "cause":
		in.Cause = value
	case "gateway":
		in.Gateway = value
		if value == "" {
			return wrong("incident gateway", "it is empty")
		}
	case "account":
		in.Account, err = strconv.Atoi(value)
		if err != nil || in.Account == 0 {
			return wrong("incident account", "%q is not a number from 1, the largest", value)
		}
	case "at":
		in.At, err = parseDuration("at", value)
	case "for":
		in.For, err = parseDuration("for", value)
	case "share":
		in.Share, err = parseNumber("share", value)
	case "rate":
		in.RatePerSec, err = parseNumber("rate", value)
	default:
		return unknown("incident", key, "a key of an incident", incidentKeys)
	}
	return err
}

func parseDuration(key, value string) (time.Duration, error) {
	d, err := time.ParseDuration(value)
	if err != nil {
		return 0, wrong("incident "+key, "%q is not a time such as 25m or 1h30m", value)
	}
	return d, nil
}

func parseNumber(key, value string) (float64, error) {
	x, err := strconv.ParseFloat(value, 64)
	if err != nil {
		return 0, wrong("incident "+key, "%q is not a number", value)
	}
	return x, nil
}
