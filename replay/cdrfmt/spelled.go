package cdrfmt

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/columnar"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/dialect"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// spells tells whether a typed file, of which t and err are what Open gave, is
// to be read as the text that it would be as an export: if its columns are not
// those of CDRs by name and type, if times stand in it as text, or without a zone
// and there is one to read them in, or if --column names columns that it has.
func spells(t *columnar.File, err error, opt *dialect.Options) bool {
	switch {
	case err != nil:
		return errors.Is(err, columnar.ErrColumns)
	case !t.Fields().Has(cdr.EndTime) && (opt.Need | opt.Want | opt.Lenient | opt.Glance).Has(cdr.EndTime):
		return true
	case t.TimesAsText(), t.TimesWithoutZone() && opt.Zone != nil && opt.Zone != time.UTC:
		return true
	}
	return len(opt.Columns) > 0 && !slices.ContainsFunc(opt.Columns, func(m dialect.ColumnMap) bool { return !hasColumn(t.Columns(), m) })
}

// hasColumn tells whether a --column can be meant of these columns.
func hasColumn(columns []string, m dialect.ColumnMap) bool {
	if m.Name == "" {
		return m.Index <= len(columns)
	}
	return slices.ContainsFunc(columns, func(name string) bool { return strings.EqualFold(name, m.Name) })
}

// openSpelled opens a typed file as a table of text.
func (p *pass) openSpelled(src *source, f io.ReaderAt, size int64) error {
	s, err := columnar.Records(src.name, f, size)
	if err != nil {
		return err
	}
	src.chain = newChain(carry{Carry: lex.Begin(0)}, p.firstTurn(src))
	src.translated, src.size = s, size
	return p.openTranslated(src, nil, bytes.NewReader(nil))
}
