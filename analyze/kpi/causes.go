package kpi

import (
	"slices"

	"github.com/cdrlab/cdrlab/replay/alert"
	"github.com/cdrlab/cdrlab/replay/cdr"
)

// causes counts rows by what their hangup cause says. Rows of batches without
// the column count nowhere; a row without a cause has one that is abnormal and
// not effective, as KAZOO takes it.
type causes struct {
	words   *lexicon
	classes []causeClass // by id of words
	codes   []uint32     // scratch
	groups  []causeCounts
}

type causeCounts struct {
	rows, abnormal uint64
	// seizures of which both the cause and the answer are known.
	seizures, effective uint64
}

// causeClass is what a cause means.
type causeClass uint8

const (
	// abnormal: not one that KAZOO's hangups application ignores by default.
	abnormal causeClass = 1 << iota
	// effective: the called side's doing, so the network's task was done.
	effective
	// cancelled: effective if it was ringing by then.
	cancelled
)

// effectiveCauses are Q.850 17, 18, 19 and 21 of the usual reading of E.425:
// busy, no user response, no answer, rejected. Cause 16 counts if answered.
var effectiveCauses = []string{"USER_BUSY", "NO_USER_RESPONSE", "NO_ANSWER", "CALL_REJECTED"}

func newCauses() *causes { return &causes{words: newLexicon(absentWord)} }

func classOf(cause string) causeClass {
	var c causeClass
	if !slices.Contains(alert.DefaultIgnore(), cause) {
		c |= abnormal
	}
	if slices.Contains(effectiveCauses, cause) {
		c |= effective
	}
	if cause == "ORIGINATOR_CANCEL" {
		c |= cancelled
	}
	return c
}

func (m *causes) grow(n int) { m.groups = grown(m.groups, n) }

func (m *causes) add(r *rows) {
	c := r.batch.Column(cdr.HangupCause)
	if c == nil {
		return
	}
	m.codes = m.words.codes(c, r.all.rows, m.codes[:0])
	for id := len(m.classes); id < len(m.words.list); id++ {
		m.classes = append(m.classes, classOf(m.words.list[id]))
	}
	for k, code := range m.codes {
		s := &m.groups[r.all.groups[k]]
		s.rows++
		if m.classes[code]&abnormal != 0 {
			s.abnormal++
		}
	}
	if r.answered == nil {
		return
	}
	rang := r.batch.Column(cdr.ProgressMs)
	for j, i := range r.seized.rows {
		s := &m.groups[r.seized.groups[j]]
		s.seizures++
		class := m.classes[m.codes[r.seized.place(j)]]
		if r.answered[i] || class&effective != 0 || class&cancelled != 0 && rang != nil && !rang.IsNull(int(i)) {
			s.effective++
		}
	}
}

func (m *causes) merge(from measure, to []uint32) {
	for g, s := range from.(*causes).groups {
		t := &m.groups[to[g]]
		t.rows += s.rows
		t.abnormal += s.abnormal
		t.seizures += s.seizures
		t.effective += s.effective
	}
}

func (m *causes) finish() {}
