package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/cdrlab/cdrlab/replay/alert"
	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt"
	"github.com/cdrlab/cdrlab/replay/count"
)

// traffic is everything that was read.
type traffic struct {
	set    *count.Set
	report *cdrfmt.Report
	// accounts is how many accounts the legs name, whatever their causes, as
	// far as saved counts tell: at least so many.
	accounts int
	// caused: some leg of CDRs may have a cause.
	caused bool
	// rows, rejected and duplicates add up the files.
	rows, rejected, duplicates uint64
}

// reading is how traffic is counted.
type reading struct {
	paths []string
	in    *input
	// ignore are the causes that reach no meter.
	ignore []string
	// gateways keeps gateways apart.
	gateways bool
}

// maxCauses is how many different hangup causes are taken for real: some 100
// have names. Beyond it the column holds something else, and each value would
// get a meter, or a group, of its own.
const maxCauses = 1 << 16

// legs counts one worker's batches and remembers the accounts and causes it met.
type legs struct {
	*count.Builder
	accounts, causes map[*cdr.Dict]bool
}

func newLegs(b *count.Builder) *legs { return &legs{b, map[*cdr.Dict]bool{}, map[*cdr.Dict]bool{}} }

func (l *legs) Add(b *cdr.Batch) error {
	if c := b.Column(cdr.AccountID); c != nil {
		l.accounts[c.Dict] = true
	}
	if c := b.Column(cdr.HangupCause); c != nil {
		l.causes[c.Dict] = true
		if c.Dict.Len() > maxCauses {
			return tooManyCauses()
		}
	}
	return l.Builder.Add(b)
}

// tooManyCauses names no file: the causes of all inputs are one list.
func tooManyCauses() error {
	return &cdr.DataError{
		Place:   "hangup_cause",
		Problem: fmt.Sprintf("found more than %s different hangup causes, wanted the names or numbers of causes", grouped(maxCauses)),
		Hint:    "say which column holds the cause: --column hangup_cause=NAME_OR_INDEX",
	}
}

// read counts the inputs. Rejected rows go to a file of out.
func (r *reading) read(ctx context.Context, con *console, out *outputs) (*traffic, error) {
	opt := r.in.read
	if r.gateways {
		opt.Glance |= cdr.FieldsOf(cdr.ResourceID)
	}
	if r.in.filter.KeepsAll() {
		opt.SumUp = r.ignore
	}
	keepGateways := r.gateways || len(r.in.filter.Gateways) > 0
	from := &inputs{in: r.in, paths: r.paths, out: out}
	sinks, report, err := readInputs(ctx, con, from, opt, func() *legs {
		return newLegs(count.NewBuilder(r.in.filter, r.ignore, keepGateways))
	})
	if err != nil {
		return nil, err
	}
	t := &traffic{report: report}
	if err := t.addUp(sinks); err != nil {
		return nil, err
	}
	con.remarks(report.Remarks)
	if t.causeless() {
		con.remark("hangup_cause: no leg has one, each counts as unknown (--column hangup_cause=COLUMN if a column holds it)")
	}
	if err := r.addSaved(t, con); err != nil {
		return nil, err
	}
	return t, r.checkFilter(t)
}

// addUp merges what the workers counted.
func (t *traffic) addUp(sinks []*legs) error {
	accounts, causes := map[string]bool{}, map[string]bool{}
	builders := make([]*count.Builder, len(sinks))
	for i, s := range sinks {
		addNames(accounts, s.accounts)
		addNames(causes, s.causes)
		builders[i] = s.Builder
	}
	// One worker may have seen too few of them to notice.
	if len(causes) > maxCauses {
		return tooManyCauses()
	}
	t.set = count.Collect(builders...)
	t.accounts, t.caused = len(accounts), len(causes) > 0
	for _, f := range t.report.Files {
		t.rows += f.Rows
		t.rejected += f.Rejected
		t.duplicates += f.Duplicates
	}
	return nil
}

