package registrar

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"regexp"
	"strings"
	"sync"
	"time"

	"github.com/cdrlab/cdrlab/simulate/failover"
)

// KAZOO's Kamailio writes CALLID|KIND|TEXT after what syslog puts before it.
const (
	logMark = "|log|"
	endMark = "|end|"
)

// logFrom is the address in the text of a log line, logEnd what a REGISTER
// came to in that of an end line.
var (
	logFrom = expression(`^from <?sips?:([^@\s>]+)@([^\s;>:]+)`)
	logEnd  = expression(`^successful (un)?registered with contact : (.*?)(?: : (\d+))?\s*$`)
)

// expression is compiled when it is first asked for.
func expression(text string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(text) })
}

// isLog tells a log by its beginning.
func isLog(head []byte) bool {
	text := bytes.TrimLeft(head, "\ufeff \t\r\n")
	return !bytes.HasPrefix(text, []byte("{")) && !bytes.HasPrefix(text, []byte("[")) &&
		(bytes.Contains(text, []byte(logMark)) || bytes.Contains(text, []byte(endMark)))
}

// maxLineBytes bounds a line of a log.
const maxLineBytes = 1 << 20

// readLog reads REGISTERs from Kamailio's log. The line of the outcome has no
// address; that is in an earlier line of the same Call-ID.
func (r *reader) readLog(in io.Reader) error {
	r.source.Form = FormKamailioLog
	from := map[string]failover.Address{}
	scan := bufio.NewScanner(in)
	scan.Buffer(nil, maxLineBytes)
	n := 0
	for scan.Scan() {
		n++
		line := scan.Text()
		if before, rest, ok := strings.Cut(line, logMark); ok {
			if address := logFrom().FindStringSubmatch(rest); address != nil {
				from[lastWord(before)] = failover.NewAddress(address[1], address[2])
			}
			continue
		}
		if before, rest, ok := strings.Cut(line, endMark); ok {
			if end := logEnd().FindStringSubmatch(rest); end != nil {
				r.logEnd(n, line, lastWord(before), from, end)
			}
		}
	}
	if err := scan.Err(); err != nil {
		return r.unreadable(err)
	}
	r.coverTimeline()
	return nil
}

func lastWord(text string) string { return text[strings.LastIndexByte(text, ' ')+1:] }

// logEnd notes a REGISTER that succeeded.
func (r *reader) logEnd(n int, line, callID string, from map[string]failover.Address, end []string) {
	a, ok := from[callID]
	if !ok {
		r.source.reject(n, "Call-ID %q found without a line from sip:user@realm", callID)
		return
	}
	at, ok := r.logTime(line)
	if !ok {
		r.source.reject(n, "%.40q found, a time of syslog wanted; --taken-at gives one without a year its year", line)
		return
	}
	var expires int64
	if end[1] == "" {
		if expires, ok = expiresOf(end[3]); !ok {
			r.source.reject(n, "%q found, CONTACT : EXPIRES wanted", end[2])
			return
		}
	}
	r.registered(a, at, expires)
}

// logTime is the time at the beginning of a line of syslog: RFC 3339 (RFC
// 5424, 6.2.3), or month, day and time (RFC 3164, 4.1.2), which has no year:
// the last such time before the log was taken, give or take a day.
func (r *reader) logTime(line string) (sec int64, ok bool) {
	if rest, found := strings.CutPrefix(line, "<"); found { // <PRI>VERSION
		if _, rest, found = strings.Cut(rest, ">"); found {
			line = strings.TrimPrefix(rest, "1 ")
		}
	}
	first, _, _ := strings.Cut(line, " ")
	if at, ok := r.when.unix(first); ok {
		return at, true
	}
	words := strings.Fields(line)
	if len(words) < 3 {
		return 0, false
	}
	if at, ok := r.when.unix(words[0] + " " + words[1]); ok {
		return at, true
	}
	if r.opt.TakenAtSec == 0 {
		return 0, false
	}
	taken := time.Unix(r.opt.TakenAtSec, 0).In(r.opt.Zone)
	for year := taken.Year() + 1; year > taken.Year()-8; year-- { // 29 February is not in every year
		wall, err := time.Parse("2006 Jan 2 15:04:05", fmt.Sprintf("%d %s %s %s", year, words[0], words[1], words[2]))
		if err == nil && wall.AddDate(0, 0, -1).Unix() <= r.opt.TakenAtSec {
			return r.when.local(wall), true
		}
	}
	return 0, false
}
