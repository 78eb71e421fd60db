package cdrfmt

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// spokenCall is a call of one leg, as any switch knows it.
type spokenCall struct {
	id                          string
	account, caller, callee     string
	startSec, answerSec, endSec int64 // answerSec is 0 if nobody answered
	cause                       string
}

// spokenCalls are calls from a seed, in the order of their ends.
func spokenCalls(seed random, n int) []spokenCall {
	causes := []string{
		"NORMAL_CLEARING", "NORMAL_CLEARING", "USER_BUSY", "NO_ANSWER", "CALL_REJECTED", "UNALLOCATED_NUMBER",
		"NORMAL_TEMPORARY_FAILURE", "RECOVERY_ON_TIMER_EXPIRE", "PROGRESS_TIMEOUT", "ORIGINATOR_CANCEL",
	}
	r := &seed
	calls := make([]spokenCall, n)
	for i := range calls {
		c := &calls[i]
		c.id = fmt.Sprintf("%08x-%04x", i, r.below(1<<16))
		c.account = fmt.Sprintf("%032x", 0xacc0+r.below(3))
		c.caller, c.callee = fmt.Sprintf("1202555%04d", 100+r.below(99)), fmt.Sprintf("1415555%04d", 100+r.below(99))
		c.cause = causes[r.below(len(causes))]
		c.endSec = 1773144000 + int64(i/3)
		c.startSec = c.endSec - int64(3+r.below(40))
		if c.cause == "NORMAL_CLEARING" {
			c.answerSec = c.startSec + 1 + int64(r.below(2))
		}
	}
	return calls
}

func (c *spokenCall) duration() int64 { return c.endSec - c.startSec }

func (c *spokenCall) billsec() int64 {
	if c.answerSec == 0 {
		return 0
	}
	return c.endSec - c.answerSec
}

// stampOf is a local time; 0 is none.
func stampOf(sec int64) string {
	if sec == 0 {
		return ""
	}
	return time.Unix(sec, 0).UTC().Format(time.DateTime)
}

// tongue is a dialect that calls are written in.
type tongue struct {
	dialect string
	// files are the calls as files of the dialect, by name.
	files func(calls []spokenCall) map[string]string
	// cause and account are what is left of those of a call; nil if all is.
	cause   func(cause string) string
	account func(account string) string
}

// lines writes a head and a line a call.
func lines(head string, line func(c *spokenCall) string) func([]spokenCall) map[string]string {
	return func(calls []spokenCall) map[string]string {
		var b strings.Builder
		b.WriteString(head)
		for i := range calls {
			b.WriteString(line(&calls[i]))
		}
		return map[string]string{"calls": b.String()}
	}
}

// told is what comes of the calls: how many ended in each second, by cause and
// account.
func (tg *tongue) told(calls []spokenCall) map[string]int {
	told := map[string]int{}
	for _, c := range calls {
		if tg.cause != nil {
			c.cause = tg.cause(c.cause)
		}
		if tg.account != nil {
			c.account = tg.account(c.account)
		}
		told[fmt.Sprintf("%d %s %s", c.endSec, c.cause, c.account)]++
	}
	return told
}

// toldSink counts legs likewise.
type toldSink map[string]int

func (s toldSink) Add(b *cdr.Batch) error {
	name := func(f cdr.Field, i int) string {
		if c := b.Column(f); c != nil && !c.IsNull(i) {
			return c.Name(i)
		}
		return "unknown"
	}
	for i := range b.Rows {
		end := b.Column(cdr.EndTime).Ints[i]
		s[fmt.Sprintf("%d %s %s", end/1e6, name(cdr.HangupCause, i), name(cdr.AccountID, i))]++
	}
	return nil
}

// The same traffic says the same in every dialect, as far as each can say it,
// and twice the same files say it once.
func TestTongues(t *testing.T) {
	for _, tg := range tongues {
		t.Run(strings.ReplaceAll(tg.dialect, ":", "_"), func(t *testing.T) {
			calls := spokenCalls(7, 300)
			dir := t.TempDir()
			for name, text := range tg.files(calls) {
				write(t, dir, name, text)
				write(t, dir, "copies/"+name, text)
				write(t, dir, "packed/"+name+".gz", gzipOf(t, text))
			}
			opt := options()
			opt.Need, opt.Want = cdr.FieldsOf(cdr.EndTime, cdr.HangupCause), cdr.FieldsOf(cdr.AccountID)
			opt.MaxRejects = RejectLimit{}
			var sinks []toldSink
			report, err := newReading(opt).read(t.Context(), []string{dir}, func() Sink {
				sinks = append(sinks, toldSink{})
				return sinks[len(sinks)-1]
			}, func() { sinks = nil })
			if err != nil {
				t.Fatal(err)
			}
			got := map[string]int{}
			for _, s := range sinks {
				for key, n := range s {
					got[key] += n
				}
			}
			if want := tg.told(calls); !maps.Equal(got, want) {
				t.Errorf("%d groups, want %d: %s", len(got), len(want), firstDifference(got, want))
			}
			for _, f := range report.Files {
				if f.Dialect != tg.dialect || f.Rejected != 0 || f.Rows != f.Accepted+f.Duplicates {
					t.Errorf("%+v", f)
				}
			}
		})
	}
}

func firstDifference(got, want map[string]int) string {
	keys := slices.Concat(slices.Collect(maps.Keys(got)), slices.Collect(maps.Keys(want)))
	slices.Sort(keys)
	for _, key := range keys {
		if got[key] != want[key] {
			return fmt.Sprintf("%s: %d, want %d", key, got[key], want[key])
		}
	}
	return "none"
}
