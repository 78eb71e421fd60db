package dialect

import (
	"slices"
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// Every dialect that --dialect takes is told of, and its example is recognised
// as what it is an example of.
func TestExamples(t *testing.T) {
	var told []string
	for _, a := range Dialects() {
		told = append(told, a.Name)
		if a.Writer == "" || a.ToldBy == "" || a.Clock == "" || a.Causes == "" {
			t.Errorf("%s: not everything is said of it", a.Name)
		}
		if _, ok := translations[a.Name]; ok {
			continue // what translates its texts has a test
		}
		opt := &Options{Want: cdr.FieldsOf(cdr.EndTime, cdr.HangupCause)}
		l, err := Recognise("example", []byte(a.Example), true, opt)
		if err != nil {
			t.Errorf("%s: %v", a.Name, err)
			continue
		}
		if l.Name() != a.Name {
			t.Errorf("the example of %s is recognised as %s", a.Name, l.Name())
		}
	}
	for _, name := range Names() {
		if _, ok := AboutOf(name); !ok && name != auto && !slices.ContainsFunc(told, func(n string) bool { return strings.HasPrefix(n, name+":") }) {
			t.Errorf("%s is not told of", name)
		}
	}
	if i := slices.Index(told, header); i != len(told)-1 {
		t.Errorf("header is told of before others: %q", told)
	}
}
