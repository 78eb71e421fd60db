package dialect

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// dress is a way in which the same table may be written.
type dress struct {
	name     string
	sep      string
	line     string // end
	above    string // the header
	headings []string
	time     func(second int) string
	behind   string // each row
	header   string // behind the header
	before   string // each row
	quote    string
	wrap     string // a format of each cell of a row; "" is none
}

// The same calls come out of a table whatever a spreadsheet, a web page or a
// report did to it.
func TestSameCallsInAnyDress(t *testing.T) {
	plain := dress{
		name: "plain", sep: ",", line: "\n", headings: []string{"call_id", "end_time", "hangup_cause", "account_id"},
		time: func(s int) string { return fmt.Sprintf("2026-03-13 14:05:%02d", s) },
	}
	other := func(name string, change func(*dress)) dress {
		d := plain
		d.name = name
		change(&d)
		return d
	}
	at := func(format string) func(*dress) {
		return func(d *dress) { d.time = func(s int) string { return fmt.Sprintf(format, s) } }
	}
	for _, d := range []dress{
		plain,
		other("byte order mark, CRLF", func(d *dress) { d.above, d.line = "\ufeff", "\r\n" }),
		other("semicolons", func(d *dress) { d.sep = ";" }),
		other("tabs", func(d *dress) { d.sep = "\t" }),
		other("sep=", func(d *dress) { d.sep, d.above = ";", "sep=;\n" }),
		other("a title", func(d *dress) { d.above = "Calls of March 2026\n\n" }),
		other("a period", func(d *dress) { d.above = "Report,calls,,\nFrom,2026-03-01,To,2026-03-31\n" }),
		other("comments", func(d *dress) { d.above = "# calls, exported\n#\n" }),
		other("quotes", func(d *dress) { d.quote = `"` }),
		other("separators at the end", func(d *dress) { d.header, d.behind = ",", "," }),
		other("separators at the end of rows", func(d *dress) { d.behind = "," }),
		other("a separator at the end of the header", func(d *dress) { d.header = "," }),
		other("a hidden first column", func(d *dress) { d.before = "," }),
		other("formulas", func(d *dress) { d.wrap = `="%s"` }),
		other("formulas in quotes", func(d *dress) { d.wrap = `"=""%s"""` }),
		other("single quotes", func(d *dress) { d.wrap = "'%s'" }),
		other("names in words", func(d *dress) { d.headings = []string{"Call ID", "End Time", "Hangup Cause", "Account"} }),
		other("names of programs", func(d *dress) { d.headings = []string{"callId", "endTime", "hangupCause", "accountId"} }),
		other("names of others", func(d *dress) { d.headings = []string{"Sid", "Finished At", "Release Reason", "Customer Name"} }),
		other("zone in the header", func(d *dress) { d.headings = []string{"uuid", "End (UTC)", "Cause", "Tenant"} }),
		other("RFC 3339", at("2026-03-13T14:05:%02dZ")),
		other("12 hours", at("3/13/2026 2:05:%02d PM")),
		other("a browser", at("\"3/13/2026, 2:05:%02d\u202fPM\"")),
		other("points", at("13.03.2026 14:05:%02d")),
		other("short years", at("13.3.26 14:05:%02d")),
		other("names of months", at("13-Mar-2026 14:05:%02d")),
		other("month first", at(`"Mar 13, 2026 02:05:%02d PM"`)),
		other("seconds", func(d *dress) { d.time = func(s int) string { return fmt.Sprint(1773410700 + s) } }),
		other("milliseconds", func(d *dress) { d.time = func(s int) string { return fmt.Sprint((1773410700 + s) * 1000) } }),
	} {
		opt := replayOptions()
		text := d.write()
		for f, want := range map[cdr.Field]string{
			cdr.EndTime:     "2026-03-13T14:05:00Z|2026-03-13T14:05:07Z|2026-03-13T14:05:14Z",
			cdr.HangupCause: "USER_BUSY|CALL_REJECTED|USER_BUSY",
			cdr.AccountID:   "acme|nordic|acme",
		} {
			if got := strings.Join(decodeAll(t, text, f, opt), "|"); got != want {
				t.Errorf("%s: %s: got %s", d.name, f, got)
			}
		}
	}
}

// write writes three calls.
func (d *dress) write() string {
	quoted := func(cells []string) string {
		cells = slices.Clone(cells)
		for i, c := range cells {
			if d.wrap != "" && c != d.headings[i] {
				cells[i] = fmt.Sprintf(d.wrap, c)
			} else if !strings.HasPrefix(c, `"`) {
				cells[i] = d.quote + c + d.quote
			}
		}
		return strings.Join(cells, d.sep)
	}
	var b strings.Builder
	b.WriteString(d.above + quoted(d.headings) + d.header + d.line)
	for i, who := range []string{"acme", "nordic", "acme"} {
		cause := []string{"USER_BUSY", "CALL_REJECTED"}[i%2]
		b.WriteString(d.before + quoted([]string{fmt.Sprint("c", i), d.time(7 * i), cause, who}) + d.behind + d.line)
	}
	return b.String()
}
