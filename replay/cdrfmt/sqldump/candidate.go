package sqldump

import (
	"errors"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/dialect"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/translate"
)

// candidate is a table with rows.
type candidate struct {
	table   string
	columns []string
	sample  translate.Block
	// odd are rows that have not as many values as CREATE TABLE has columns.
	odd     translate.Block
	rank    rank
	dialect string
	err     error // why its rows cannot be read as the options ask
}

// rank says how surely a table is one of CDRs.
type rank uint8

const (
	unranked rank = iota
	// told by columns of a system's own.
	told
	// named: its columns have the names of what every CDR has.
	named
	// perhaps: they have, but of too little, or lack what is asked for.
	perhaps
	// other is no table of CDRs.
	other
)

// judgeBy ranks tables for the options of a reading.
func judgeBy(name string, opt *dialect.Options, form func(*candidate) string) func(*candidate) {
	return func(c *candidate) {
		from := &translate.Source{Table: true, Columns: c.columns, Form: form(c)}
		l, err := dialect.Translated(name, from, c.sample.Text, opt)
		c.rank = other
		switch {
		case err == nil && l.Name() != "header":
			c.rank = told
		case err == nil:
			asking := *opt
			if len(opt.Columns) == 0 {
				asking.Need |= cdr.FieldsOf(cdr.EndTime, cdr.HangupCause)
			}
			c.rank = named
			if _, err := dialect.Translated(name, from, c.sample.Text, &asking); err != nil {
				c.rank = perhaps
			}
		case !errors.Is(err, dialect.ErrUnknown):
			c.rank, c.err = perhaps, err
		}
		if l != nil {
			c.dialect = l.Name()
		}
	}
}
