package alert

import (
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/cdrlab/cdrlab/replay/meter"
)

// said is what a configuration says: lists and thresholds without places, off
// ones as 0. accounts can be left out.
func said(c *Config, lists, accounts bool) string {
	s := ""
	if lists {
		s = fmt.Sprintf("%q %q\n", c.Monitor, c.Ignore)
	}
	all := maps.Clone(c.Accounts)
	if !accounts {
		all = nil
	}
	causes := func(account string, of map[string]*Thresholds) {
		for _, cause := range slices.Sorted(maps.Keys(of)) {
			for _, set := range of[cause].settings() {
				s += fmt.Sprintf("%q %q %s %s\n", account, cause, set.metric, Number(set.value))
			}
		}
	}
	causes("", c.Causes)
	for _, account := range slices.Sorted(maps.Keys(all)) {
		causes(account, all[account])
	}
	return s
}

// randomConfig has thresholds of every size, lists in any order.
func randomConfig(rng *rand.Rand) *Config {
	c := Default()
	names := []string{"PROGRESS_TIMEOUT", "CALL_REJECTED", "no", "0x1", "~", "a b", "it's", `say "so"`, "<<", "*x", "- a", "é", "\u2028", "#1"}
	rng.Shuffle(len(c.Monitor), func(i, j int) { c.Monitor[i], c.Monitor[j] = c.Monitor[j], c.Monitor[i] })
	c.Monitor = append(c.Monitor, names[rng.IntN(len(names))])
	fill := func(of map[string]*Thresholds) {
		for range rng.IntN(5) {
			t := &Thresholds{}
			for m := range t {
				if rng.IntN(2) == 0 {
					v := math.Ldexp(rng.Float64(), rng.IntN(1100)-1070)
					t[m] = Threshold{Value: []float64{v, rng.Float64(), 0, 1e-05, 5e-324}[rng.IntN(5)], Set: true}
				}
			}
			of[names[rng.IntN(len(names))]] = t
		}
	}
	fill(c.Causes)
	for range rng.IntN(3) {
		of := map[string]*Thresholds{}
		fill(of)
		c.Accounts[[]string{"*", "acme", "0123", "a'b c"}[rng.IntN(4)]] = of
	}
	return c
}

// TestEmitReadsBack holds that every form says the same once it is read again.
func TestEmitReadsBack(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for range 150 {
		c := randomConfig(rng)
		for _, form := range Forms() {
			data, _ := c.Emit(form)
			back, _, err := Load([]Source{{Name: form, Data: data}}, Options{})
			if err != nil {
				t.Fatalf("%s: %v\n%s", form, err, data)
			}
			want := *c
			if form == "sup" {
				want.Accounts = maps.Clone(c.Accounts)
				delete(want.Accounts, anyName)
			}
			lists, accounts := form != "sup", form != "json"
			if got, want := said(back, lists, accounts), said(&want, lists, accounts); got != want {
				t.Fatalf("%s:\n%s\ngot\n%s\nwant\n%s", form, data, got, want)
			}
		}
	}
}

