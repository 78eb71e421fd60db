package cdrfmt

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/dialect"
)

// core are the fields that `count` and `replay` reject a row for.
const core = cdr.FieldSet(1<<cdr.EndTime | 1<<cdr.HangupCause | 1<<cdr.AccountID)

// asks are what commands ask of rows, each more than the one before, but for
// the three in the middle, which reject the same rows.
var asks = []struct {
	name string
	opt  dialect.Options
}{
	{"analyze --kpi legs", dialect.Options{}},
	{"convert", dialect.Options{Want: core, Lenient: wholeRow &^ core}},
	{"count", dialect.Options{Want: core, Glance: cdr.FieldsOf(cdr.DurationMs)}},
	{"replay", dialect.Options{Want: core, Glance: cdr.FieldsOf(cdr.DurationMs, cdr.ResourceID)}},
	{"analyze --kpi acd_s --by cause,account", dialect.Options{Want: core | cdr.FieldsOf(cdr.Direction, cdr.AnswerTime, cdr.BillsecMs)}},
	{"analyze", dialect.Options{Want: wholeRow}},
}

const (
	firstAlike = 1 // of asks that reject the same rows
	lastAlike  = 3
)

// doubtful ends the error of who has to read times that can be read in two ways.
const doubtful = "may be day/month or month/day"

// hunted calls test with so many files that are broken, two in one in three
// calls; CDRLAB_HUNT=N hunts further than the tests usually do.
func hunted(t *testing.T, usual int, test func(r *random, files []string)) {
	t.Helper()
	if s := os.Getenv("CDRLAB_HUNT"); s != "" {
		var err error
		if usual, err = strconv.Atoi(s); err != nil {
			t.Fatal(err)
		}
	}
	texts := append(soundTexts(t), otherTexts(t)...)
	r := random(20261122)
	for n := range usual {
		sound := texts[r.below(len(texts))]
		files := []string{broken(&r, sound, texts)}
		if n%3 == 0 {
			files = append(files, broken(&r, sound, texts))
		}
		if test(&r, files); t.Failed() {
			t.Fatalf("in %q", files)
		}
	}
}

// askedOf are the options of one of asks.
func askedOf(ask, workers int) Options {
	opt := Options{Options: asks[ask].opt, MaxRejects: RejectLimit{Percent: 100}, Workers: workers}
	opt.Need = cdr.FieldsOf(cdr.EndTime)
	return opt
}

// chunksFor is a size of chunks, small ones in every other case.
func chunksFor(r *random) int {
	if r.below(2) == 0 {
		return 1 + r.below(90)
	}
	return defaultChunkBytes
}

// Which rows there are in a broken file, which of them belong to others, repeat
// others or are not laid out as a row, is the same whatever is asked of them.
// Beyond that a row is rejected for a value that is asked for and not
// understood, and for nothing else; convert, count and replay reject the same.
func TestCommandsCountAlike(t *testing.T) {
	dir := t.TempDir()
	met := outcomes{}
	values, doubts := 0, 0
	hunted(t, 500, func(r *random, files []string) {
		var paths []string
		for i, text := range files {
			paths = append(paths, write(t, dir, fmt.Sprintf("%d.csv", i), text))
		}
		workers, chunk := 1+r.below(2), chunksFor(r)
		var before *outcomes
		for i := range asks {
			got := outcomesOf(t, readRows(askedOf(i, workers), chunk, paths...))
			alike := firstAlike < i && i <= lastAlike
			switch {
			case before == nil:
			case !alike && before.err == "" && strings.HasSuffix(got.err, doubtful):
				doubts++
				return
			default:
				if why := before.differs(got, alike); why != "" {
					t.Errorf("%s and %s differ: %s", asks[i-1].name, asks[i].name, why)
				}
				values += len(got.rejects) - len(before.rejects)
			}
			before = got
		}
		met.rows += before.rows
		met.joined += before.joined
		met.duplicates += before.duplicates
		met.repaired += before.repaired
	})
	t.Logf("%d rows, %d joined, %d duplicates, %d repaired, %d rejected for a value, %d files refused for times",
		met.rows, met.joined, met.duplicates, met.repaired, values, doubts)
	if met.rows < 1000 || met.joined < 50 || met.duplicates < 100 || met.repaired < 20 || values < 20 {
		t.Error("a poor example")
	}
}

