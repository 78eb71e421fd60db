package dialect

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// guess is what the cells of a column look like, for hints in errors. Nothing
// is read by it.
type guess uint8

const (
	guessNone guess = iota
	guessTime
	// guessNumber: seconds since 1970 and the like; some ids look so too.
	guessNumber
	guessCause
	// guessOutcome: answered, busy, failed and their like, which systems
	// without hangup causes write.
	guessOutcome
)

// maxGuessed bounds how many records are looked at for a hint.
const maxGuessed = 64

// guessColumns looks at each column of some rows.
func guessColumns(rows []*lex.Record) []guess {
	rows = rows[:min(len(rows), maxGuessed)]
	if len(rows) == 0 {
		return nil
	}
	list := make([]guess, rows[0].Len())
	for i := range list {
		texts := columnCells(rows, i)
		for j := range texts {
			texts[j] = strings.Trim(texts[j], "'")
		}
		if len(texts) > 0 {
			list[i] = guessOf(texts)
		}
	}
	if !slices.Contains(list, guessTime) {
		for i, g := range list {
			if g == guessNumber {
				list[i] = guessTime
			}
		}
	}
	return list
}

// guessOf is what more than half of the cells are.
func guessOf(texts []string) guess {
	most := func(is func(string) bool) bool {
		n := 0
		for _, text := range texts {
			if is(text) {
				n++
			}
		}
		return n*2 > len(texts)
	}
	named := func(text string) bool { return isCauseName(plainCause(text)) }
	switch {
	case most(func(text string) bool { return isNumberOfTime([]byte(text)) }):
		return guessNumber
	case most(func(text string) bool { return isWrittenTime([]byte(text)) }):
		return guessTime
	case most(isOutcome) && slices.ContainsFunc(texts, func(text string) bool { return !named(text) }):
		return guessOutcome
	case most(named):
		return guessCause
	}
	return guessNone
}

// isNumberOfTime tells a number that counts to a time between 2008 and 2033; a
// wider range would take in most phone numbers.
func isNumberOfTime(b []byte) bool {
	d, ok := parseDecimal(b)
	if !ok || isCompactStamp(b) {
		return false
	}
	micros, ok := d.inMicros(unitOfMagnitude(d.whole))
	return ok && micros >= 1_200_000_000e6 && micros < 2_000_000_000e6
}

// isWrittenTime tells a time that is more than a count, which most phone
// numbers could be.
func isWrittenTime(b []byte) bool {
	_, number := parseDecimal(b)
	return isStamp(b) && (!number || isCompactStamp(b))
}

// isOutcome tells what became of a call, in words that stand for a cause or
// for none.
func isOutcome(text string) bool {
	if _, ok := codeOfDisposition(text); ok {
		return true
	}
	switch normalName(text) {
	case "completed", "complete", "success", "successful":
		return true
	}
	return false
}

// called is a column for --column: its name if it has one, else its number;
// quoted for a shell together with the field where it has to be.
func (l *Layout) called(f cdr.Field, i int, unit string) string {
	name := strconv.Itoa(i + 1)
	if i < len(l.headings) && l.headings[i] != "" && !strings.ContainsAny(l.headings[i], ":'") {
		name = l.headings[i]
	}
	text := f.String() + "=" + name + unit
	if strings.ContainsAny(text, " \"()$&;|<>*?#!`\\") {
		text = "'" + text + "'"
	}
	return "--column " + text
}

// suggestCause is the hint for a file without a column of causes.
func (l *Layout) suggestCause(rows []*lex.Record) string {
	guesses := guessColumns(rows)
	if i := slices.Index(guesses, guessCause); i >= 0 {
		return "is it this one? " + l.called(cdr.HangupCause, i, "")
	}
	if i := slices.Index(guesses, guessOutcome); i >= 0 {
		return fmt.Sprintf("%s holds outcomes, not causes; to count them as they are written: %s", l.heading(i), l.called(cdr.HangupCause, i, ""))
	}
	if columns := l.columns[cdr.SIPCode]; len(columns) > 0 {
		return fmt.Sprintf("%s holds SIP statuses, not causes; to count them as they are written: %s", columns[0].name, l.called(cdr.HangupCause, columns[0].index, ""))
	}
	return "name it: --column hangup_cause=COLUMN; analyze reads the file without one"
}

// suggestEnd is the hint for a file without an end of the calls.
func (l *Layout) suggestEnd(rows []*lex.Record) string {
	known := map[int]bool{}
	for _, f := range []cdr.Field{cdr.StartTime, cdr.ProgressTime, cdr.ProgressMediaTime, cdr.AnswerTime} {
		for _, c := range l.columns[f] {
			known[c.index] = true
		}
	}
	end, start := -1, -1
	for i, g := range guessColumns(rows) {
		switch {
		case g != guessTime || known[i]:
		case start < 0:
			start = i
		default:
			end = i
		}
	}
	switch {
	case len(l.columns[cdr.StartTime]) > 0 && start >= 0: // one more time
		return "is it this one? " + l.called(cdr.EndTime, start, "")
	case len(l.columns[cdr.StartTime]) > 0:
		return "name the length of the calls: --column duration_ms=COLUMN:s"
	case end >= 0:
		return "is it this one? " + l.called(cdr.EndTime, end, "")
	case start >= 0 && len(l.columns[cdr.DurationMs]) > 0:
		return "is their start this one? " + l.called(cdr.StartTime, start, "")
	case start >= 0:
		return fmt.Sprintf("is it this one? %s, or, if that is their start, %s --column duration_ms=COLUMN:s",
			l.called(cdr.EndTime, start, ""), l.called(cdr.StartTime, start, ""))
	}
	return "name them: --column end_time=COLUMN, or --column start_time=COLUMN --column duration_ms=COLUMN:s"
}

// suggestRows is the hint for a file whose columns nothing names.
func suggestRows(s sample) string {
	l := &Layout{}
	guesses := guessColumns(s.rows())
	end, cause := -1, -1
	for i, g := range guesses {
		switch {
		case g == guessTime:
			end = i // the last of start, answer and end
		case g == guessCause || g == guessOutcome && cause < 0:
			cause = i
		}
	}
	if end >= 0 && cause < 0 {
		return fmt.Sprintf("if the last time of a row is the end of the call: %s --column hangup_cause=COLUMN, counted from 1; or export them with a header",
			l.called(cdr.EndTime, end, ""))
	}
	if end < 0 {
		return "if these are CDRs, name the columns (--column end_time=3:epoch --column hangup_cause=7) or the kind (--dialect)"
	}
	return fmt.Sprintf("if the last time of a row is the end of the call: %s %s", l.called(cdr.EndTime, end, ""), l.called(cdr.HangupCause, cause, ""))
}

// HintFor is how a person can say what the cells of a column mean whose rows
// are all rejected because of it; "" if that is no time and no duration.
func (l *Layout) HintFor(column string) string {
	for f := range cdr.Field(cdr.NumFields) {
		for _, c := range l.columns[f] {
			switch {
			case c.name != column || !l.reads(f):
			case f.Kind() == cdr.Time:
				return l.called(f, c.index, ":d/m/Y H:M:S") + ", or :epoch, :ms, :us, :gregorian"
			case isDuration(f):
				return l.called(f, c.index, ":s")
			}
		}
	}
	return ""
}
