package regress

import (
	"encoding/xml"
	"io"
)

// Report is what a CI system shows of a check: one suite of tests.
type Report struct {
	// Name is what was checked: the path of a baseline or of a suite.
	Name  string
	Tests []Test
}

// Test is a part of a check that passes or fails by itself.
type Test struct {
	Class, Name string
	Outcome     Outcome
	// Message is a line on what is wrong, Text all of it.
	Message, Text string
}

// Outcome is how a test ended.
type Outcome uint8

// A test fails on findings; an error kept it from being judged.
const (
	Passed Outcome = iota
	Failed
	Errored
)

// String is the outcome in a word.
func (o Outcome) String() string { return [...]string{"passed", "failed", "error"}[o] }

// The elements of JUnit's XML, as Jenkins' schema (xunit plugin, junit-10.xsd)
// orders them. CI systems differ in what may be left out, so names, counts and
// times are always there; times are 0, since a result has no clock.
type (
	junitSuites struct {
		XMLName  xml.Name   `xml:"testsuites"`
		Name     string     `xml:"name,attr"`
		Tests    int        `xml:"tests,attr"`
		Failures int        `xml:"failures,attr"`
		Errors   int        `xml:"errors,attr"`
		Time     int        `xml:"time,attr"`
		Suite    junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name     string      `xml:"name,attr"`
		Tests    int         `xml:"tests,attr"`
		Failures int         `xml:"failures,attr"`
		Errors   int         `xml:"errors,attr"`
		Skipped  int         `xml:"skipped,attr"`
		Time     int         `xml:"time,attr"`
		Cases    []junitCase `xml:"testcase"`
	}
	junitCase struct {
		Name    string        `xml:"name,attr"`
		Class   string        `xml:"classname,attr"`
		Time    int           `xml:"time,attr"`
		Error   *junitProblem `xml:"error"`
		Failure *junitProblem `xml:"failure"`
	}
	junitProblem struct {
		Message string `xml:"message,attr"`
		Type    string `xml:"type,attr"`
		Text    string `xml:",chardata"`
	}
)

// WriteJUnit writes the report as JUnit's XML.
func (r *Report) WriteJUnit(w io.Writer) error {
	suite := junitSuite{Name: r.Name, Tests: len(r.Tests)}
	for _, t := range r.Tests {
		c := junitCase{Name: t.Name, Class: t.Class}
		switch t.Outcome {
		case Failed:
			c.Failure = &junitProblem{t.Message, "difference", t.Text}
			suite.Failures++
		case Errored:
			c.Error = &junitProblem{t.Message, "error", t.Text}
			suite.Errors++
		}
		suite.Cases = append(suite.Cases, c)
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	e.Indent("", "  ")
	err := e.Encode(junitSuites{
		Name: "cdrlab", Tests: suite.Tests, Failures: suite.Failures, Errors: suite.Errors, Suite: suite,
	})
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, "\n")
	return err
}
