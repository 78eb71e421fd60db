package alert

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/meter"
)

func TestErrors(t *testing.T) {
	for _, tt := range []struct{ name, data, want, hint string }{
		{"unknown key", "monitr: []", `f:1:1: unknown key "monitr", wanted monitor, ignore, thresholds, accounts`, "did you mean monitor?"},
		{"unknown metric", "thresholds:\n  X: {fife: 1}", `f:2:7: unknown metric "fife", wanted one, five, fifteen, day`, "did you mean five?"},
		{"mean", "thresholds: {X: {mean: 1}}", `f:1:18: unknown metric "mean", wanted one, five, fifteen, day`, ""},
		{"word", "thresholds: {X: {one: abc}}", `f:1:23: one is "abc", wanted a number`, numberHint},
		{"not a number", "thresholds: {X: {one: .nan}}", `f:1:23: one is ".nan", wanted a number`, numberHint},
		{"infinite", "thresholds: {X: {one: -.inf}}", `f:1:23: one is "-.inf", wanted a number`, numberHint},
		{"octal", "thresholds: {X: {one: 010}}", `f:1:23: one is "010", wanted a number`, numberHint},
		{"out of range", "thresholds: {X: {one: 1e999}}", `f:1:23: one is "1e999", wanted a number`, numberHint},
		{"limit out of range", "thresholds: {X: {day: 1e306}}", `f:1:23: day is 1e306, too large once multiplied by 1440 minutes`, numberHint},
		{"bool", "thresholds: {X: {one: true}}", `f:1:23: one is "true", wanted a number`, numberHint},
		{"null number", "thresholds: {X: {one: }}", `f:1:23: one is empty, wanted a number`, numberHint},
		{"list for a number", "thresholds: {X: {one: [1]}}", `f:1:23: one is a list, wanted a number`, numberHint},
		{"duplicate key", "monitor: [A]\nignore: []\nmonitor: [B]", `f:3:1: the file has monitor twice, first on line 1`, "keep one of the two"},
		{"duplicate metric", "thresholds:\n  X:\n    one: 1\n    one: 2", `f:4:5: X has one twice, first on line 3`, "keep one of the two"},
		{"scalar for a list", "monitor: X", `f:1:10: monitor is "X", wanted a list of causes ([] for none)`, ""},
		{"null list", "ignore:", `f:1:8: ignore is empty, wanted a list of causes ([] for none)`, ""},
		{"list item", "monitor: [A, [B]]", `f:1:14: monitor has a list, wanted the name of a cause`, ""},
		{"scalar for a mapping", "thresholds: {X: 0.5}", `f:1:17: X is "0.5", wanted keys with values`, ""},
		{"key of a list", "accounts: {[a]: {}}", `f:1:12: accounts has a list for a key, wanted a name`, ""},
		{"second document", "monitor: [A]\n---\nmonitor: [B]", `f:2:1: a second document begins, wanted one`, ""},
		{"no mapping", "just words", `f:1:1: the file is "just words", wanted keys with values`, ""},
		{"syntax", "monitor: [A\nthresholds: {", `f:1: did not find expected ',' or ']'`, syntaxHint},
		{"quote", "sup hangups_maintenance set_metric one '0.5", `f:1:40: a quote is not closed`, ""},
		{"command", "\nsup hangups_maintenance set_treshold X one 1", `f:2:25: unknown command "set_treshold" of hangups_maintenance`, "did you mean set_threshold?"},
		{"no near command", "sup hangups_maintenance zap", `f:1:25: unknown command "zap" of hangups_maintenance`,
			"commands: set_threshold, set_metric, set_monitor_threshold, activate_monitors, activate_monitor, hangups_summary, hangup_summary, account_summary"},
		{"arguments", "sup hangups_maintenance set_metric 1", `f:1:25: set_metric with 1 arguments, wanted METRIC T or ACCOUNT METRIC T`, ""},
		{"module", "sup kapps_config flush", `f:1:5: found "kapps_config", wanted hangups_maintenance`, supHint},
		{"no command", "sup hangups_maintenance", `f:1:5: hangups_maintenance without a command`, supHint},
		{"nothing", "sup -v", `f:1:1: sup without a command`, supHint},
		{"option", "sup -x hangups_maintenance", `f:1:5: unknown option "-x" of sup`, supHint},
		{"other line", "sup hangups_maintenance set_metric one 1\nset -e", `f:2:1: found "set", wanted hangups_maintenance`, supHint},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, _, err := Load([]Source{{Name: "f", Data: []byte(tt.data)}}, Options{})
			var bad *cdr.DataError
			if !errors.As(err, &bad) {
				t.Fatalf("error %v, wanted a DataError", err)
			}
			if bad.Error() != tt.want || bad.Hint != tt.hint {
				t.Errorf("got  %s\nwant %s\ngot hint  %s\nwant hint %s", bad, tt.want, bad.Hint, tt.hint)
			}
		})
	}
}

