package label

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cdrlab/cdrlab/replay"
	"github.com/cdrlab/cdrlab/replay/cdr"
)

// Scope is what the incidents are held against.
type Scope struct {
	// Since and Until bound the data, [Since, Until).
	Since, Until replay.Second
	// Checked are the causes that the engine checks (alert.Config.Checked).
	Checked []string
}

// Review tells, a line each and counted, what of the incidents cannot be found
// in the data, or not as it seems: those that overlap, those that lie outside
// the data, those of a cause that is not checked or does not exist.
func Review(incidents []Incident, scope Scope) []string {
	var outside, cut, overlapping tally
	causes := map[string]*tally{}
	var order []string
	for i := range incidents {
		in := &incidents[i]
		switch {
		case !scope.holds(in):
			outside.add(in.Name)
		case in.Start < scope.Since || in.End > scope.Until:
			cut.add(in.Name)
		}
		if overlapsEarlier(incidents[:i], in) {
			overlapping.add(in.Name)
		}
		if in.Cause == "" || slices.Contains(scope.Checked, in.Cause) {
			continue
		}
		if causes[in.Cause] == nil {
			causes[in.Cause] = &tally{}
			order = append(order, in.Cause)
		}
		causes[in.Cause].add(in.Name)
	}
	var remarks []string
	slices.Sort(order)
	for _, cause := range order {
		remarks = append(remarks, causes[cause].remark("of cause "+cause+", "+whyUnchecked(cause, scope.Checked)+": never detected"))
	}
	for _, t := range []struct {
		tally
		text string
	}{
		{outside, "outside the data: left out of recall"},
		{cut, "partly outside the data"},
		{overlapping, "overlapping an earlier one of the same cause"},
	} {
		if t.n > 0 {
			remarks = append(remarks, t.remark(t.text))
		}
	}
	return remarks
}

// holds tells whether any of the incident lies in the data.
func (s *Scope) holds(in *Incident) bool { return meets(in.Start, in.End, s.Since, s.Until) }

// overlapsEarlier tells whether one of the incidents before, sorted by start,
// is still going on. One that names no cause is of every cause.
func overlapsEarlier(before []Incident, in *Incident) bool {
	return slices.ContainsFunc(before, func(o Incident) bool {
		return o.End > in.Start && (o.Cause == "" || in.Cause == "" || o.Cause == in.Cause) &&
			(o.Account == "" || in.Account == "" || o.Account == in.Account)
	})
}

// whyUnchecked says what is wrong with a cause that is not checked.
func whyUnchecked(cause string, checked []string) string {
	why := "not monitored"
	candidates := checked
	if known := cdr.CauseNames(); !slices.Contains(known, cause) {
		why, candidates = "no known hangup cause", slices.Concat(checked, known)
	}
	if near := cdr.Nearest(cause, candidates); near != "" {
		why += " (nearest: " + near + ")"
	}
	return why
}

// tally counts incidents and remembers the first few names.
type tally struct {
	n     int
	names []string
}

func (t *tally) add(name string) {
	t.n++
	if len(t.names) < 3 {
		t.names = append(t.names, name)
	}
}

// remark is "2 incidents outside the data: ... (a, b)".
func (t *tally) remark(what string) string {
	noun := "incidents"
	if t.n == 1 {
		noun = "incident"
	}
	list := strings.Join(t.names, ", ")
	if more := t.n - len(t.names); more > 0 {
		list += fmt.Sprintf(", %d more", more)
	}
	return fmt.Sprintf("%d %s %s (%s)", t.n, noun, what, list)
}