func TestEmitGolden(t *testing.T) {
	c := Default()
	c.Monitor = []string{"PROGRESS_TIMEOUT", "CALL_REJECTED"}
	c.Ignore = []string{}
	c.Causes = map[string]*Thresholds{
		"PROGRESS_TIMEOUT": {{Value: 0.5, Set: true}, {}, {}, {Value: 1e-05, Set: true}},
		"CALL_REJECTED":    {{Value: 3, Set: true}, {Value: -1, Set: true}, {}, {}},
	}
	c.Accounts = map[string]map[string]*Thresholds{
		"acme": {"PROGRESS_TIMEOUT": {{Value: 0.1, Set: true}}}, "*": {"CALL_REJECTED": {{Value: 0.2, Set: true}}},
		"account/x": {"CALL_REJECTED": {{Value: 0.2, Set: true}}},
	}
	for form, want := range map[string]string{
		"sup": `sup hangups_maintenance set_threshold CALL_REJECTED one 3.0
sup hangups_maintenance set_threshold CALL_REJECTED five 0.0
sup hangups_maintenance set_threshold PROGRESS_TIMEOUT one 0.5
sup hangups_maintenance set_threshold PROGRESS_TIMEOUT day 0.00001
sup hangups_maintenance set_threshold acme PROGRESS_TIMEOUT one 0.1
left out: thresholds of account "account/x": no id of an account
left out: thresholds of account "*": no sup command sets a default of all accounts
left out: hangups_to_monitor: no sup command sets it; it stays CALL_REJECTED, MANDATORY_IE_MISSING, NO_ROUTE_DESTINATION, PROGRESS_TIMEOUT, RECOVERY_ON_TIMER_EXPIRE, WRONG_CALL_STATE
left out: ignore_hangup_causes: no sup command sets it; it stays ALLOTTED_TIMEOUT, ATTENDED_TRANSFER, LOSE_RACE, NORMAL_CLEARING, NO_ANSWER, NO_USER_RESPONSE, ORIGINATOR_CANCEL, USER_BUSY, PICKED_OFF
`,
		"json": `{"docs": [
{"_id": "hangups", "default": {"hangups_to_monitor": ["PROGRESS_TIMEOUT", "CALL_REJECTED"], "ignore_hangup_causes": []}},
{"_id": "hangups.CALL_REJECTED", "default": {"one": 3.0, "five": 0.0}},
{"_id": "hangups.PROGRESS_TIMEOUT", "default": {"one": 0.5, "day": 0.00001}}
]}
left out: thresholds of account "account/x": no id of an account
left out: thresholds of account *: their documents belong to the account's own database
left out: thresholds of account acme: their documents belong to the account's own database
`,
		"yaml": `monitor: [PROGRESS_TIMEOUT, CALL_REJECTED]
ignore: []
thresholds:
  CALL_REJECTED: {one: 3.0, five: 0.0}
  PROGRESS_TIMEOUT: {one: 0.5, day: 0.00001}
accounts:
  '*':
    CALL_REJECTED: {one: 0.2}
  acme:
    PROGRESS_TIMEOUT: {one: 0.1}
left out: thresholds of account "account/x": no id of an account
`,
	} {
		data, leftOut := c.Emit(form)
		got := string(data)
		for _, line := range leftOut {
			got += "left out: " + line + "\n"
		}
		if got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", form, got, want)
		}
	}
	if got := SupLine("it's", meter.Day, 1e-05); got != `sup hangups_maintenance set_threshold 'it'\''s' day 0.00001` {
		t.Error(got)
	}
}

// FuzzEmit holds that what was read from any source and could be written reads
// back the same.
func FuzzEmit(f *testing.F) {
	for _, seed := range []string{
		"thresholds: {X: {one: 0.5}, Y: {day: 1e-05}}", "monitor: ['null', \"\\t\", 1]\naccounts: {'%2f': {A: {five: 1}}}",
		"sup hangups_maintenance set_threshold '' one 1", `{"_id": "hangups.a/configs_b", "default": {"one": "1.0e-9"}}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		c, _, err := Load([]Source{{Name: "f", Data: data}}, Options{})
		if err != nil {
			return
		}
		inspectAgain(t, data)
		if len(c.Unchecked) > 0 {
			return
		}
		written, leftOut := c.Emit("yaml")
		back, _, err := Load([]Source{{Name: "f", Data: written}}, Options{})
		if err != nil {
			t.Fatalf("%v\n%s", err, written)
		}
		if len(leftOut) == 0 && said(back, true, true) != said(c, true, true) {
			t.Fatalf("%s\n%s\nwant\n%s", written, said(back, true, true), said(c, true, true))
		}
		for _, form := range []string{"json", "sup"} {
			from, _ := back.Emit(form)
			again, _, err := Load([]Source{{Name: "f", Data: from}}, Options{})
			if err != nil {
				t.Fatalf("%v\n%s", err, from)
			}
			if said(again, false, false) != said(back, false, false) {
				t.Fatalf("%s\n%s\nwant\n%s", from, said(again, false, false), said(back, false, false))
			}
		}
	})
}

// inspectAgain holds what is true of any source that can be read: each finding
// has a code of the list and a message, and the fixed thresholds are readable.
func inspectAgain(t *testing.T, data []byte) {
	in, err := Inspect([]Source{{Name: "f", Data: data}}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range in.Findings {
		if f.Message == "" || !slices.ContainsFunc(Codes(), func(c Code) bool { return c.Name == f.Code }) {
			t.Fatalf("finding %+v", f)
		}
	}
	fixed, _ := in.Fixed().Emit("yaml")
	again, err := Inspect([]Source{{Name: "f", Data: fixed}}, Options{})
	if err != nil || len(again.Config.Unchecked) > 0 {
		t.Fatalf("%v, unchecked %v\n%s", err, again.Config.Unchecked, fixed)
	}
}
