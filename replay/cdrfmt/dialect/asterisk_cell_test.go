package dialect

import (
	"testing"
)

func TestPeerOfChannel(t *testing.T) {
	for name, want := range map[string]string{
		"PJSIP/trunk-0000002a":         "trunk",
		`"SIP/my-trunk-0000002a"`:      "my-trunk",
		"SIP/my-trunk":                 "my-trunk", // cut by the width of a column
		"SIP/192.0.2.7:5060-08f3c2d0":  "192.0.2.7:5060",
		"IAX2/me@gw-b-4711":            "gw-b",
		"DAHDI/1-1":                    "1",
		"DAHDI/i1/2025550105-2f":       "i1",
		"Parked/SIP/105-00000018":      "105",
		"SIP/105-00000018<ZOMBIE>":     "105",
		"AsyncGoto/PJSIP/gw-00000001":  "gw",
		"Local/201@from-queue-0001;1":  "",
		"Parked/Local/201@q-0000001;2": "",
		"":                             "",
		"/x-1":                         "",
		"none":                         "",
	} {
		if got := string(peerOfChannel([]byte(name))); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}

func TestCallerID(t *testing.T) {
	for bare, want := range map[string][2]string{
		`"""Ann"" <101>"`:               {"Ann", "101"},
		`"Ann" <101>`:                   {"Ann", "101"},
		`""Ann" <101>"`:                 {"Ann", "101"},
		`""""" <101>"`:                  {"", "101"},
		`"101"`:                         {"", "101"},
		`"+12025550101"`:                {"", "+12025550101"},
		`"Ann"`:                         {"Ann", ""},
		`"<101>"`:                       {"", "101"},
		`"""""""+1202"""" <+1202>"`:     {"+1202", "+1202"},
		`"""Ann """"A"""" Doe"" <101>"`: {`Ann ""A"" Doe`, "101"},
		`""`:                            {"", ""},
		``:                              {"", ""},
		`"""Ann <home>"" <101>"`:        {"Ann <home>", "101"},
		`"""Doe, Ann"" <2025550101> "`:  {"Doe, Ann", "2025550101"},
	} {
		got := [2]string{string(nameOfCallerID([]byte(bare))), string(numberOfCallerID([]byte(bare)))}
		if got != want {
			t.Errorf("%s: got %q, want %q", bare, got, want)
		}
	}
}

func TestUniqueID(t *testing.T) {
	for text, want := range map[string]int64{
		"1773151200.16": 1773151200, "pbx-1-1773151200.16": 1773151200, "1773151200": 1773151200,
		"": 0, "-": 0, "16": 0, "1773151200.x": 0, "a note": 0, "2025550142999.1": 0, "1773151200.16-": 0,
	} {
		if got, ok := secondOfUniqueID([]byte(text)); ok != (want > 0) || ok && got != want {
			t.Errorf("%q: %d, %v", text, got, ok)
		}
	}
}

// FuzzAsteriskCells takes anything for the cells that are taken apart.
func FuzzAsteriskCells(f *testing.F) {
	for _, seed := range []string{"PJSIP/trunk-0000002a", `"""Ann"" <101>"`, "pbx-1773151200.16", "Local/201@q-1;1", `"`, "<", "/", "-", "71s (1m 11s)"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, part := range [][]byte{peerOfChannel(b), numberOfCallerID(b), nameOfCallerID(b), cleanSpeltSeconds(b)} {
			if len(part) > len(b) {
				t.Fatalf("%q of %q", part, b)
			}
		}
		if isChannel(b) && peerOfChannel(b) == nil && b[0] != 'L' && b[0] != 'A' && b[0] != 'B' && b[0] != 'P' && b[0] != 'T' {
			t.Fatalf("%q has no peer", b)
		}
		secondOfUniqueID(b)
	})
}

// FuzzAsterisk puts anything behind three rows: these stay what they are.
func FuzzAsterisk(f *testing.F) {
	good := asteriskRow(1, `,"1773151200.1",""`) + asteriskRow(2, `,"1773151200.1",""`) + asteriskRow(3, `,"1773151200.1",""`)
	addFiles(f, func(data []byte) { f.Add(data[:min(len(data), 500)]) })
	f.Add([]byte(asteriskRow(4, "")))
	f.Fuzz(func(t *testing.T, data []byte) {
		opt := replayOptions()
		opt.Dialect = "asterisk"
		text := []byte(good + string(data))
		l, err := Recognise("x.csv", text, true, opt)
		if err != nil || l.Name() != "asterisk" {
			return // a better separator, or more rows of another form
		}
		d := l.NewDecoder()
		b := d.NewBatch()
		for i, r := range takeSample(text, l.Separator(), true, maxSampled).records {
			if i >= l.HeaderRecords() {
				checkDecode(t, d, r, b)
			}
		}
		if l.Separator() == ',' && b.Rows < 3 {
			t.Fatalf("%d rows of three", b.Rows)
		}
	})
}
