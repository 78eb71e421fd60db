package label

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// TestForms holds that an incident is the same in every form.
func TestForms(t *testing.T) {
	const want = `INC-1 2026-03-10T14:00:00Z 2026-03-10T14:30:00Z "PROGRESS_TIMEOUT" "acme" f:2
INC, 2 2026-03-11T00:00:00Z 2026-03-11T00:01:00Z "" "" f:3
`
	for name, data := range map[string]string{
		"csv": "start,end,name,cause,account\n" +
			"2026-03-10T14:00:00Z,2026-03-10T14:30:00Z,INC-1,PROGRESS_TIMEOUT,acme\n" +
			"2026-03-11T01:00:00+01:00,2026-03-11T00:01:00Z,\"INC, 2\",,\n",
		"order, mark, line ends": "\ufeffName,CAUSE,End, start ,account\r\n" +
			"INC-1,PROGRESS_TIMEOUT,2026-03-10T14:30:00Z,2026-03-10T14:00:00Z,acme\r\n" +
			"\"INC, 2\",, 2026-03-11T00:01:00Z,2026-03-11T00:00:00Z,\r\n\r\n,,,,\r\n",
		"semicolons, unsorted": "start;end;name;cause;account\n" +
			"2026-03-10T14:00:00Z;2026-03-10T14:30:00Z;INC-1;PROGRESS_TIMEOUT;acme\n" +
			"2026-03-11T00:00:00Z;2026-03-11T00:01:00Z;INC, 2;;\n",
		"tabs": "start\tend\tname\tcause\taccount\n" +
			"2026-03-10T14:00:00Z\t2026-03-10T14:30:00Z\tINC-1\tPROGRESS_TIMEOUT\tacme\n" +
			"2026-03-11T00:00:00Z\t2026-03-11T00:01:00Z\tINC, 2\t\t\n",
		"yaml": "# ours\n" +
			"- {start: 2026-03-10T14:00:00Z, end: 2026-03-10T14:30:00Z, name: INC-1, cause: PROGRESS_TIMEOUT, account: acme}\n" +
			"- {start: 2026-03-11T00:00:00Z, end: 2026-03-11T00:01:00Z, name: 'INC, 2', cause: }\n",
		"yaml under a key": "incidents:\n" +
			" - {start: 2026-03-10T14:00:00Z, end: 2026-03-10T14:30:00Z, name: INC-1, cause: PROGRESS_TIMEOUT, account: acme}\n" +
			" - {start: 2026-03-11T00:00:00Z, end: \"2026-03-11T00:01:00Z\", name: 'INC, 2'}\n",
		"json": "{\"incidents\": [\n" +
			`{"start": "2026-03-10T14:00:00Z", "end": "2026-03-10T14:30:00Z", "name": "INC-1", "cause": "PROGRESS_TIMEOUT", "account": "acme"},` + "\n" +
			`{"start": "2026-03-11T00:00:00Z", "end": "2026-03-11T00:01:00Z", "name": "INC, 2", "cause": null}]}`,
	} {
		list, remarks, err := Load("f", []byte(data), testOptions())
		if got := dump(list); err != nil || len(remarks) > 0 || got != want {
			t.Errorf("%s: %v, remarks %q, got\n%s", name, err, remarks, got)
		}
	}
}

func TestRemarks(t *testing.T) {
	for _, tt := range []struct{ data, want string }{
		{"start,end,name\n2026-03-10 14:00,2026-03-10T15:00:00Z,a\n", "f: 1 of 2 times have no offset and are read in UTC (--tz)"},
		{"start,end,name\n", "f: holds no incident"},
		{"[]", "f: holds no incident"},
		{"incidents:\n", "f: holds no incident"},
		{"---\n", "f: holds no incident"},
	} {
		_, remarks, err := Load("f", []byte(tt.data), testOptions())
		if err != nil || !slices.Equal(remarks, []string{tt.want}) {
			t.Errorf("%q: %v, remarks %q", tt.data, err, remarks)
		}
	}
}

