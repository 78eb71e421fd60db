package registrar

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/simulate/failover"
)

// Options say how sources are read.
type Options struct {
	// DeviationSec is expires_deviation_time, added to what phones asked for.
	DeviationSec int64
	// Zone is that of times without an offset; nil is UTC.
	Zone *time.Location
	// TakenAtSec is when the sources were taken, Unix time, for those that do
	// not say: a registrar_summary, a log without years. 0 is unknown.
	TakenAtSec int64
}

// Builder reads sources into a Timeline.
type Builder struct {
	opt       Options
	when      instants
	sources   []Source
	events    []event
	snapshots []snapshot
	coverage  []Span
}

// snapshot is who was registered at one moment, as far as it goes.
type snapshot struct {
	atSec   int64
	present map[failover.Address]bool
	realms  map[string]bool
}

// NewBuilder is an empty one.
func NewBuilder(opt Options) *Builder {
	if opt.Zone == nil {
		opt.Zone = time.UTC
	}
	return &Builder{opt: opt, when: instants{zone: opt.Zone}}
}

// recogniseBytes is how much of a source is looked at to tell a log.
const recogniseBytes = 1 << 16

// Read adds a source in any form. A log is read line by line, anything else
// whole. The error is a *cdr.DataError.
func (b *Builder) Read(name string, in io.Reader) error {
	r := &reader{Builder: b, source: Source{Name: name}}
	guessed := b.when.guessed
	buffered := bufio.NewReaderSize(in, recogniseBytes)
	head, _ := buffered.Peek(recogniseBytes) // its error comes again
	var err error
	if isLog(head) {
		err = r.readLog(buffered)
	} else {
		err = r.readWhole(buffered)
	}
	if err != nil {
		return err
	}
	r.source.Twice = b.when.guessed - guessed
	if r.source.Registrations == 0 && r.source.Rejected > 0 {
		return &cdr.DataError{
			Place: name, Problem: fmt.Sprintf("no registration in this %s can be read; %s", r.source.Form, r.source.FirstRejected),
			Hint: "--registrations with one of the forms in cdrlab simulate failover --help",
		}
	}
	b.sources = append(b.sources, r.source)
	return nil
}

// Timeline is what the sources say together.
func (b *Builder) Timeline() *Timeline {
	events := slices.Concat(b.events, b.absences())
	// Stable: of the same second the later word counts.
	slices.SortStableFunc(events, func(x, y event) int { return cmp.Compare(x.atSec, y.atSec) })
	return &Timeline{Coverage: joined(slices.Clone(b.coverage)), Sources: b.sources, intervals: walk(events)}
}

// absences are the ends that later snapshots show: who was in one and is not
// in the next one of the same realm, although it would not have expired.
func (b *Builder) absences() []event {
	shots := moments(b.snapshots)
	var list []event
	for i, earlier := range shots {
		for a := range earlier.present {
			next := slices.IndexFunc(shots[i+1:], func(s snapshot) bool { return s.realms[a.Realm] })
			if next >= 0 && !shots[i+1+next].present[a] {
				list = append(list, gone(a, shots[i+1+next].atSec))
			}
		}
	}
	slices.SortFunc(list, func(x, y event) int { return cmp.Or(cmp.Compare(x.atSec, y.atSec), x.address.Compare(y.address)) })
	return list
}

// momentSec is how close snapshots are parts of one: pages of an answer, or
// the accounts of a cluster asked one after the other.
const momentSec = 60

// moments joins the snapshots of one moment, in order.
func moments(snapshots []snapshot) []snapshot {
	shots := slices.Clone(snapshots)
	slices.SortStableFunc(shots, func(x, y snapshot) int { return cmp.Compare(x.atSec, y.atSec) })
	var list []snapshot
	for _, s := range shots {
		last := len(list) - 1
		if last < 0 || s.atSec > list[last].atSec+momentSec {
			list = append(list, snapshot{s.atSec, maps.Clone(s.present), maps.Clone(s.realms)})
			continue
		}
		maps.Copy(list[last].present, s.present)
		maps.Copy(list[last].realms, s.realms)
	}
	return list
}

