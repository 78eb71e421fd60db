package regress

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/cdrlab/cdrlab/replay"
	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/meter"
)

const savedHint = `a result as "cdrlab replay -o FILE.json" or "cdrlab check --update" saves it`

// Parse reads the JSON of a replay. It is strict: a key that is unknown,
// missing or there twice, and a firing that no replay can have, are errors.
// Only a key "version" may be there, and says nothing. file is the name for
// the places of errors, which are *cdr.DataError.
func Parse(file string, data []byte) (*Saved, error) {
	root, err := parseJSON(file, bytes.TrimPrefix(data, []byte("\ufeff")), savedHint)
	if err != nil {
		return nil, err
	}
	root.drop("version")
	d := &decoder{file: file, hint: savedHint, instant: utc}
	s := &Saved{}
	if err := d.value(reflect.ValueOf(s).Elem(), root, ""); err != nil {
		return nil, err
	}
	if problem := s.check(); problem != "" {
		return nil, &cdr.DataError{Place: file, Problem: problem, Hint: savedHint}
	}
	return s, nil
}

// utc reads a time as results have it.
func utc(field, text string) (s replay.Second, err error) {
	t, err := time.Parse(time.RFC3339, text)
	if err != nil || t.Nanosecond() != 0 {
		return 0, fmt.Errorf("%s: %q found, whole seconds as RFC 3339 wanted", field, brief(text))
	}
	return replay.Second(t.Unix()), nil
}

// IsSaved tells by its content whether a file is meant as the JSON of a
// replay, if only a part of one.
func IsSaved(data []byte) bool {
	dec := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff"))))
	if open, err := dec.Token(); err != nil || open != json.Delim('{') {
		return false
	}
	known, _ := fieldsOf(reflect.TypeFor[Saved]())
	key, err := dec.Token()
	name, _ := key.(string)
	_, ok := known[name]
	return err == nil && (ok || name == "version")
}

// check names what no replay can have saved; "" if there is nothing.
func (s *Saved) check() string {
	if len(s.Input.CountsSHA256) != 64 || strings.Trim(s.Input.CountsSHA256, "0123456789abcdef") != "" {
		return fmt.Sprintf("input.counts_sha256: %q found, 64 hexadecimal digits wanted", s.Input.CountsSHA256)
	}
	last := map[meterName]replay.Second{}
	for i := range s.Firings {
		f := &s.Firings[i]
		if problem := checkFiring(f); problem != "" {
			return fmt.Sprintf("firings[%d].%s", i, problem)
		}
		if i > 0 && f.Start < s.Firings[i-1].Start {
			return fmt.Sprintf("firings[%d].start: %s found, one not before the firing above wanted", i, f.Start)
		}
		if end, ok := last[nameOf(f)]; ok && f.Start < end {
			return fmt.Sprintf("firings[%d].start: %s found, inside another firing of %s until %s", i, f.Start, f.Cause, end)
		}
		last[nameOf(f)] = f.End
	}
	return ""
}

// checkFiring is check for one firing.
func checkFiring(f *replay.Firing) string {
	for _, name := range append(slices.Clone(f.Metrics), f.Peak.Metric) {
		if _, ok := meter.MetricByName(name); !ok {
			return fmt.Sprintf("metrics: %q found, one, five, fifteen or day wanted", name)
		}
	}
	switch {
	case f.End <= f.Start:
		return fmt.Sprintf("end: %s found, a time after start %s wanted", f.End, f.Start)
	case f.Cut != "" && f.Cut != replay.CutRestart && f.Cut != replay.CutData:
		return fmt.Sprintf("cut: %q found, null, %q or %q wanted", f.Cut, replay.CutRestart, replay.CutData)
	case f.Checks < 1 || f.ChecksMin < 0 || f.ChecksMin > f.Checks:
		return fmt.Sprintf("checks: %d found, at least 1 and checks_min %d wanted", f.Checks, f.ChecksMin)
	case f.Phases.Fired < 1 || f.Phases.Fired > f.Phases.Of:
		return fmt.Sprintf("phases: %d of %d found, 1 or more, of as many, wanted", f.Phases.Fired, f.Phases.Of)
	}
	return ""
}

// sortedKeys are the keys of a map in order.
func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
