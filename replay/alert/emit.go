package alert

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/meter"
)

// Forms are the forms of thresholds that Emit writes and Load reads: commands
// for sup, documents for CouchDB's system_config, our YAML.
func Forms() []string { return []string{"sup", "json", "yaml"} }

// Emit writes a configuration in one of Forms. Read back by Load it has the
// same lists and thresholds, except for what is in leftOut, a line each: what
// the form cannot say. A threshold below 0 is written as 0, off like it; of
// Unchecked nothing is written, since what made it so was no number.
func (c *Config) Emit(form string) (data []byte, leftOut []string) {
	e := &emission{}
	switch form {
	case "sup":
		e.sup(c)
	case "json":
		e.json(c)
	case "yaml":
		e.yaml(c)
	default:
		panic("alert: no form " + form)
	}
	return e.out, e.leftOut
}

// emission is a configuration being written.
type emission struct {
	out     []byte
	leftOut []string
}

func (e *emission) printf(format string, args ...any) { e.out = fmt.Appendf(e.out, format, args...) }

func (e *emission) skip(format string, args ...any) {
	e.leftOut = append(e.leftOut, cdr.OneLine(fmt.Sprintf(format, args...)))
}

// setting is a threshold to be written.
type setting struct {
	metric meter.Metric
	value  float64
}

// settings are the thresholds of a cause that are set, in the order of the
// metrics.
func (t *Thresholds) settings() []setting {
	var list []setting
	for m := range t {
		if t[m].Set {
			list = append(list, setting{meter.Metric(m), max(t[m].Value, 0)})
		}
	}
	return list
}

// causes are the causes with a threshold, sorted. Those whose name no form
// reads back are left out.
func (e *emission) causes(of map[string]*Thresholds) []string {
	var list []string
	for _, cause := range slices.Sorted(maps.Keys(of)) {
		switch {
		case len(of[cause].settings()) == 0:
		case !writable(cause):
			e.skip("thresholds of cause %q: no name of a cause", cause)
		default:
			list = append(list, cause)
		}
	}
	return list
}

// accounts are the accounts with a threshold, sorted, without those whose id
// would be read back as another.
func (e *emission) accounts(c *Config) []string {
	var list []string
	for _, account := range slices.Sorted(maps.Keys(c.Accounts)) {
		if !writable(account) || accountID(account) != account {
			e.skip("thresholds of account %q: no id of an account", account)
			continue
		}
		list = append(list, account)
	}
	return list
}

// writable tells whether a name reads back as itself in every form.
func writable(name string) bool {
	return name != "" && utf8.ValidString(name) && !strings.ContainsFunc(name, unicode.IsControl) &&
		!strings.Contains(name, "/"+accountPrefix)
}

// Number writes a threshold so that KAZOO reads it: digits, a point, digits,
// as few as give the same float64 back.
func Number(t float64) string {
	s := strconv.FormatFloat(t, 'f', -1, 64)
	if !strings.Contains(s, ".") {
		s += ".0"
	}
	return s
}