// reader reads one source.
type reader struct {
	*Builder
	source Source
	// loose are crossbar's entries outside of an answer: one snapshot.
	loose []entry
}

// readWhole recognises the forms that are no log, by the content.
func (r *reader) readWhole(in io.Reader) error {
	data, err := io.ReadAll(in)
	if err != nil {
		return r.unreadable(err)
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	text := bytes.TrimSpace(data)
	switch {
	case len(text) == 0:
		return &cdr.DataError{Place: r.source.Name, Problem: "an empty file found, registrations wanted"}
	case text[0] == '{' || text[0] == '[':
		return r.readJSON(data)
	case isSummary(text):
		return r.readSummary(data)
	}
	return r.readTable(data)
}

// unreadable is the error of a file, without the path that the place has.
func (r *reader) unreadable(err error) error {
	var at *fs.PathError
	if errors.As(err, &at) {
		err = at.Err
	}
	return &cdr.DataError{Place: r.source.Name, Problem: err.Error(), Hint: "--registrations with the path of a readable file", Err: err}
}

// registered notes a REGISTER of a timeline; expiresSec 0 un-registers.
func (r *reader) registered(a failover.Address, atSec, expiresSec int64) {
	r.source.Registrations++
	r.source.LongestSec = max(r.source.LongestSec, expiresSec)
	r.see(atSec)
	if expiresSec == 0 {
		r.events = append(r.events, gone(a, atSec))
		return
	}
	r.events = append(r.events, event{atSec, a, atSec + expiresSec + r.opt.DeviationSec})
}

// see widens the span of the source.
func (r *reader) see(atSec int64) {
	if r.source.FromSec == 0 || atSec < r.source.FromSec {
		r.source.FromSec = atSec
	}
	r.source.UntilSec = max(r.source.UntilSec, atSec)
}

// coverTimeline notes in which span a timeline knows everyone: a phone that
// registered just before its first line does so again before it expires.
func (r *reader) coverTimeline() {
	from := r.source.FromSec + r.source.LongestSec + r.opt.DeviationSec
	if r.source.Registrations > 0 && from <= r.source.UntilSec {
		r.coverage = append(r.coverage, Span{from, r.source.UntilSec})
	}
}

// entry is one line of a snapshot: registered since fromSec (0 is unknown) and
// until untilSec, deviation included. lastSec is its last REGISTER, 0 if that
// is not known.
type entry struct {
	address                    failover.Address
	fromSec, lastSec, untilSec int64
}

// snapshot adds the entries of one moment. If that is not known it is taken
// for the last REGISTER of them all.
func (r *reader) snapshot(atSec int64, entries []entry) {
	if atSec = cmp.Or(atSec, r.opt.TakenAtSec); atSec == 0 {
		for _, e := range entries {
			atSec = max(atSec, e.lastSec)
		}
	}
	shot := snapshot{atSec, map[failover.Address]bool{}, map[string]bool{}}
	for _, e := range entries {
		if e.fromSec == 0 { // known to be registered then; nothing says since when
			e.fromSec = atSec
		}
		r.source.Registrations++
		shot.present[e.address], shot.realms[e.address.Realm] = true, true
		r.events = append(r.events, event{e.fromSec, e.address, e.untilSec})
		if e.lastSec > e.fromSec { // so that the latest word of several snapshots holds
			r.events = append(r.events, event{e.lastSec, e.address, e.untilSec})
		}
	}
	if atSec > 0 {
		r.see(atSec)
		r.coverage = append(r.coverage, Span{atSec, atSec})
	}
	r.snapshots = append(r.snapshots, shot)
}

// address reads the address of an entry, or rejects it.
func (r *reader) address(line int, user, realm string) (a failover.Address, ok bool) {
	user, realm = strings.TrimSpace(user), strings.TrimSpace(realm)
	if u, of, both := strings.Cut(user, "@"); both && realm == "" {
		user, realm = u, of
	}
	if user == "" || realm == "" || realm == "NULL" {
		r.source.reject(line, "user %q of realm %q found, both wanted", user, realm)
		return a, false
	}
	return failover.NewAddress(user, realm), true
}
