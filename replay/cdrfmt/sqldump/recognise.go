package sqldump

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/dialect"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/translate"
)

// Recognise tells by its head whether a text is a dump of a database, and which
// of its tables has CDRs. It gives nil if it is none, or one of FreeSWITCH's own
// that is read as delimited text: with one row a line and no CREATE TABLE. Where
// the head, which is not the whole text, has no rows of CDRs, all is read until
// there are some: again gives the text from its start.
//
// Of several tables of CDRs that is read whose columns are a system's own, before
// one whose columns merely have known names; of equal ones the first; and with
// it those that have the same columns. A forced dialect picks among them.
//
// The error is a *cdr.UsageError if opt cannot be meant, else a *cdr.DataError,
// which wraps dialect.ErrUnknown if no table has CDRs; or it is that of again.
func Recognise(name string, head []byte, whole bool, again func() (io.Reader, error), opt *dialect.Options) (*translate.Source, error) {
	forced, err := dialect.ParseDialect(opt.Dialect)
	if err != nil {
		return nil, err
	}
	if !begins(head) {
		return nil, nil
	}
	x := syntaxOf(head)
	judge := judgeBy(name, opt, x.form)
	s := surveyHead(head, whole, x, judge)
	if len(s.tables) == 0 && !s.creates && x.ends == nil {
		return nil, nil
	}
	if !s.many && (!s.creates || strings.HasPrefix(forced, "freeswitch")) {
		if _, err := dialect.Recognise(name, head, whole, opt); err == nil || !errors.Is(err, dialect.ErrUnknown) {
			return nil, nil
		}
	}
	if c := s.found(); !whole && (c == nil || c.rank == perhaps) {
		r, err := again()
		if err != nil {
			return nil, err
		}
		if s, err = surveyAll(r, x, judge); err != nil {
			return nil, err
		}
	}
	c := s.found()
	if c == nil {
		return nil, s.nothing(name, forced)
	}
	if c.err != nil {
		return nil, c.err
	}
	return c.source(name, x), nil
}

// source is the table as what is read.
func (c *candidate) source(name string, x syntax) *translate.Source {
	read := &chosen{c.table, c.columns, c.dialect}
	return &translate.Source{
		Table: true, Form: x.form(c), Columns: c.columns, Sample: &c.sample,
		Open: func(r io.Reader, offset int64) translate.Translator { return newTranslator(name, x, read, r, offset) },
	}
}

// form says what the rows are of.
func (x syntax) form(c *candidate) string {
	of := "SQL dump"
	if x.name != "" {
		of += " of " + x.name
	}
	if c.columns == nil {
		return fmt.Sprintf("%s, table %q, whose columns have no names", of, c.table)
	}
	return fmt.Sprintf("%s, table %q, %d columns", of, c.table, len(c.columns))
}

// nothing is the error of a dump without CDRs.
func (s *survey) nothing(name, forced string) error {
	err := &cdr.DataError{Place: name, Err: dialect.ErrUnknown}
	switch {
	case len(s.tables) == 0:
		err.Problem = "found an SQL dump without rows, wanted CDRs"
		err.Hint = "dump the data too, not the schema alone"
	case forced != "auto":
		err.Problem = fmt.Sprintf("not %s: found an SQL dump with rows of %s", forced, list(s.names()))
		err.Hint = "leave --dialect out to recognise the table by its columns"
	default:
		err.Problem = "found an SQL dump with rows of " + list(s.names()) + ", wanted a table of CDRs"
		err.Hint = "dump the table of the calls, or name its columns: --column end_time=COLUMN --column hangup_cause=COLUMN"
		if len(s.tables) == 1 && s.tables[0].columns == nil {
			err.Hint = "dump it with its columns: mysqldump --complete-insert, pg_dump --column-inserts, or leave CREATE TABLE in it"
		}
	}
	return err
}

// firstWords are those that a dump begins with.
var firstWords = strings.Fields("CREATE DROP SET INSERT REPLACE COPY LOCK USE BEGIN START PRAGMA ALTER SELECT DELIMITER COMMIT DELETE TRUNCATE GO")

// begins tells whether a text could be a dump by how it begins.
func begins(head []byte) bool {
	w := newWalker(syntax{mysql: true})
	w.text, w.whole = head, true
	for w.space() && (w.text[w.pos] == '\\' || w.text[w.pos] == ';' || isWarning(w.text[w.pos:])) {
		w.skipLine()
	}
	rest := w.text[w.pos:]
	n := 0
	for n < len(rest) && isWordByte(rest[n]) {
		n++
	}
	if n == 0 || n > len("DELIMITER") || n == len(rest) || !isSpace(rest[n]) && rest[n] != ';' {
		return false
	}
	return slices.Contains(firstWords, string(bytes.ToUpper(rest[:n])))
}
