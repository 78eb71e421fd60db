package sqldump

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/dialect"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/translate"
)

// maxItemBytes is the longest row that is read, and the longest beginning of a
// statement.
const maxItemBytes = lex.MaxRecordBytes

// chosen is the table that is read.
type chosen struct {
	table   string
	columns []string // nil if they are not known
	dialect string
}

// translator makes records of the rows of one table of a dump.
type translator struct {
	walker
	name    string
	stretch translate.Stretch
	chosen  *chosen
	block   *translate.Block

	at    []int // where the columns stand in the rows at hand; -1 is nowhere
	width int   // of these rows; 0 if what reads the records is to judge that
	list  [][]byte
	told  map[string]bool // tables of which something was said
}

func newTranslator(name string, s syntax, c *chosen, in io.Reader, offset int64) *translator {
	return &translator{walker: *newWalker(s), name: name, stretch: translate.NewStretch(in, offset), chosen: c, told: map[string]bool{}}
}

// Translate fills a block with the rows of the next stretch of the text.
func (t *translator) Translate(b *translate.Block) error {
	t.block, t.pos = b, 0
	return t.stretch.Fill(b, func(text []byte, whole bool) (int, bool, error) {
		t.text, t.whole = text, whole
		done := t.items()
		return t.pos, done, nil
	}, func(pos int) error {
		line, _, column := t.stretch.Of(b.Source, pos)
		return cdr.ErrorAt(t.name, int(line), int(column), "look for a quote that is opened and never closed",
			"a row or the beginning of a statement of more than %d MiB, wanted at most that", maxItemBytes>>20)
	})
}

// items goes through what the block holds whole. done tells that the text is
// over.
func (t *translator) items() (done bool) {
	for {
		switch what := t.next(); what {
		case itemCut:
			return false
		case itemEnd:
			if t.unfinished() {
				t.note(translate.Noted, t.pos, "the dump ends before it is complete, perhaps it is cut off: rows may be missing")
			}
			return true
		case itemTable:
			t.begin()
		case itemRow:
			t.row()
		case itemBroken:
			t.broken()
		case itemOther:
			t.note(translate.Passed, t.start, "a line that is no statement passed over")
		case itemRest:
			t.note(translate.Passed, t.start, "an INSERT without VALUES passed over")
		}
	}
}

// add adds a row that starts at i.
func (t *translator) add(r translate.Row, i int) {
	t.block.Rows = append(t.block.Rows, t.placed(r, i))
}

// placed is a row that starts at i.
func (t *translator) placed(r translate.Row, i int) translate.Row {
	r.Line, r.Byte, _ = t.stretch.Of(t.text, i)
	return r
}

// note says something of what stands at i, which is no row.
func (t *translator) note(v translate.Verdict, i int, reason string) {
	t.add(translate.Row{Verdict: v, Reason: reason}, i)
}

// raw is the row at hand as written.
func (t *translator) raw() []byte { return bytes.TrimRight(t.text[t.start:t.pos], "\r\n") }

// row adds the row at hand.
func (t *translator) row() {
	r := translate.Row{Raw: t.raw()}
	if t.width > 0 && len(t.cells) != t.width {
		r.Verdict, r.Reason = translate.Rejected, fmt.Sprintf("found %d values, wanted %d", len(t.cells), t.width)
		t.add(r, t.start)
		return
	}
	cells := t.cells
	if t.at != nil {
		t.list = t.list[:0]
		for _, i := range t.at {
			var cell []byte
			if i >= 0 {
				cell = t.cells[i]
			}
			t.list = append(t.list, cell)
		}
		cells = t.list
	}
	t.block.AddRow(t.placed(r, t.start), cells)
}

// broken rejects what is no row.
func (t *translator) broken() {
	reason := "the row is cut off: the text ends within it"
	if t.fault != "" {
		line, _, column := t.stretch.Ahead(t.text, t.faultAt)
		reason = "broken row at " + strconv.FormatInt(line, 10) + ":" + strconv.FormatInt(column, 10) + ": " + t.fault
	}
	t.add(translate.Row{Verdict: translate.Rejected, Raw: bytes.TrimRight(t.text[t.start:t.pos], " \t\r\n,;"), Reason: reason}, t.start)
}

// begin finds out whether the rows that follow are wanted, and where the columns
// stand in them.
func (t *translator) begin() {
	c := t.chosen
	reads, told := false, t.table
	t.at, t.width = nil, len(t.columns)
	switch {
	case t.options:
	case c.columns == nil:
		reads, t.width = t.table == c.table && !t.listed, 0
	case t.columns == nil:
	default:
		t.at, reads = placesOf(c.columns, t.columns, t.table == c.table)
	}
	if !reads {
		t.pass()
	}
	if reads && t.table == c.table || t.told[told] || len(t.told) >= maxTables {
		return
	}
	t.told[told] = true
	verdict, reason := t.say(reads)
	t.note(verdict, t.start, reason)
}

// say is what a person should know of the table at hand.
func (t *translator) say(reads bool) (translate.Verdict, string) {
	c, name := t.chosen, strconv.Quote(t.table)
	switch {
	case reads:
		return translate.Noted, fmt.Sprintf("rows of the table %s read as well: it has the columns of %q", name, c.table)
	case t.options:
		return translate.Noted, "rows of the table " + name + " passed over: they are not in the text format of COPY"
	case t.table == c.table:
		return translate.Noted, "rows of the table " + name + " passed over: they have other columns than those before"
	}
	d := dialect.DialectOfTable(t.columns)
	switch {
	case d == "":
		return translate.Passed, "rows of the table " + name + " passed over"
	case d == c.dialect:
		return translate.Noted, "rows of the table " + name + " passed over, which are CDRs as well: dump it by itself to read them"
	}
	return translate.Noted, "rows of the table " + name + " passed over, which are CDRs as well: to read them, give --dialect " + d
}

// placesOf is where the wanted columns stand among those there are; -1 is
// nowhere. ok tells that there are no others, and that none is missing unless
// some may be.
func placesOf(wanted, there []string, some bool) (at []int, ok bool) {
	places := make(map[string]int, len(there))
	for i, name := range there {
		places[strings.ToLower(name)] = i
	}
	found := 0
	for _, name := range wanted {
		i, ok := places[strings.ToLower(name)]
		if !ok {
			i = -1
		} else {
			found++
		}
		at = append(at, i)
	}
	return at, found == len(there) && (some || found == len(wanted))
}
