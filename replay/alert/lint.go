package alert

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/meter"
)

// Severity says how bad a finding is.
type Severity uint8

const (
	// Error is a threshold that does not do what it was set for.
	Error Severity = iota
	// Warn is one that likely surprises whoever set it.
	Warn
	// Note is worth knowing, and nothing is wrong with it.
	Note
)

var severityNames = []string{"error", "warn", "note"}

// String is "error", "warn" or "note".
func (s Severity) String() string { return severityNames[s] }

// MarshalText implements encoding.TextMarshaler.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// Finding is something about thresholds that does not mean what it seems to.
type Finding struct {
	Severity Severity
	// Code names the kind of finding, see Codes.
	Code string
	// Account is empty for a global threshold, Cause and Metric if the finding
	// is not about one cause or metric.
	Account, Cause, Metric string
	// Threshold is T, per second; nil if the finding is not about one that can
	// be read.
	Threshold *float64
	// Place is where it was set, "file:line" or "file: document id"; empty if
	// it is in no file.
	Place string
	// Message says what is found, without the subject.
	Message string
	// Fix is a value or a command that works; empty if there is none.
	Fix string
	// repair changes a configuration as Fix says; nil if only people can.
	repair func(*Config)
}

// LimitPerSecond is the rate that the average must exceed; nil if the finding
// is not about a threshold that is on.
func (f *Finding) LimitPerSecond() *float64 {
	m, ok := meter.MetricByName(f.Metric)
	if f.Threshold == nil || !ok || *f.Threshold <= 0 {
		return nil
	}
	limit := m.LimitPerSecond(*f.Threshold)
	return &limit
}

// Subject is what the finding is about: "acme: CALL_REJECTED one 0.5".
func (f *Finding) Subject() string {
	words := []string{f.Cause, f.Metric}
	if f.Threshold != nil {
		words = append(words, plain(*f.Threshold))
	}
	text := strings.Join(slices.DeleteFunc(words, func(w string) bool { return w == "" }), " ")
	if f.Account != "" {
		text = f.Account + ": " + text
	}
	return cdr.OneLine(text)
}

// plain is a threshold for people: digits and a point, unless too many.
func plain(t float64) string {
	s := strconv.FormatFloat(t, 'f', -1, 64)
	if len(s) > 20 {
		return strconv.FormatFloat(t, 'g', -1, 64)
	}
	return s
}

// Entry is one stored threshold that is on, or meant to be.
type Entry struct {
	// Account is empty for a global threshold.
	Account, Cause string
	Metric         meter.Metric
	// Threshold is T, per second; 0 if it is not Readable.
	Threshold float64
	Readable  bool
	Place     string
}

// finding is a finding about the entry.
func (e *Entry) finding(severity Severity, code, format string, args ...any) Finding {
	f := Finding{
		Severity: severity, Code: code, Account: e.Account, Cause: e.Cause, Metric: e.Metric.String(),
		Place: e.Place, Message: cdr.OneLine(fmt.Sprintf(format, args...)),
	}
	if e.Readable {
		t := e.Threshold
		f.Threshold = &t
	}
	return f
}

// Inspection is what sources of thresholds come to.
type Inspection struct {
	Config *Config
	// Entries are all stored thresholds that are on or cannot be read, global
	// ones first, by account, cause and metric.
	Entries []Entry
	// Findings are in the order of Sort.
	Findings []Finding
	// Remarks are those of Load.
	Remarks []string
}

// Inspect reads sources as Load does and reports every finding that follows
// from them alone. The error is a *cdr.DataError.
func Inspect(sources []Source, opt Options) (*Inspection, error) {
	d, c, err := read(sources, opt)
	if err != nil {
		return nil, err
	}
	in := &Inspection{Config: c, Entries: d.entries(), Findings: d.findings, Remarks: remarks(d.findings)}
	for i := range in.Entries {
		e := &in.Entries[i]
		if e.Readable && e.Account == "" && slices.Contains(c.Checked(), e.Cause) {
			in.Findings = append(in.Findings, oneEvent(e)...)
		}
	}
	Sort(in.Findings)
	return in, nil
}

// Sort orders findings by severity, account (global ones first), cause, metric,
// code and place.
func Sort(findings []Finding) {
	slices.SortStableFunc(findings, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Severity, b.Severity), cmp.Compare(a.Account, b.Account), cmp.Compare(a.Cause, b.Cause),
			cmp.Compare(metricOrder(a.Metric), metricOrder(b.Metric)), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Place, b.Place))
	})
}

// metricOrder puts what is about no metric first.
func metricOrder(name string) int {
	m, ok := meter.MetricByName(name)
	if !ok {
		return -1
	}
	return int(m)
}
