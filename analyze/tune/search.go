package tune

import (
	"iter"
	"math"
	"slices"

	"github.com/cdrlab/cdrlab/replay"
	"github.com/cdrlab/cdrlab/replay/alert"
	"github.com/cdrlab/cdrlab/replay/count"
	"github.com/cdrlab/cdrlab/replay/meter"
)

// search is the way to the recommendation for one cause.
type search struct {
	rec     Recommendation
	curves  [meter.NumMetrics]*Curve
	allowed uint64
	goals   *Goals
	// tunedSec is how much time there is to see firings end in.
	tunedSec int64
}

// searches are those of the checked causes, in order.
func (a *Advice) searches(set *count.Set, cfg *alert.Config, run *replay.Options, opt *Options, goals *Goals) []*search {
	byCause := map[string]*search{}
	var list []*search
	for _, cause := range cfg.Checked() {
		s := &search{rec: Recommendation{Cause: cause}, allowed: a.Allowed, goals: goals, tunedSec: a.TunedSec}
		byCause[cause] = s
		list = append(list, s)
	}
	quiet := quietRates(set, run, opt, byCause)
	for i := range a.Curves.Curves {
		if c := &a.Curves.Curves[i]; c.Account == nil {
			s := byCause[c.Cause]
			s.curves[c.Metric] = c
			s.rec.Lowest[c.Metric] = lowestSensible(c.Metric, quiet[c.Cause])
		}
	}
	assign(list, opt)
	return list
}

// quietRates are the mean rates, in events per second as one node sees them, of
// the causes outside the windows of their incidents, before the cut.
func quietRates(set *count.Set, run *replay.Options, opt *Options, causes map[string]*search) map[string]float64 {
	tunedSec, _ := parts(run, opt.CutSec)
	start := firstSec(run)
	rates := map[string]float64{}
	for cause := range causes {
		windows := opt.windows(cause, nil)
		events, inside, sec := uint64(0), marks{windows}, tunedSec
		for _, w := range windows {
			sec -= max(0, min(w.end, start+tunedSec)-max(w.start, start))
		}
		for g := range causeGroups(set, cause, start, start+tunedSec) {
			if t := int64(g.Second); !inside.meet(t, t+1) {
				events += g.N
			}
		}
		if sec > 0 {
			rates[cause] = float64(events) * float64(max(1, run.Copies)) / float64(max(1, run.Nodes)) / float64(sec)
		}
	}
	return rates
}

// causeGroups are a cause's groups in [since, until), in order.
func causeGroups(set *count.Set, cause string, since, until int64) iter.Seq[count.Group] {
	code, found := slices.BinarySearch(set.Causes, cause)
	return func(yield func(count.Group) bool) {
		if !found {
			return
		}
		for _, g := range set.Groups {
			if t := int64(g.Second); g.Cause == uint32(code) && t >= since && t < until && !yield(g) {
				return
			}
		}
	}
}

// assign says which incidents each cause has to find. One that names no cause
// is for the cause that shows it best: where the threshold that still finds it
// in time is the most times as high as the noise.
func assign(list []*search, opt *Options) {
	for i := range opt.Incidents {
		in := &opt.Incidents[i]
		if opt.CutSec != 0 && in.Start >= opt.CutSec {
			continue
		}
		var best *search
		var clearest float64
		for _, s := range list {
			if in.Cause == s.rec.Cause {
				best = s
			}
			if in.Cause == "" {
				if c := s.clarity(i); c > clearest {
					best, clearest = s, c
				}
			}
		}
		if best != nil {
			best.rec.Required = append(best.rec.Required, i)
		}
	}
}

// clarity is how many times as high as the noise the highest threshold is that
// finds an incident in time; 0 if none does. The day average has no say: two
// events of a rare cause are far above what it usually is.
func (s *search) clarity(incident int) float64 {
	var clearest float64
	for m, c := range s.curves[:meter.Day] {
		clearest = max(clearest, c.InTime[incident]/c.quietFrom(s.rec.Lowest[m], s.allowed))
	}
	return clearest
}

// single looks for one threshold that meets the goals and resets soon.
func (s *search) single() {
	if n := len(s.rec.Required); n > 0 {
		s.rec.Met = s.take(s.widestFor(n, s.goals.ResetSec))
	}
}

// nearest looks, where neither one threshold nor several do, for one that meets
// the goals and resets late; else for one that finds as many of the required
// incidents in time as can be, and for what finding all costs.
func (s *search) nearest() {
	n := len(s.rec.Required)
	for k := n; k > 0 && !s.rec.Met; k-- {
		if s.take(s.widestFor(k, s.goals.ResetSec)) || s.take(s.widestFor(k, anyReset)) {
			s.rec.Met = k == n
			break
		}
	}
	if !s.rec.Met {
		s.dearer()
	}
}

// take recommends the middle of an interval, if it is not empty.
func (s *search) take(i Interval, m meter.Metric) bool {
	if i.empty() {
		return false
	}
	t := i.pick()
	s.rec.Interval, s.rec.Margin = i, i.Margin(t)
	s.rec.Set[m] = t
	return true
}

// anyReset is when no reset is too late.
const anyReset = math.MaxInt64

// widestFor is the widest interval of any metric that finds k of the required
// incidents in time and resets within so many seconds; empty if there is none.
func (s *search) widestFor(k int, resetSec int64) (best Interval, metric meter.Metric) {
	for m, c := range s.curves {
		limits := c.limits(s.rec.Required)
		if len(limits) < k || resetSec != anyReset && !s.shows(meter.Metric(m)) {
			continue
		}
		if i, ok := widest(c.meets(s.rec.Lowest[m], limits[k-1], s.allowed, resetSec)); ok && i.width() > best.width() {
			best, metric = i, meter.Metric(m)
		}
	}
	return best, metric
}

// shows tells whether the data is long enough for an average to show how soon it
// resets: three times its span.
func (s *search) shows(m meter.Metric) bool { return s.tunedSec >= int64(3*60*m.Minutes()) }

// dearer looks for the fewest false firings that finding every incident in time
// costs.
func (s *search) dearer() {
	if len(s.rec.Required) == 0 {
		return
	}
	fewest, margin := uint64(math.MaxUint64), 0.0
	for m, c := range s.curves {
		limits := c.limits(s.rec.Required)
		if len(limits) < len(s.rec.Required) {
			continue
		}
		n, at, ok := c.quietest(s.rec.Lowest[m], limits[len(limits)-1])
		if !ok || n > fewest || n == fewest && at.width() <= margin {
			continue
		}
		fewest, margin = n, at.width()
		s.rec.Dearer = &Dearer{meter.Metric(m), at.pick(), n}
	}
}
