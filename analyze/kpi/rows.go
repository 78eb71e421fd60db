package kpi

import "github.com/cdrlab/cdrlab/replay/cdr"

// rows are the selected legs of a batch, or calls as a batch.
type rows struct {
	batch *cdr.Batch
	// all are the rows that count, seized those of them that are seizures.
	all, seized selection
	// By row of the batch: whether it was answered, as a seizure and in
	// whatever direction, and for how long it talked. Nil if no column tells
	// or no figure asks.
	answered, answeredAny []bool
	talkMs                []int64
	// legs is how many legs a row stands for; nil is one each.
	legs []uint32
	// call is the number of a leg's call, by row of the batch, noCall if it
	// has none. Nil if no figure asks.
	call []uint32
}

// selection is some rows of a batch and the group of each.
type selection struct {
	rows   []int32
	groups []uint32
	// places are, of seizures that are not all rows, their places among all.
	places []int32
}

// place is where the j-th seizure is among all rows.
func (s *selection) place(j int) int {
	if s.places == nil {
		return j
	}
	return int(s.places[j])
}

// legReader makes rows of batches of legs. What it makes holds until the next.
type legReader struct {
	parts      partSet
	directions *lexicon
	calls      *callIDs

	rows    rows
	seized  []int32
	places  []int32
	codes   []uint32
	answers []bool
	talk    []int64
	call    []uint32
}

const (
	outbound = "outbound"
	inbound  = "inbound"
)

func newLegReader(parts partSet, calls *callIDs) *legReader {
	return &legReader{parts: parts, directions: newLexicon(absentWord), calls: calls}
}

// read makes rows of these legs of a batch, without groups.
func (r *legReader) read(b *cdr.Batch, legs []int32) *rows {
	r.rows = rows{batch: b}
	r.rows.all.rows, r.rows.seized.rows = legs, legs
	if c := b.Column(cdr.Direction); c != nil {
		r.seizures(c, legs)
	}
	if r.parts.has(partAnswers) || r.parts.has(partCauses) || r.parts.has(partCalls) {
		r.answered(b)
	}
	if r.parts.has(partCalls) {
		r.call = r.calls.ofLegs(b, legs, r.call)
		r.rows.call = r.call
	}
	return &r.rows
}

// seizures selects the legs that are not known to be inbound.
func (r *legReader) seizures(c *cdr.Column, legs []int32) {
	r.codes = r.directions.codes(c, legs, r.codes[:0])
	in := r.directions.id(inbound)
	r.seized, r.places = grown(r.seized, len(legs)), grown(r.places, len(legs))
	n := 0
	for k, i := range legs { // either direction is likely: no branch
		r.seized[n], r.places[n] = i, int32(k)
		n += int(oneIf(r.codes[k] != in))
	}
	r.seized, r.places = r.seized[:n], r.places[:n]
	r.rows.seized.rows, r.rows.seized.places = r.seized, r.places
}

// oneIf is 1 if ok, else 0, without a branch.
func oneIf(ok bool) (n uint64) {
	if ok {
		n = 1
	}
	return n
}

// answered tells who was: a leg with an answer_time or a billsec above 0.
// Without a billsec it talked from answer to end.
func (r *legReader) answered(b *cdr.Batch) {
	answer, billsec, end := b.Column(cdr.AnswerTime), b.Column(cdr.BillsecMs), b.Column(cdr.EndTime)
	if answer == nil && billsec == nil {
		return
	}
	r.answers, r.talk = grown(r.answers, b.Rows), grown(r.talk, b.Rows)
	answers, talk := r.answers, r.talk
	if billsec != nil && billsec.Valid == nil {
		for i, ms := range billsec.Ints[:b.Rows] {
			talk[i] = max(0, ms)
			answers[i] = ms > 0
		}
	} else {
		for i := range talk {
			ms := int64(0)
			switch {
			case billsec != nil && !billsec.IsNull(i):
				ms = max(0, billsec.Ints[i])
			case answer != nil && !answer.IsNull(i):
				ms, _, _ = cdr.SpanOf(answer.Ints[i], end.Ints[i])
			}
			talk[i], answers[i] = ms, ms > 0
		}
	}
	for i := range answers {
		switch {
		case answer == nil:
		case answer.Valid == nil:
			answers[i] = true
		default: // a third of all legs is not answered: no branch
			answers[i] = byte(oneIf(answers[i]))|answer.Valid[i>>3]>>(i&7)&1 != 0
		}
	}
	r.rows.answered, r.rows.answeredAny, r.rows.talkMs = answers, answers, talk
}

// group gives the rows their groups. Seizures are some of all rows, in the
// same order.
func (r *rows) group(g *grouping, all, seized []uint32) (_, _ []uint32) {
	all = g.of(r.batch, r.all.rows, all[:0])
	r.all.groups = all
	if r.seized.places == nil {
		r.seized.groups = all
		return all, seized
	}
	seized = grown(seized, len(r.seized.places))
	for j, k := range r.seized.places {
		seized[j] = all[k]
	}
	r.seized.groups = seized
	return all, seized
}
