//go:build sip

package sipcheck

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// line is one message of a SIPp trace.
type line struct {
	at     time.Time
	sent   bool
	callID string
	code   int    // 0: a request
	method string // of CSeq
}

// readTrace reads what SIPp's -trace_msg has written in a folder.
func readTrace(t *testing.T, dir string) (list []line) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*_messages.log"))
	if err != nil || len(files) != 1 {
		t.Fatalf("%s: %d traces found, 1 wanted", dir, len(files))
	}
	text, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, block := range strings.Split(string(text), "----------------------------------------------- ")[1:] {
		rows := strings.Split(strings.ReplaceAll(block, "\r", ""), "\n")
		stamp := strings.Fields(rows[0])
		at, err := time.ParseInLocation("2006-01-02 15:04:05.000000", stamp[0]+" "+stamp[1], time.Local)
		if err != nil {
			t.Fatal(err)
		}
		m := line{at: at, sent: strings.Contains(rows[1], "sent")}
		for _, row := range rows[2:] {
			switch name, value, _ := strings.Cut(row, ":"); {
			case strings.HasPrefix(row, "SIP/2.0 "):
				m.code, _ = strconv.Atoi(row[8:11])
			case name == "Call-ID":
				m.callID = strings.TrimSpace(value)
			case name == "CSeq":
				_, m.method, _ = strings.Cut(strings.TrimSpace(value), " ")
			}
		}
		list = append(list, m)
	}
	return list
}
