package dialect

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// remarkTitles tells what stands above the header and was passed over, apart
// from comments and the line that tells a spreadsheet the separator.
func (l *Layout) remarkTitles(s sample) {
	titles := s.records[s.comments():s.leading]
	if len(titles) == 0 || len(titles) == 1 && bytes.HasPrefix(bytes.Trim(titles[0].Raw, `"`), []byte("sep=")) {
		return
	}
	lines := "line"
	if len(titles) > 1 {
		lines = "lines"
	}
	l.remark(fmt.Sprintf("%d %s above the header passed over: %q", len(titles), lines, shorten(titles[0].Raw)))
}

// remarkColumns tells which columns were taken for the fields whose own names
// the header does not have, and the unit of those whose name does not say it.
func (l *Layout) remarkColumns() {
	if !l.named() || l.headings == nil {
		return
	}
	var list []string
	for f := range cdr.Field(cdr.NumFields) {
		if !l.reads(f) && !l.followed(f) || l.columns[f][0].name == f.String() {
			continue
		}
		c := &l.columns[f][0]
		text := fmt.Sprintf("%s from %q", f, c.name)
		if _, said := cutUnit(normalName(splitCamel(c.name))); isDuration(f) && said == unitUnknown && c.unit == unitSec {
			text += " in s"
		}
		if c.utc {
			text += " as UTC"
		}
		list = append(list, text)
	}
	if len(list) > 0 {
		l.remark("columns taken by name: " + strings.Join(list, ", "))
	}
}

// remarkCauses tells where causes are no more than guessed, and when most of
// those at the head of a file are no names of hangup causes: alert engines
// match them by their exact name.
func (l *Layout) remarkCauses(d *Decoder, rows []*lex.Record) {
	if !l.reads(cdr.HangupCause) {
		return
	}
	columns := l.columns[cdr.HangupCause]
	c := &columns[0]
	l.remarkSpelling(columns)
	var odd []string
	causes, oddRows := 0, 0
	const none, name, word = 1, 2, 3 // what a text is
	is := map[string]int{}           // of each text: few are different
	for _, r := range rows {
		if l.passesOver(r) || !d.fit(r) {
			continue
		}
		b := bytes.TrimSpace(d.cell(r, c))
		what, known := is[string(b)]
		if !known {
			text := string(b)
			if c.word != nil {
				text = c.word(text)
			}
			cause, _ := c.causes.cause(text)
			switch {
			case isNull(b) || text == "" || text == c.none:
				what = none
			case isCauseName(cause):
				what = name
			default:
				what, odd = word, append(odd, text)
			}
			is[string(b)] = what
		}
		if what != none {
			causes++
		}
		if what == word {
			oddRows++
		}
	}
	if oddRows*2 <= causes {
		return
	}
	l.remark(fmt.Sprintf("%s: %s: no names of hangup causes, counted as written%s", c.name, quoteSome(odd), meantCause(odd)))
}

// remarkSpelling tells that causes are made from what says less than they do:
// of each such spelling once.
func (l *Layout) remarkSpelling(columns []column) {
	for _, told := range []struct {
		by   causeSpelling
		text string
	}{
		{spelledDisposition, "guessed by Asterisk's disposition%s: NO ANSWER and FAILED stand for several"},
		{spelledSIP, "told by SIP status%s, as FreeSWITCH maps it"},
	} {
		var names []string
		where := ""
		for i, c := range columns {
			if c.causes != told.by {
				continue
			}
			if i > 0 && len(names) == 0 {
				where = fmt.Sprintf(" where %s is empty", columns[0].name)
			}
			names = append(names, columnCalled(c.name))
		}
		if len(names) > 0 {
			l.remark(fmt.Sprintf("%s: hangup causes "+told.text+" (a true cause: --column hangup_cause=COLUMN)", strings.Join(names, ", else "), where))
		}
	}
}

// columnCalled is what a remark calls a column.
func columnCalled(name string) string {
	if isDigits([]byte(name)) {
		return "column " + name
	}
	return name
}

// isCauseName tells a hangup cause in the one spelling that engines match.
func isCauseName(word string) bool {
	_, ok := cdr.CauseCode(word)
	return ok && word == strings.ToUpper(word)
}

// plainCause writes a cause as engines do: "Call Rejected [21]" too.
func plainCause(text string) string {
	if i := strings.IndexAny(text, "[("); i > 0 {
		text = text[:i]
	}
	return strings.ToUpper(normalName(text))
}

// meantCause names the cause that the first of the words that is one in
// another spelling stands for.
func meantCause(words []string) string {
	for _, w := range words {
		if name := plainCause(w); isCauseName(name) {
			return fmt.Sprintf("; %q is not %s to an alert engine", w, name)
		}
	}
	return ""
}

// quoteSome lists at most three words.
func quoteSome(words []string) string {
	const most = 3
	var list []string
	for _, w := range words[:min(len(words), most)] {
		list = append(list, fmt.Sprintf("%q", shorten([]byte(w))))
	}
	text := strings.Join(list, ", ")
	if len(words) > most {
		text += fmt.Sprintf(" and %d more", len(words)-most)
	}
	return text
}

// columnCells are the cells of one column in some records, trimmed, without
// those that are empty.
func columnCells(rows []*lex.Record, i int) []string {
	var list []string
	for _, r := range rows {
		if i >= r.Len() {
			continue
		}
		if b := bytes.TrimSpace(r.Field(i)); len(b) > 0 {
			list = append(list, string(b))
		}
	}
	return list
}
