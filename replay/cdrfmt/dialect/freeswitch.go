package dialect

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// matchFreeSWITCH lays out rows of mod_cdr_csv, or of a module that writes the
// same variables: the template is told by the number of fields and by what
// stands in the columns of times and causes. The one that most rows fit is
// taken; unless a person says that this is FreeSWITCH's, more than half of them
// have to. The switch writes no header, but people put one before the rows.
func matchFreeSWITCH(s sample, forced string, _ *Options) (l *Layout, why string) {
	head, rows := splitHeader(s)
	if len(rows) == 0 {
		return nil, "no rows"
	}
	tried := slices.Clone(templates)
	if t, ok := customTemplate(rows); ok {
		tried = append(tried, t)
	}
	if t, ok := namedInsert(rows[0]); ok {
		tried = []template{t}
	}
	single := isSQLQuoted(rows[0])
	var best *template
	bestScore, bestFits := 0, 0
	for i := range tried {
		t := &tried[i]
		if strings.Contains(forced, ":") && forced != t.dialect() || head != nil && !t.agrees(cells(head)) {
			continue
		}
		t.single, t.causeAt = single, 1+slices.Index(t.columns, "hangup_cause")
		score, fits := 0, 0
		for _, r := range rows {
			switch {
			case t.fits(r):
				score, fits = score+1, fits+1
				if r.Len() == t.width() {
					score++
				}
			case !t.insert && t.fitsJoined(r, 0): // of another width
				fits++
			}
		}
		if score > bestScore {
			best, bestScore, bestFits = t, score, fits
		}
	}
	if best == nil || forced == auto && bestFits*2 <= len(rows) {
		return nil, fmt.Sprintf("found rows with %d fields, %s; wanted a template of mod_cdr_csv: %s",
			rows[0].Len(), listCells(rows[0]), templateWidths())
	}
	l = best.layout()
	l.leading = s.leading
	l.join.widths = best.widths(rows)
	if head != nil {
		l.addHeader(s, head)
	}
	return l, ""
}

// maxFitted bounds how many rows tell the template.
const maxFitted = 256

// splitHeader takes the header that a person put before the rows off them, and
// the statements of a database dump.
func splitHeader(s sample) (head *lex.Record, rows []*lex.Record) {
	rows = s.rows()
	if len(rows) > 1 && !isInsert(rows[0].Bare(0)) && !isStatement(rows[0].Raw) && isWords(rows[0]) && hasStamp(rows[1]) {
		head, rows = rows[0], rows[1:]
	}
	rows = slices.Clone(rows[:min(len(rows), maxFitted)])
	return head, slices.DeleteFunc(rows, func(r *lex.Record) bool { return isStatement(r.Raw) })
}

// isWords tells a record whose cells are neither times nor numbers.
func isWords(r *lex.Record) bool {
	for i := range r.Len() {
		b := trim(r.Field(i))
		if _, number := parseDecimal(b); number || isStamp(b) {
			return false
		}
	}
	return true
}

// addHeader names the columns by a header, and adds those that only it knows.
func (l *Layout) addHeader(s sample, head *lex.Record) {
	known := map[int]bool{}
	l.leading, l.headings, l.headerRaw = s.leading+1, cells(head), head.Raw
	for f := range l.columns {
		for i := range l.columns[f] {
			c := &l.columns[f][i]
			known[c.index] = true
			if c.name = l.heading(c.index); c.index >= len(l.headings) {
				c.name = cdr.Field(f).String()
			}
		}
	}
	for i, name := range l.headings {
		if h, ok := fieldOfHeader(name); ok && !known[i] && i < l.width && len(l.columns[h.field]) == 0 {
			l.add(h.field, column{index: i, name: name, unit: h.unit, utc: h.utc})
		}
	}
}

// agrees tells whether a header can be one of the template's rows: a column
// that is known by its name is what the template has there.
func (t *template) agrees(names []string) bool {
	if len(names) != t.width() {
		return false
	}
	for i, name := range names {
		h, ok := fieldOfHeader(name)
		f, read := freeswitchFields[t.columns[i]]
		if ok && read && h.field != f.field {
			return false
		}
	}
	return true
}

// freeswitchVariants are the templates.
func freeswitchVariants() []string {
	var names []string
	for i := range templates {
		names = append(names, templates[i].name)
	}
	return append(names, custom)
}

// templateWidths lists the templates with their numbers of fields.
func templateWidths() string {
	list := make([]string, len(templates))
	for i := range templates {
		list[i] = fmt.Sprintf("%s %d", templates[i].name, templates[i].width())
	}
	return strings.Join(list, ", ")
}

// layout is the template's. The zone of its times and the file are not known
// here.
func (t *template) layout() *Layout {
	l := &Layout{name: t.dialect(), width: t.width(), shape: shapeJoin, join: joints{before: []int{t.unescaped}}}
	l.join.fits = t.fitsJoined
	if t.insert {
		l.skips = isStatement
	}
	for i, name := range t.columns {
		f, ok := freeswitchFields[name]
		if !ok {
			continue
		}
		c := column{index: i, name: name, unit: f.unit}
		switch {
		case name == "caller_id":
			c.clean = cleanCallerID
		case i == t.firstValue && t.insert:
			c.clean = cleanInsert
		case i == t.width()-1 && (t.insert || t.ends()):
			c.clean = cleanEnd
		case t.single:
			c.clean = cleanSQL
		}
		l.add(f.field, c)
	}
	if len(l.columns[cdr.HangupCause]) == 0 {
		l.remark(l.name + " has no hangup cause: every leg counts as unknown")
	}
	return l
}

// widths are the numbers of fields that rows of the template have beside its
// own: sites add variables behind those that every template has, so that a
// file holds rows of before and after. A single row of its width is a broken one.
func (t *template) widths(rows []*lex.Record) map[int]bool {
	counts := map[int]int{}
	for _, r := range rows {
		if !t.insert && t.fitsJoined(r, 0) {
			counts[r.Len()]++
		}
	}
	widths := map[int]bool{}
	for n, rows := range counts {
		widths[n] = rows >= 2
	}
	return widths
}
