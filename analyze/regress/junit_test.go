package regress

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var sampleReport = Report{Name: "base.json", Tests: []Test{
	{Class: "cdrlab.check", Name: "PROGRESS_TIMEOUT"},
	{Class: "cdrlab.check", Name: `a"<&>` + "\x00\u202e", Outcome: Failed, Message: "1 gained\nfiring", Text: "gained ]]> <14:03>\n"},
	{Class: "cdrlab.check", Name: "night", Outcome: Errored, Message: "day.csv: unreadable"},
}}

// junitRules are what may stand in which element, in this order, and its
// attributes: those that must be there, then those that may.
var junitRules = map[string]struct{ children, needed, allowed []string }{
	"testsuites": {[]string{"testsuite"}, nil, []string{"name", "time", "tests", "failures", "disabled", "errors"}},
	"testsuite": {
		[]string{"properties", "testcase", "system-out", "system-err"},
		[]string{"name", "tests", "failures", "errors"},
		[]string{"time", "disabled", "skipped", "timestamp", "hostname", "id", "package", "group", "file", "log", "url", "version"},
	},
	"testcase": {
		[]string{"skipped", "error", "failure", "rerunFailure", "system-out", "system-err"},
		[]string{"name", "classname"}, []string{"time", "assertions", "status", "class", "file", "line"},
	},
	"failure": {nil, nil, []string{"type", "message"}},
	"error":   {nil, nil, []string{"type", "message"}},
}

// checkJUnit holds a text against junitRules and its counts against its cases.
func checkJUnit(text []byte) error {
	d := xml.NewDecoder(bytes.NewReader(text))
	d.Strict = true
	var path []string
	seen := map[string]int{}
	counts := map[string]string{}
	for {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		switch token := token.(type) {
		case xml.StartElement:
			name := token.Name.Local
			rules, ok := junitRules[name]
			if !ok {
				return fmt.Errorf("unknown element %s", name)
			}
			if len(path) == 0 && name != "testsuites" {
				return fmt.Errorf("the root is %s", name)
			}
			if len(path) > 0 && !slices.Contains(junitRules[path[len(path)-1]].children, name) {
				return fmt.Errorf("%s inside %v", name, path)
			}
			var attributes []string
			for _, a := range token.Attr {
				attributes = append(attributes, a.Name.Local)
				if !slices.Contains(rules.needed, a.Name.Local) && !slices.Contains(rules.allowed, a.Name.Local) {
					return fmt.Errorf("%s has %s", name, a.Name.Local)
				}
				if name == "testsuite" {
					counts[a.Name.Local] = a.Value
				}
			}
			for _, need := range rules.needed {
				if !slices.Contains(attributes, need) {
					return fmt.Errorf("%s lacks %s", name, need)
				}
			}
			seen[name]++
			path = append(path, name)
		case xml.EndElement:
			path = path[:len(path)-1]
		}
	}
	for attribute, element := range map[string]string{"tests": "testcase", "failures": "failure", "errors": "error"} {
		if counts[attribute] != strconv.Itoa(seen[element]) {
			return fmt.Errorf("%s is %s with %d elements %s", attribute, counts[attribute], seen[element], element)
		}
	}
	return nil
}

func TestWriteJUnit(t *testing.T) {
	var b bytes.Buffer
	if err := sampleReport.WriteJUnit(&b); err != nil {
		t.Fatal(err)
	}
	if err := checkJUnit(b.Bytes()); err != nil {
		t.Errorf("%v in\n%s", err, b.Bytes())
	}
	want := `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="cdrlab" tests="3" failures="1" errors="1" time="0">
  <testsuite name="base.json" tests="3" failures="1" errors="1" skipped="0" time="0">
    <testcase name="PROGRESS_TIMEOUT" classname="cdrlab.check" time="0"></testcase>
    <testcase name="a&#34;&lt;&amp;&gt;` + "\ufffd\u202e" + `" classname="cdrlab.check" time="0">
      <failure message="1 gained&#xA;firing" type="difference">gained ]]&gt; &lt;14:03&gt;&#xA;</failure>
    </testcase>
    <testcase name="night" classname="cdrlab.check" time="0">
      <error message="day.csv: unreadable" type="error"></error>
    </testcase>
  </testsuite>
</testsuites>
`
	if b.String() != want {
		t.Errorf("%s\nwant %s", b.String(), want)
	}
	b.Reset()
	if err := (&Report{Name: "empty"}).WriteJUnit(&b); err != nil || checkJUnit(b.Bytes()) != nil {
		t.Errorf("no tests: %v, %v", err, checkJUnit(b.Bytes()))
	}
}

// An annotation is one line whatever is in it, and reads back as it was.
func TestWriteAnnotations(t *testing.T) {
	list := []Annotation{
		{File: "base.json", Title: "PROGRESS_TIMEOUT gained", Message: "14:03-14:32"},
		{File: "a,b:c%\n.yaml", Line: 7, Title: "50%, then: more", Message: "a::b, 50%25\r\n::set-env::x"},
	}
	var b strings.Builder
	if err := WriteAnnotations(&b, list); err != nil {
		t.Fatal(err)
	}
	want := "::error file=base.json,title=PROGRESS_TIMEOUT gained::14:03-14:32\n" +
		"::error file=a%2Cb%3Ac%25%0A.yaml,line=7,title=50%25%2C then%3A more::a::b, 50%2525%0D%0A::set-env::x\n"
	if b.String() != want {
		t.Errorf("%q\nwant %q", b.String(), want)
	}
	undo := strings.NewReplacer("%25", "%", "%0D", "\r", "%0A", "\n", "%3A", ":", "%2C", ",")
	for i, line := range strings.Split(strings.TrimSpace(b.String()), "\n") {
		properties, message, _ := strings.Cut(strings.TrimPrefix(line, "::"), "::")
		got := Annotation{Message: undo.Replace(message)}
		for _, p := range strings.Split(strings.TrimPrefix(properties, "error "), ",") {
			switch key, value, _ := strings.Cut(p, "="); key {
			case "file":
				got.File = undo.Replace(value)
			case "title":
				got.Title = undo.Replace(value)
			case "line":
				got.Line, _ = strconv.Atoi(value)
			}
		}
		if got != list[i] {
			t.Errorf("read back: %+v, want %+v", got, list[i])
		}
	}
}
