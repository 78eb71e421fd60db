package dialect

import (
	"slices"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// asteriskForm is an order in which Asterisk writes a CDR without a header.
type asteriskForm struct {
	name    string // of the dialect
	columns []string
	start   int // the column of start; those up to disposition follow it
}

const (
	// csvColumns are those of cdr_csv without loguniqueid, loguserfield and
	// newcdrcolumns (cdr_csv.c).
	csvColumns = "accountcode src dst dcontext clid channel dstchannel lastapp lastdata start answer end duration billsec disposition amaflags"
	newColumns = "peeraccount linkedid sequence"
	// customColumns are those of the mapping that cdr_custom.conf comes with.
	customColumns = "clid src dst dcontext channel dstchannel lastapp lastdata start answer end duration billsec disposition amaflags accountcode uniqueid userfield sequence"
)

// csvForms are cdr_csv's, one for each way of setting its three options.
var csvForms = func() (forms []asteriskForm) {
	for _, tail := range []string{
		"", "uniqueid", "userfield", "uniqueid userfield",
		newColumns, "uniqueid " + newColumns, "userfield " + newColumns, "uniqueid userfield " + newColumns,
	} {
		forms = append(forms, formOf(asterisk, strings.Fields(csvColumns+" "+tail)))
	}
	return forms
}()

// customForms are the sample mapping of cdr_custom, whole, as it was before
// there was a sequence, and cut after any column behind the disposition.
var customForms = func() (forms []asteriskForm) {
	columns := strings.Fields(customColumns)
	for n := len(columns); columns[n-1] != "billsec"; n-- {
		forms = append(forms, formOf(asteriskCustom, columns[:n]))
	}
	return forms
}()

func formOf(name string, columns []string) asteriskForm {
	return asteriskForm{name: name, columns: columns, start: slices.Index(columns, "start")}
}

// formSet are the forms of a family, and how a row of each is laid over the
// columns of the one that most rows of a file have.
type formSet struct {
	forms        []asteriskForm
	own          int
	first, taken [][]int // by form
}

// bestForm lays out rows in the form that most of them have; nil unless more
// than half have it or another of its family or, where a person says that they
// are Asterisk's, some. Rows of the others are read too: the options of cdr_csv
// may have been changed while it wrote the file.
func bestForm(rows []*lex.Record, forced string) *Layout {
	for _, forms := range [][]asteriskForm{csvForms, customForms} {
		if forced == asteriskCustom && forms[0].name != forced {
			continue
		}
		counts, all := make([]int, len(forms)), 0
		for _, r := range rows {
			if i := formAt(forms, r); i >= 0 {
				counts[i]++
				all++
			}
		}
		if all*2 > len(rows) || forced != auto && all > 0 {
			return formLayout(forms, slices.Index(counts, slices.Max(counts)))
		}
	}
	return nil
}

// formLayout is that of one form of a family.
func formLayout(forms []asteriskForm, own int) *Layout {
	columns := forms[own].columns
	l := &Layout{name: forms[own].name, width: len(columns), shape: shapeForms, forms: &formSet{forms: forms, own: own}}
	for i, name := range columns {
		l.addAsterisk(name, i, name)
		l.noteApart(name, i)
	}
	l.completeAsterisk()
	for _, f := range forms {
		first, taken := make([]int, len(columns)), make([]int, len(columns))
		for i, name := range columns {
			if at := slices.Index(f.columns, name); at >= 0 {
				first[i], taken[i] = at, 1
			}
		}
		l.forms.first, l.forms.taken = append(l.forms.first, first), append(l.forms.taken, taken)
	}
	return l
}

// formAt is the first of the forms that a row has, -1 if it has none.
func formAt(forms []asteriskForm, r *lex.Record) int {
	return slices.IndexFunc(forms, func(f asteriskForm) bool { return r.Len() == len(f.columns) && f.fits(r, 0) })
}

// fits tells whether a row could have the form: times, numbers and a
// disposition in their columns, and behind them identifiers where the form has
// any and none where it has not. more is how many fields too many the row has,
// all of them before the times.
func (f *asteriskForm) fits(r *lex.Record, more int) bool {
	for i := f.start; i < len(f.columns); i++ {
		b := trim(r.Field(i + more))
		switch f.columns[i] {
		case "start", "end":
			if !isStamp(b) {
				return false
			}
		case "answer":
			if !isStamp(b) && !isNoTime(b) {
				return false
			}
		case "duration", "billsec":
			if _, ok := parseDecimal(b); !ok {
				return false
			}
		case "disposition":
			if !isDisposition(b) {
				return false
			}
		case "linkedid":
			if !isUniqueID(b) {
				return false
			}
		case "uniqueid", "userfield":
			// One alone is told by what it holds, of both the first is uniqueid.
			alone := f.columns[i-1] == "amaflags" && (i+1 == len(f.columns) || f.columns[i+1] == "peeraccount")
			if alone && f.name == asterisk && isUniqueID(b) != (f.columns[i] == "uniqueid") {
				return false
			}
		case "sequence":
			if !isDigits(b) {
				return false
			}
		}
	}
	return true
}

// fitForm lays a row of another form of the family over the columns. Where the
// quotes in a caller's name are not escaped, as older samples of cdr_custom
// leave them, a comma there makes the row longer.
func (d *Decoder) fitForm(r *lex.Record) (repaired, ok bool) {
	set := d.layout.forms
	if i := formAt(set.forms, r); i >= 0 {
		d.first, d.taken = append(d.first[:0], set.first[i]...), append(d.taken[:0], set.taken[i]...)
		return false, true
	}
	own, more := &set.forms[set.own], r.Len()-d.layout.width
	if more <= 0 || more > maxJoined || !own.fits(r, more) {
		return false, false
	}
	d.lay(r, join{slices.Index(own.columns, "clid"), more})
	return true, true
}
