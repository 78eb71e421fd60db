package dialect

import (
	"fmt"
	"strconv"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// finish takes in what the options say over what the dialect knows, and
// settles which fields the rows yield.
func (l *Layout) finish(s sample, opt *Options) error {
	if err := l.override(opt.Columns); err != nil {
		return err
	}
	if rows := s.records[min(l.leading, len(s.records)):]; l.named() && !l.exact {
		if l.name == header {
			l.unwrapCells(rows)
		}
		l.tellTalk(rows, opt)
	}
	if err := l.account(opt.AccountFrom); err != nil {
		return err
	}
	l.constant[cdr.SrcFile], l.constant[cdr.Dialect] = l.source, l.name
	seen := opt.Need | opt.Want | opt.Glance | opt.Lenient
	l.need, l.soft, l.quiet = opt.Need, (seen|opt.Compared)&^(opt.Need|opt.Want), opt.Compared&^seen
	l.lenient = opt.Lenient & l.soft
	for f := range cdr.Field(cdr.NumFields) {
		switch {
		case !(seen | opt.Compared).Has(f) || !l.yields(f):
		case l.soft.Has(f) && !(l.lenient | opt.Compared).Has(f) && isDuration(f):
			if len(l.columns[f]) > 0 {
				l.signs |= cdr.FieldsOf(f)
			}
		default:
			l.fields |= cdr.FieldsOf(f)
		}
	}
	if !(opt.Need | opt.Want | opt.Lenient).Has(cdr.RowFlags) {
		l.columns[cdr.RowFlags] = nil // a column more, of which most commands tell nothing
	}
	l.fields |= cdr.FieldsOf(cdr.RowFlags)
	l.settleFills()
	l.unwrapCauses(s.records[min(l.leading, len(s.records)):])
	if err := l.missing(s); err != nil {
		return err
	}
	if wanted := opt.Need | opt.Want; wanted.Has(cdr.AccountID) && !l.fields.Has(cdr.AccountID) {
		l.remark("no account: every leg counts as unknown (--account-from, --column account_id=COLUMN)")
	}
	l.remarkColumns()
	d := l.NewDecoder()
	below := l.belowHeader(s)
	if err := l.settleTimes(d, s, below); err != nil {
		return err
	}
	l.checkClock(d, s)
	l.remarkCauses(d, below)
	l.remarkRounded(s)
	return nil
}

// override puts the columns that a person named in place of the dialect's.
func (l *Layout) override(named []ColumnMap) error {
	var given [cdr.NumFields]bool
	for _, m := range named {
		c, err := m.column()
		if err != nil {
			return err
		}
		if m.Name != "" {
			if l.headings == nil {
				return l.problem(fmt.Sprintf("no header to find column %q in", m.Name),
					fmt.Sprintf("give its number: --column %s=3", m.Field))
			}
			if c.index = indexOfName(l.headings, m.Name); c.index < 0 {
				hint := fmt.Sprintf("give one of these or its number: --column %s=1", m.Field)
				if near := cdr.Nearest(m.Name, l.headings); near != "" {
					hint = fmt.Sprintf("did you mean --column %s=%s?", m.Field, near)
				}
				return l.problem(fmt.Sprintf("no column %q, found %s", m.Name, listNames(l.headings)), hint)
			}
		}
		if c.index >= l.width {
			return l.problem(fmt.Sprintf("no column %d, found %d columns", c.index+1, l.width),
				fmt.Sprintf("give a number from 1 to %d", l.width))
		}
		c.name = l.heading(c.index)
		if !given[m.Field] {
			given[m.Field], l.columns[m.Field] = true, nil
		}
		l.add(m.Field, c)
	}
	if len(l.columns[cdr.HangupCause]) == 0 && !l.canonical { // its number names a cause as well
		l.add(cdr.HangupCause, l.columns[cdr.HangupCauseCode]...)
	}
	return nil
}

// heading is what people call a column.
func (l *Layout) heading(i int) string {
	if i < len(l.headings) && l.headings[i] != "" {
		return l.headings[i]
	}
	return strconv.Itoa(i + 1)
}

// yields tells whether rows can have a value of the field: from a column, as a
// constant of the file, or derived from others.
func (l *Layout) yields(f cdr.Field) bool {
	if len(l.columns[f]) > 0 || l.constant[f] != "" {
		return true
	}
	has := func(f cdr.Field) bool { return len(l.columns[f]) > 0 }
	switch f {
	case cdr.EndTime:
		return l.talkEnds || has(cdr.StartTime) && has(cdr.DurationMs)
	case cdr.StartTime:
		return has(cdr.EndTime) && has(cdr.DurationMs)
	case cdr.DurationMs:
		return has(cdr.StartTime) && (has(cdr.EndTime) || l.talkEnds)
	case cdr.ProgressMs:
		return has(cdr.ProgressTime) && l.yields(cdr.StartTime)
	case cdr.TimePrecision:
		return has(cdr.EndTime) || has(cdr.StartTime)
	case cdr.HangupCauseCode, cdr.HangupCauseRaw, cdr.CauseSource:
		return has(cdr.HangupCause)
	case cdr.SrcLine:
		return true
	}
	return false
}

// causeFields are those that the reading of a hangup cause fills besides it.
var causeFields = cdr.FieldsOf(cdr.HangupCauseCode, cdr.HangupCauseRaw, cdr.CauseSource)

// absentIsUnknown are the fields that count as unknown where a row has none.
var absentIsUnknown = cdr.FieldsOf(cdr.HangupCause, cdr.AccountID)

// missing is an error if rows have no value for a needed field.
func (l *Layout) missing(s sample) error {
	rows := s.records[min(l.leading, len(s.records)):]
	columns := "found " + strconv.Itoa(l.width) + " columns without a header"
	if l.headings != nil {
		columns = "found columns " + listNames(l.headings)
	}
	var err *cdr.DataError
	for f := range cdr.Field(cdr.NumFields) {
		if !l.need.Has(f) || l.fields.Has(f) {
			continue
		}
		switch {
		case f == cdr.AccountID:
		case f == cdr.HangupCause && !l.named(): // the dialect is known to have none
		case f == cdr.EndTime && l.dayless != "":
			err = l.problem("no end time: "+l.dayless+" has no day, wanted one, or start_time and duration_ms",
				"name the length of the calls: --column duration_ms=COLUMN:s")
		case f == cdr.EndTime:
			err = l.problem("no end time: "+columns+", wanted end_time, or start_time and duration_ms",
				l.suggestEnd(rows))
		case f == cdr.StartTime:
			err = l.problem("no start time: "+columns+", wanted start_time, or end_time and duration_ms",
				"name them: --column start_time=COLUMN, or --column duration_ms=COLUMN:s beside the end")
		case f == cdr.HangupCause && err == nil:
			err = l.problem("no hangup cause: "+columns+", wanted hangup_cause", l.suggestCause(rows))
		case f != cdr.HangupCause && isDuration(f):
			err = l.problem(fmt.Sprintf("no %s: %s", f, columns), fmt.Sprintf("name it: --column %s=COLUMN:s", f))
		case f != cdr.HangupCause:
			err = l.problem(fmt.Sprintf("no %s: %s", f, columns), fmt.Sprintf("name it: --column %s=COLUMN", f))
		}
	}
	if err == nil {
		return nil
	}
	if !l.isCDR() {
		err.Err = ErrUnknown
	}
	return err
}

// isCDR tells a file of calls that lacks something from a table of anything
// else that happens to have a column `start` or `account`.
func (l *Layout) isCDR() bool {
	times, others := 0, 0
	for f := range cdr.Field(cdr.NumFields) {
		switch {
		case len(l.columns[f]) == 0:
		case f.Kind() == cdr.Time:
			times++
		default:
			others++
		}
	}
	return times > 0 && others >= 2
}

func (l *Layout) problem(problem, hint string) *cdr.DataError {
	return &cdr.DataError{Place: l.source, Problem: problem, Hint: hint}
}
