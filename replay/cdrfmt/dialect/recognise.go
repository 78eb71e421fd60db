package dialect

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// Recognise tells by content which dialect a delimited file speaks and where
// the fields stand. name is the input's path (some accounts are told by it),
// head its first decompressed bytes, at most 1 MiB of them are needed; whole
// says that head is all of it.
//
// A table of more than 16,384 columns is none of CDRs.
//
// The error is a *cdr.UsageError if opt cannot be meant, else a *cdr.DataError;
// it wraps ErrUnknown if the text is no CDR file at all, but not if it is one
// that lacks a needed field.
func Recognise(name string, head []byte, whole bool, opt *Options) (*Layout, error) {
	forced, err := ParseDialect(opt.Dialect)
	if err != nil {
		return nil, err
	}
	head = bytes.TrimPrefix(head, []byte("\ufeff"))
	if junk := junkOf(head); junk != "" {
		err := unknown(name, "found "+junk+", wanted rows of CDRs separated by , ; | ^ or tab")
		err.Hint = "if it holds CDRs, export them as CSV with a header"
		if junk == jsonDocument {
			err.Hint = "JSON is recognised by its content: leave --dialect out, or give json, kazoo:json or freeswitch:json"
		}
		if junk == xmlDocument && bytes.Contains(head[:min(len(head), 4096)], []byte("<cdr")) {
			err.Hint = "XML of FreeSWITCH is recognised by its content: leave --dialect out, or give freeswitch:xml"
		}
		return nil, err
	}
	s := bestSample(head, whole).first()
	s.text = head
	if rows := s.rows(); len(rows) > 0 && rows[0].Len() > maxColumns {
		return nil, unknown(name, fmt.Sprintf("found %s, wanted at most %d columns", firstCells(s), maxColumns))
	}
	if rows := s.rows(); len(rows) > 0 && manyRows(rows[0]) {
		return nil, refuseDump(name)
	}
	if isCMR(s) {
		err := unknown(name, "found Cisco's Call Management Records (the quality of calls), wanted CDRs")
		err.Hint = "give the files cdr_* that stand beside cmr_*"
		return nil, err
	}
	l, err := match(name, s, forced, opt)
	if err != nil {
		return nil, err
	}
	l.source, l.zone, l.sep = name, opt.Zone, s.sep
	if l.events != nil {
		opt = eventOptions(opt)
	}
	if opt.Repaired {
		l.flags = cdr.FlagRepaired
	}
	if err := l.finish(s, opt); err != nil {
		return nil, err
	}
	return l, nil
}

// match finds the dialect. A forced one has to fit.
func match(name string, s sample, forced string, opt *Options) (*Layout, error) {
	var found []string // why not, of each dialect tried
	for i := range kinds {
		if !kinds[i].tries(forced) {
			continue
		}
		l, why := kinds[i].match(s, forced, opt)
		if l != nil {
			return l, nil
		}
		found = append(found, why)
	}
	if forced == auto {
		if what, instead := foreignText(s.text); what != "" {
			err := unknown(name, "found "+what+", wanted CDRs")
			err.Hint = instead
			return nil, err
		}
		err := unknown(name, "found "+firstCells(s)+", wanted a header with known field names, or rows of FreeSWITCH or Asterisk")
		err.Hint = suggestRows(s)
		return nil, err
	}
	if len(found) == 0 {
		found = append(found, "found delimited text, "+firstCells(s))
	}
	err := unknown(name, "not "+forced+": "+strings.Join(found, "; "))
	err.Hint = "leave --dialect out to recognise it by content"
	return nil, err
}

func unknown(name, problem string) *cdr.DataError {
	return &cdr.DataError{
		Place: name, Problem: problem, Err: ErrUnknown,
		Hint: "if these are CDRs, name the columns (--column end_time=3:epoch --column hangup_cause=7) or the kind (--dialect)",
	}
}

// firstCells shows the first record in an error.
func firstCells(s sample) string {
	rows := s.rows()
	if len(rows) == 0 {
		return "no record"
	}
	r := rows[0]
	if r.Len() == 1 {
		return fmt.Sprintf("a text without separators, %q", shorten(r.Raw))
	}
	return fmt.Sprintf("%d columns, %s", r.Len(), listCells(r))
}

// maxListed bounds how many columns an error names.
const maxListed = 24

// listNames writes the names of columns for an error.
func listNames(names []string) string {
	return listed(len(names), func(i int) []byte { return []byte(names[i]) })
}

// listCells writes the cells of a record for an error.
func listCells(r *lex.Record) string {
	return listed(r.Len(), func(i int) []byte { return bytes.TrimSpace(r.Field(i)) })
}

func listed(n int, name func(i int) []byte) string {
	var list []byte
	for i := range min(n, maxListed) {
		if i > 0 {
			list = append(list, ", "...)
		}
		list = append(list, shorten(name(i))...)
	}
	if n > maxListed {
		list = fmt.Appendf(list, " and %d more", n-maxListed)
	}
	return string(list)
}

// shorten bounds what an error quotes of the data.
func shorten(b []byte) string {
	const most = 40
	if len(b) <= most {
		return string(b)
	}
	return string(b[:most]) + "..."
}
