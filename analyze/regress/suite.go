package regress

import (
	"bytes"
	"fmt"
	"reflect"
	"time"

	"github.com/cdrlab/cdrlab/replay"
	"github.com/cdrlab/cdrlab/replay/cdr"
)

const suiteHint = "cases: [{name: ..., input: ..., thresholds: ..., must_fire: [{cause: ..., from: ..., to: ...}]}]"

// SuiteOptions say how times are read. Both get the name of the field for the
// message of their error.
type SuiteOptions struct {
	// Instant reads a time: RFC 3339, or a wall clock time in a zone it knows.
	Instant func(field, text string) (replay.Second, error)
	// Duration reads a length of time, such as 5m.
	Duration func(field, text string) (time.Duration, error)
}

// Suite is a list of cases, each a replay and what is expected of it.
type Suite struct {
	Cases []Case `json:"cases"`
}

// Case is one replay. Paths are as written, relative to the suite's file.
type Case struct {
	Name string `json:"name"`
	// Input and Thresholds are files as the command line takes them.
	Input      OneOrMore `json:"input"`
	Thresholds OneOrMore `json:"thresholds,omitempty"`
	// AppStart is when the application started; nil tries all check clocks.
	AppStart *replay.Second `json:"app_start,omitempty"`
	// Baseline is a saved result that must not differ.
	Baseline string `json:"baseline,omitempty"`
	// MustFire and MustNotFire are what has to fire, or must not.
	MustFire    Expectations `json:"must_fire,omitempty"`
	MustNotFire Expectations `json:"must_not_fire,omitempty"`
	// Incidents is a file of labelled incidents; each has to be detected.
	Incidents string `json:"incidents,omitempty"`
	// DetectWithin is how soon; nil is any time in the incident's window.
	DetectWithin *time.Duration `json:"detect_within,omitempty"`
	// MaxFalseFirings bounds the firings of no incident; nil does not.
	MaxFalseFirings *Allowance `json:"max_false_firings,omitempty"`
	// Line is where the case begins.
	Line int `json:"-"`
}

// OneOrMore is a list of texts, or one text alone.
type OneOrMore []string

// Expectations are a list of expectations, or one alone.
type Expectations []Expectation

// Expectation is about firings of a cause that meet [From, To); nil is open.
// It may be written as the cause alone.
type Expectation struct {
	Cause string `json:"cause"`
	// Account is whose meter; empty is any, the global one included.
	Account string         `json:"account,omitempty"`
	From    *replay.Second `json:"from,omitempty"`
	To      *replay.Second `json:"to,omitempty"`
	// Line is where it stands.
	Line int `json:"-"`
}

// ParseSuite reads a suite from a file's bytes, YAML with the keys of Suite. It
// is strict: unknown keys, two cases of one name, a case that expects nothing
// are errors. They are *cdr.DataError with file, line and column.
func ParseSuite(file string, data []byte, opt SuiteOptions) (*Suite, error) {
	root, err := parseYAML(file, bytes.TrimPrefix(data, []byte("\ufeff")), suiteHint)
	if err != nil {
		return nil, err
	}
	if root == nil || root.kind == kindNull {
		return nil, cdr.ErrorAt(file, 0, 0, suiteHint, "is empty, a list of cases wanted")
	}
	d := &decoder{file: file, hint: suiteHint, instant: opt.Instant, duration: opt.Duration, loose: true}
	s := &Suite{}
	if err := d.value(reflect.ValueOf(s).Elem(), root, ""); err != nil {
		return nil, err
	}
	if len(s.Cases) == 0 {
		return nil, d.wrong(root, "no cases, at least one wanted")
	}
	lines := map[string]int{}
	for i := range s.Cases {
		c := &s.Cases[i]
		at := &node{line: c.Line}
		if line, twice := lines[c.Name]; twice {
			return nil, d.wrong(at, "two cases are named %q, the first on line %d", c.Name, line)
		}
		lines[c.Name] = c.Line
		if problem := c.check(); problem != "" {
			return nil, d.wrong(at, "case %q: %s", c.Name, problem)
		}
	}
	return s, nil
}

// check names what cannot be meant; "" if there is nothing.
func (c *Case) check() string {
	switch {
	case c.Name == "":
		return "name is empty"
	case len(c.Input) == 0:
		return "input is empty, a file, folder or glob wanted"
	case c.Incidents == "" && c.DetectWithin != nil:
		return "detect_within needs incidents"
	case c.Incidents == "" && c.MaxFalseFirings != nil:
		return "max_false_firings needs incidents"
	case c.Baseline == "" && c.Incidents == "" && len(c.MustFire)+len(c.MustNotFire) == 0:
		return "expects nothing; baseline, must_fire, must_not_fire or incidents wanted"
	}
	for _, list := range []Expectations{c.MustFire, c.MustNotFire} {
		for i := range list {
			if x := &list[i]; x.From != nil && x.To != nil && *x.To <= *x.From {
				return fmt.Sprintf("to %s of %s on line %d is not after from %s", x.To, x.Cause, x.Line, x.From)
			}
		}
	}
	return ""
}

func (c *Case) decode(d *decoder, n *node, path string) error {
	c.Line = n.line
	return d.object(reflect.ValueOf(c).Elem(), n, path)
}

func (l *OneOrMore) decode(d *decoder, n *node, path string) error {
	if n.kind == kindText {
		*l = OneOrMore{n.text}
		return nil
	}
	return d.value(reflect.ValueOf((*[]string)(l)).Elem(), n, path)
}

func (l *Expectations) decode(d *decoder, n *node, path string) error {
	if n.kind == kindText || n.kind == kindObject {
		*l = make(Expectations, 1)
		return (*l)[0].decode(d, n, path)
	}
	return d.value(reflect.ValueOf((*[]Expectation)(l)).Elem(), n, path)
}

func (x *Expectation) decode(d *decoder, n *node, path string) error {
	x.Line = n.line
	if n.kind == kindText {
		x.Cause = n.text
		return nil
	}
	if n.kind != kindObject {
		return d.found(n, path, "a cause, or an object with cause, from and to")
	}
	return d.object(reflect.ValueOf(x).Elem(), n, path)
}