func TestErrors(t *testing.T) {
	const head = "start,end,name\n"
	for _, tt := range []struct{ data, want, hint string }{
		{"", "f: is empty, a header with start, end and name wanted", formHint},
		{"\n\n", "f: is empty, a header with start, end and name wanted", formHint},
		{"start,end\n", "f:1: no column name, a header with start, end and name wanted", formHint},
		{"start,end,names\n", `f:1:11: unknown column "names", wanted start, end, name, cause, account`, "did you mean name?"},
		{"start,end,name,end\n", "f:1:16: column end found twice", "keep one of the two"},
		{head + "a,b\n", "f:2:1: 2 values found, 3 wanted as in the header", "quote a value that has a separator in it"},
		{head + "tomorrow,2026-03-10 15:00,a\n", `f:2:1: start: "tomorrow" found, a time wanted`, ""},
		{head + "2026-03-10 15:00,,a\n", "f:2:18: end is empty, a value wanted", formHint},
		{head + "2026-03-10 15:00,2026-03-10 15:00,a\n", "f:2:18: end 2026-03-10 15:00 is equal to start 2026-03-10 15:00, a later time wanted", "an incident is [start, end)"},
		{head + "\n2026-03-10 15:00,2026-03-10 14:00,a\n", "f:3:18: end 2026-03-10 14:00 is before start 2026-03-10 15:00, a later time wanted", "an incident is [start, end)"},
		{head + "2026-03-10 15:00,2026-03-10 16:00,a\n2026-03-11 15:00,2026-03-11 16:00,a\n",
			`f:3:35: name "a" found twice, first on line 2`, "give each incident a name of its own"},
		{head + "2026-03-10 15:00,\"x\n", "f:2:21: a quote stands inside a value or is not closed", `write a value with a quote in it as "say ""so"""`},
		{"start,end,name\n\xff", "f:2:1: byte 0xff found, UTF-8 wanted", "save it as UTF-8"},
		{"- name: a\n  start: 2026-03-10 15:00\n", "f:1:3: end is empty, a value wanted", formHint},
		{"- name: a\n  begin: 1\n", `f:2:3: unknown key "begin", wanted start, end, name, cause, account`, formHint},
		{"- name: a\n  name: b\n", "f:2:3: key name found twice", "keep one of the two"},
		{"- name: [a]\n", "f:1:9: name is a list, one value wanted", ""},
		{"- a\n", `f:1:3: "a" found, wanted keys with values`, formHint},
		{"incidents: {}\n", "f:1:12: a mapping found, wanted a list of incidents", formHint},
		{"incident: []\n", "f:1:1: other keys found, wanted a list or only incidents", formHint},
		{"- {name: a\n", "f:1: did not find expected ',' or '}'", formHint},
		{"[]\n---\n[]\n", "f:2:1: a second document begins, wanted one", ""},
	} {
		_, _, err := Load("f", []byte(tt.data), testOptions())
		var bad *cdr.DataError
		if !errors.As(err, &bad) {
			t.Errorf("%q: error %v", tt.data, err)
			continue
		}
		if bad.Error() != tt.want || bad.Hint != tt.hint {
			t.Errorf("%q:\ngot  %s (%s)\nwant %s (%s)", tt.data, bad, bad.Hint, tt.want, tt.hint)
		}
	}
}

// FuzzLoad holds what is true of any source: an error has its place; else the
// incidents are in order, not empty, named once, and read the same again.
func FuzzLoad(f *testing.F) {
	for _, seed := range []string{
		"start,end,name\n2026-03-10T14:00:00Z,2026-03-10T14:30:00Z,a\n2026-03-10 14:00,2026-03-10 15:00,\"b \"\"c\"\"\"\n",
		"name;cause;end;start\nb;X;2026-03-10 15:00;2026-03-10 14:00\n",
		"- {start: 2026-03-10 14:00, end: 2026-03-10 15:00, name: &a x}\n- {start: 2026-03-10 14:00, end: 2026-03-10 15:00, name: y, cause: *a}\n",
		"{\"incidents\": [{\"start\": null}]}", "incidents: &a [*a]", "- &a {name: *a}", "\ufeff\r\n", "%YAML 1.1\n---\n- x",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		list, remarks, err := Load("f", data, testOptions())
		again, _, _ := Load("f", data, testOptions())
		if dump(list) != dump(again) {
			t.Fatalf("twice:\n%s\n%s", dump(list), dump(again))
		}
		if err != nil {
			var bad *cdr.DataError
			if !errors.As(err, &bad) || !strings.HasPrefix(bad.Place, "f") || bad.Problem == "" {
				t.Fatalf("error %#v", err)
			}
			return
		}
		names := map[string]bool{}
		for i, in := range list {
			if in.Name == "" || names[in.Name] || in.End <= in.Start || i > 0 && in.Start < list[i-1].Start {
				t.Fatalf("incident %d: %+v", i, in)
			}
			names[in.Name] = true
		}
		if len(list) == 0 && len(remarks) == 0 {
			t.Fatal("nothing read and nothing said")
		}
	})
}