func TestRecognise(t *testing.T) {
	for _, tt := range []struct {
		data string
		want form
	}{
		{"", formYAML},
		{"# sup hangups_maintenance", formYAML},
		{"thresholds: {}", formYAML},
		{"{thresholds: {}}", formYAML},
		{"\n {\"accounts\": {}}", formYAML},
		{`{"_id": "x", "accounts": {}}`, formDocuments},
		{`{"rows": []}`, formDocuments},
		{`[]`, formDocuments},
		{`{`, formDocuments},
		{"# x\n\n$> sup hangups_maintenance x", formSup},
		{"$ sudo /opt/kazoo/bin/sup -v", formSup},
		{"hangups_maintenance set_metric one 1", formSup},
		{"  $>sup x", formSup},
	} {
		if got := recognise([]byte(tt.data)); got != tt.want {
			t.Errorf("%q: form %d, want %d", tt.data, got, tt.want)
		}
	}
}

func TestByteOrderMark(t *testing.T) {
	c, _, err := Load([]Source{{"t.yaml", []byte("\ufeffmonitor: [A]\r\n")}}, Options{})
	if err != nil || !slices.Equal(c.Monitor, []string{"A"}) {
		t.Errorf("%v, %v", c, err)
	}
}

// TestDemo holds that the demonstration's thresholds are the same in all forms.
func TestDemo(t *testing.T) {
	type limits struct{ thresholds, limits meter.Values }
	var first map[string]limits
	for _, name := range []string{"demo.yaml", "demo.json", "demo.sup"} {
		data, err := os.ReadFile(filepath.Join("../../testdata/thresholds", name))
		if err != nil {
			t.Fatal(err)
		}
		c, remarks, err := Load([]Source{{Name: name, Data: data}}, Options{})
		if err != nil || len(remarks) > 0 {
			t.Fatalf("%s: remarks %q, error %v", name, remarks, err)
		}
		if !slices.Equal(c.Checked(), DefaultMonitor()) {
			t.Errorf("%s: checked %v", name, c.Checked())
		}
		got := map[string]limits{}
		for _, cause := range c.Checked() {
			thresholds, rates := c.Limits(cause)
			got[cause] = limits{thresholds, rates}
		}
		if first == nil {
			first = got
		}
		for cause, want := range first {
			if got[cause] != want || want.limits[meter.One] == 0 {
				t.Errorf("%s: %s has %v, want %v", name, cause, got[cause], want)
			}
		}
	}
	want := limits{meter.Values{0.5, 0.2, 0, 0}, meter.Values{0.5, 1, 0, 0}}
	if first["PROGRESS_TIMEOUT"] != want {
		t.Errorf("PROGRESS_TIMEOUT has %v, want %v", first["PROGRESS_TIMEOUT"], want)
	}
}

// TestDefaults holds that KAZOO's own lists cause no remark.
func TestDefaults(t *testing.T) {
	_, remarks, err := Load([]Source{{"t.sup", []byte("sup hangups_maintenance set_metric one 1")}}, Options{})
	if err != nil || len(remarks) > 0 {
		t.Errorf("%s, %v", strings.Join(remarks, "\n"), err)
	}
}