// causeless tells that no leg has a cause although the files have a column of them,
// as one that was converted from a source without causes has.
func (t *traffic) causeless() bool {
	legs := uint64(0)
	for _, f := range t.report.Files {
		if !slices.Contains([]string{"header", "parquet", "arrow"}, f.Dialect) {
			return false // has said so
		}
		legs += f.Accepted
	}
	return legs > 0 && !t.caused && len(t.report.Saved) == 0
}

// addNames adds the names of dictionaries.
func addNames(names map[string]bool, dicts map[*cdr.Dict]bool) {
	for dict := range dicts {
		for code := range dict.Len() {
			names[dict.Name(uint32(code))] = true
		}
	}
}

// timeless tells that no leg kept has a time: there is none, or only ignored
// ones of saved counts, which do not say when they were.
func (t *traffic) timeless() bool { return t.set.Last == 0 }

// readChecked also refuses a row of a wrong year, through which the engine
// would run all the years between.
func (r *reading) readChecked(ctx context.Context, con *console, out *outputs) (*traffic, error) {
	t, err := r.read(ctx, con, out)
	if err != nil {
		return nil, err
	}
	return t, r.checkGaps(ctx, t)
}

// readFor reads for an engine, says what is to be said of its thresholds, and
// sets its clock.
func (r *reading) readFor(ctx context.Context, con *console, out *outputs, eng *engine) (*traffic, error) {
	t, err := r.readChecked(ctx, con, out)
	if err != nil {
		return nil, err
	}
	con.remarks(eng.remarks)
	eng.setClock(t.set)
	return t, nil
}

// addSaved merges the saved counts among the inputs, as far as they can
// answer for this run.
func (r *reading) addSaved(t *traffic, con *console) error {
	sets := []*count.Set{t.set}
	for _, s := range t.report.Saved {
		if err := r.checkSaved(&s, con); err != nil {
			return err
		}
		sets = append(sets, s.Set.Select(r.in.filter, r.ignore))
		t.accounts = max(t.accounts, s.Meta.Accounts)
		for i, n := range s.Meta.Flagged {
			t.report.Flagged[i] += n
		}
	}
	if len(sets) > 1 {
		t.set = count.Merge(sets...)
		t.accounts = max(t.accounts, len(t.set.Accounts))
	}
	return nil
}

func (r *reading) checkSaved(s *cdrfmt.Saved, con *console) error {
	lost := ""
	if len(r.in.filter.Gateways) > 0 {
		lost = "gateway"
	}
	if len(r.in.filter.Directions) > 0 {
		lost = "direction"
	}
	if lost != "" {
		return &cdr.UsageError{
			Problem: fmt.Sprintf("--%s: %s holds saved counts, which keep no %ss", lost, s.Name, lost),
			Hint:    "the CDRs themselves as INPUT, or no --" + lost,
		}
	}
	var needed []string
	for _, cause := range s.Meta.LeftOut {
		kept := len(r.in.filter.Causes) == 0 || slices.Contains(r.in.filter.Causes, cause)
		if kept && !slices.Contains(r.ignore, cause) {
			needed = append(needed, cause)
		}
	}
	if len(needed) > 0 {
		return &cdr.DataError{
			Place:   s.Name,
			Problem: "these saved counts left out " + strings.Join(needed, ", ") + ", which this run does not ignore",
			Hint:    "count the CDRs again with --all-causes",
		}
	}
	if s.Set.Ignored > 0 && len(r.in.filter.Accounts)+len(r.in.filter.Causes) > 0 {
		con.remark("%s: %s legs of ignored causes were saved without their account and cause; filters do not reach them",
			s.Name, grouped(s.Set.Ignored))
	}
	return nil
}

// checkFilter reports filters that cannot have been meant.
func (r *reading) checkFilter(t *traffic) error {
	known := slices.Concat(cdr.CauseNames(), t.set.Causes, alert.DefaultMonitor(), r.ignore, []string{alert.Unknown})
	if err := checkCauses(r.in.filter.Causes, known); err != nil {
		return err
	}
	if len(r.in.filter.Gateways) > 0 && t.rows > 0 && t.set.Kept() == 0 && !t.set.HasGateway {
		return &cdr.UsageError{Problem: "--gateway: no input has a column of gateways", Hint: "--column resource_id=NAME if one holds them"}
	}
	return nil
}