// What is packed or comes through a pipe is counted as the plain file is, by
// one worker or two, in large chunks or small ones.
func TestPackingsCountAlike(t *testing.T) {
	dir := t.TempDir()
	piped := 0
	hunted(t, 250, func(r *random, files []string) {
		ask := r.below(len(asks))
		place := func(got result) *outcomes {
			o := outcomesOf(t, got)
			o.forgetNames()
			return o
		}
		plain := place(readRows(askedOf(ask, 1), defaultChunkBytes, write(t, dir, "in", files[0])))
		small := place(readRows(askedOf(ask, 2), 1+r.below(90), write(t, dir, "in", files[0])))
		packed := place(readRows(askedOf(ask, 2), chunksFor(r), write(t, dir, "in", gzipOf(t, files[0]))))
		opt := askedOf(ask, 2)
		opt.Stdin = strings.NewReader(files[0])
		pipe := place(readRows(opt, chunksFor(r), "-"))
		others := map[string]*outcomes{"small chunks": small, "gzip": packed}
		if !strings.Contains(pipe.err, "can be read only once") { // for another header
			piped++
			others["a pipe"] = pipe
		}
		for name, other := range others {
			if why := plain.differs(other, true); why != "" || plain.repaired != other.repaired {
				t.Errorf("%s: %s differ: %s; %d repaired, %d", asks[ask].name, name, why, plain.repaired, other.repaired)
			}
		}
	})
	if piped < 150 {
		t.Errorf("%d through pipes: a poor example", piped)
	}
}

// outcomes are what became of the rows of some files.
type outcomes struct {
	err                                string
	rows, joined, duplicates, repaired uint64
	rejects                            map[string]rejectedFor // by place
}

type rejectedFor struct{ column, reason string }

func outcomesOf(t *testing.T, got result) *outcomes {
	t.Helper()
	o := &outcomes{rejects: map[string]rejectedFor{}}
	if got.err != nil {
		o.err = got.err.Error()
		return o
	}
	checkAccounting(t, got)
	for _, f := range got.report.Files {
		o.rows += f.Rows
		o.joined += f.Joined
		o.duplicates += f.Duplicates
	}
	for bit, n := range got.report.Flagged {
		if cdr.Flags(1)<<bit == cdr.FlagRepaired {
			o.repaired = n
		}
	}
	for _, rec := range rejectRecords(t, got.rejects) {
		o.rejects[strings.Join(rec[:3], ":")] = rejectedFor{rec[3], rec[4]}
	}
	return o
}

// differs says in what the outcomes differ from those of who asks for more of
// the rows and must not, or "". alike: no row may be rejected for more.
func (o *outcomes) differs(more *outcomes, alike bool) string {
	switch {
	case o.err != more.err:
		return fmt.Sprintf("error %q, %q", o.err, more.err)
	case o.rows != more.rows || o.joined != more.joined:
		return fmt.Sprintf("%d rows, %d joined; %d rows, %d joined", o.rows, o.joined, more.rows, more.joined)
	}
	for at, why := range o.rejects {
		if other, ok := more.rejects[at]; !ok || (why.column == "" || alike) && why != other {
			return fmt.Sprintf("%s: rejected for %q, and for %q", at, why, other)
		}
	}
	for at, why := range more.rejects {
		if _, ok := o.rejects[at]; !ok && (alike || why.column == "") {
			return fmt.Sprintf("%s: not rejected, and for %q", at, why)
		}
	}
	if len(o.rejects) == len(more.rejects) && o.duplicates != more.duplicates {
		return fmt.Sprintf("%d duplicates, %d", o.duplicates, more.duplicates)
	}
	return ""
}

// forgetNames leaves out the names of files, of which there is one.
func (o *outcomes) forgetNames() {
	if name, why, named := strings.Cut(o.err, ": "); named {
		_, line, _ := strings.Cut(filepath.Base(name), ":")
		o.err = line + ": " + why
	}
	rejects := map[string]rejectedFor{}
	for at, why := range o.rejects {
		_, at, _ = strings.Cut(at, ":")
		rejects[at] = why
	}
	o.rejects = rejects
}
