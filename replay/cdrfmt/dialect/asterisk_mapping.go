package dialect

import (
	"fmt"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// mapping is which column holds what in the rows of a cdr_custom mapping of a
// site's own, as far as the cells tell it; -1 is none.
type mapping struct {
	start, answer, end, duration, billsec, disposition int
	channel, dstchannel, clid, uniqueid, linkedid      int
	src, dst, accountcode                              int  // told by their neighbours alone
	sole                                               bool // start is the only time
}

// newMapping knows nothing of any column.
func newMapping() mapping {
	return mapping{-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, false}
}

// maxMapped bounds how many columns a mapping has.
const maxMapped = 64

// mappedLayout lays out rows of such a mapping. It is nil if they have not one
// column of dispositions, times, and the length of the calls between these.
func mappedLayout(rows []*lex.Record) *Layout {
	if commonWidth(rows) > maxMapped {
		return nil
	}
	t := newCellTable(rows)
	m := newMapping()
	if m.disposition = t.only(isDisposition); m.disposition < 0 || !m.findTimes(t) {
		return nil
	}
	m.findRest(t)
	m.findNeighbours()
	m.settleSole(t)
	l := &Layout{name: asteriskCustom, width: t.width}
	var told []string
	for _, c := range []struct {
		name  string
		index int
	}{
		{"start", m.start}, {"answer", m.answer}, {"end", m.end}, {"duration", m.duration}, {"billsec", m.billsec},
		{"disposition", m.disposition}, {"clid", m.clid}, {"channel", m.channel}, {"dstchannel", m.dstchannel},
		{"uniqueid", m.uniqueid}, {"linkedid", m.linkedid}, {"src", m.src}, {"dst", m.dst}, {"accountcode", m.accountcode},
	} {
		if c.index >= 0 {
			l.addAsterisk(c.name, c.index, fmt.Sprint(c.index+1))
			l.noteApart(c.name, c.index)
			told = append(told, fmt.Sprintf("%d %s", c.index+1, c.name))
		}
	}
	l.completeAsterisk()
	l.remark("cdr_custom with a mapping of its own, columns told by what they hold: " + strings.Join(told, ", ") + " (others: --column FIELD=NUMBER)")
	if m.sole {
		l.remark(fmt.Sprintf("column %d, the only time, taken as the start of the calls; if it is their end: --column end_time=%[1]d", m.start+1))
	}
	return l
}

// findTimes finds start and end as the first and the last time of every row,
// with a number that is the time between them or a third time that is at times
// absent; or a start alone with a duration and billed seconds behind it.
func (m *mapping) findTimes(t *cellTable) bool {
	full, part := t.times()
	if len(full) == 0 {
		return false
	}
	m.start, m.end = full[0], full[0]
	for _, i := range full[1:] {
		if t.ordered(i, m.start) && !t.ordered(m.start, i) {
			m.start = i
		}
		if t.ordered(m.end, i) {
			m.end = i
		}
	}
	for _, i := range full {
		if !t.ordered(m.start, i) || !t.ordered(i, m.end) {
			return false
		}
	}
	if m.start == m.end {
		m.end, m.sole = -1, true
		return len(full) == 1 && len(part) == 0 && m.findLengths(t)
	}
	for _, i := range append(full, part...) {
		if i != m.start && i != m.end && m.answer < 0 && t.ordered(m.start, i) && t.ordered(i, m.end) {
			m.answer = i
		}
	}
	m.duration = t.first(func(i int) bool { return t.spans(m.start, m.end, i) })
	if m.duration >= 0 {
		m.billsec = t.first(func(i int) bool {
			return i != m.duration && t.billed(m.duration, i, m.disposition) && t.spans(m.answer, m.end, i)
		})
	}
	return m.duration >= 0 || m.answer >= 0
}

// findLengths finds the pair of neighbours that could be duration and billsec,
// where there is no end to tell them by: the one before the disposition, or
// else the only one.
func (m *mapping) findLengths(t *cellTable) bool {
	if i := m.disposition - 2; i >= 0 && t.billed(i, i+1, m.disposition) {
		m.duration, m.billsec = i, i+1
		return true
	}
	for i := range t.width - 1 {
		if !t.billed(i, i+1, m.disposition) {
			continue
		}
		if m.duration >= 0 {
			return false
		}
		m.duration, m.billsec = i, i+1
	}
	return m.duration >= 0
}

// findRest finds what names the channels and the caller. A call's own channel
// is there in every row; of two identifiers linkedid is that of the channel
// that was there first.
func (m *mapping) findRest(t *cellTable) {
	m.clid = t.only(func(b []byte) bool { return len(b) > 1 && b[len(b)-1] == '>' && strings.IndexByte(string(b), '<') >= 0 })
	for i := range t.width {
		switch {
		case t.most(i, isChannel) && m.channel < 0 && m.dstchannel < 0 && t.holes(i):
			m.dstchannel = i
		case t.most(i, isChannel) && m.channel < 0:
			m.channel = i
		case t.most(i, isChannel) && m.dstchannel < 0:
			m.dstchannel = i
		case t.most(i, isWholeUniqueID) && m.uniqueid < 0:
			m.uniqueid = i
		case t.most(i, isWholeUniqueID) && m.linkedid < 0:
			m.linkedid = i
		}
	}
	if m.linkedid >= 0 && !t.madeBefore(m.linkedid, m.uniqueid) {
		m.uniqueid, m.linkedid = m.linkedid, m.uniqueid
	}
}

// settleSole asks uniqueid whether the only time is the start or the end.
func (m *mapping) settleSole(t *cellTable) {
	switch {
	case !m.sole || m.uniqueid < 0:
	case t.madeAt(m.uniqueid, m.start, -1):
		m.sole = false
	case t.madeAt(m.uniqueid, m.start, m.duration):
		m.start, m.end, m.sole = -1, m.start, false
	}
}

// findNeighbours finds the numbers and the account where what was found stands
// as in the sample of cdr_custom, in cdr_csv or in a database's table, to which
// people add columns.
func (m *mapping) findNeighbours() {
	switch {
	case m.clid == 0 && m.channel == 4 && m.start == 8:
		m.src, m.dst = 1, 2
		if m.disposition == 13 && m.uniqueid == 16 {
			m.accountcode = 15
		}
	case m.clid == 1 && m.channel == 5 && m.start == 0 && m.disposition == 11 && m.uniqueid == 14:
		m.src, m.dst, m.accountcode = 2, 3, 13
	case m.clid == 4 && m.channel == 5 && m.start == 9:
		m.accountcode, m.src, m.dst = 0, 1, 2
	}
}
