package casefile

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/cdrlab/cdrlab/simulate/restart"
)

// Delay is a kind of message, a downtime and the phases at which first copies
// are sent, in seconds after the stop.
type Delay struct {
	ID       string
	Kind     restart.Repeated
	Phases   []seconds
	Downtime seconds
	// One is set if the line asks for a single phase.
	One bool
}

// Delays calls each with every line of a file of that name; an error of each
// ends it.
func Delays(name string, r io.Reader, each func(Delay) error) error {
	n := 0
	return lines(name, r, func(line []byte) error {
		n++
		in := &delayLine{}
		if err := decode(line, in); err != nil {
			return err
		}
		if in.ID == "" {
			in.ID = word(strconv.Itoa(n))
		}
		d, err := in.delay()
		if err != nil {
			return err
		}
		if err := each(*d); err != nil {
			return &writeError{err}
		}
		return nil
	})
}

// delayLine is a question for delays as it is written.
type delayLine struct {
	ID        word         `json:"id"`
	Kind      string       `json:"kind"`
	Phase     *seconds     `json:"phase_s"`
	Downtime  *seconds     `json:"downtime_s"`
	Restart   *restartLine `json:"restart"`
	CallsSeen [][]seconds  `json:"calls_seen"`
	delayResults
}

// delayResults are what was measured of delays.
type delayResults struct {
	DowntimeTarget anything `json:"downtime_target_s"`
	Calls          anything `json:"calls"`
	ModelMisses    anything `json:"model_misses"`
	AtTheEdge      anything `json:"at_the_edge"`
	WorstError     anything `json:"model_worst_error_s"`
	Gaps           anything `json:"measured_gap_between_copies_s"`
	Icmp           anything `json:"icmp_port_unreachable_from_proxy"`
	Columns        anything `json:"columns"`
}

func (in *delayLine) delay() (*Delay, error) {
	kind, err := restart.ParseRepeated(strings.TrimSuffix(strings.ToLower(in.Kind), "_delay"))
	if err != nil {
		return nil, err
	}
	d := &Delay{ID: string(in.ID), Kind: kind}
	switch {
	case in.Phase != nil && in.CallsSeen == nil:
		d.Phases, d.One = []seconds{*in.Phase}, true
	case in.Phase != nil || in.CallsSeen == nil:
		return nil, fmt.Errorf("phase_s or calls_seen wanted, one of them")
	}
	for i, call := range in.CallsSeen {
		if len(call) == 0 {
			return nil, fmt.Errorf("calls_seen: call %d: its phase wanted", i+1)
		}
		d.Phases = append(d.Phases, call[0])
	}
	switch {
	case in.Downtime != nil && in.Restart == nil:
		d.Downtime = *in.Downtime
	case in.Restart != nil && in.Downtime == nil:
		r, err := in.Restart.restart()
		if err != nil {
			return nil, err
		}
		d.Downtime = seconds(r.Bound - r.Signal)
		for i := range d.Phases {
			d.Phases[i] -= seconds(r.Signal)
		}
	default:
		return nil, fmt.Errorf("downtime_s or restart wanted, one of them")
	}
	if d.Downtime < 0 || d.Downtime == never {
		return nil, fmt.Errorf("downtime: %v s found, 0 or more wanted", d.Downtime.duration().Seconds())
	}
	for _, p := range d.Phases {
		if p == never {
			return nil, fmt.Errorf("phase: null found, seconds wanted")
		}
	}
	return d, nil
}

// Write answers the question as a line: the delay, and how many copies it
// takes. Both are null if no copy gets through.
func (d *Delay) Write(w io.Writer) error {
	rows := [][3]any{}
	for _, phase := range d.Phases {
		row := [3]any{phase, nil, nil}
		if delay, copies, ok := restart.DefaultTimers().Delay(d.Kind, phase.duration(), d.Downtime.duration()); ok {
			row[1], row[2] = seconds(delay), copies
		}
		rows = append(rows, row)
	}
	if d.One {
		return writeLine(w, struct {
			ID     string `json:"id"`
			Kind   string `json:"kind"`
			Phase  any    `json:"phase_s"`
			Delay  any    `json:"delay_s"`
			Copies any    `json:"copies"`
		}{d.ID, d.Kind.String(), rows[0][0], rows[0][1], rows[0][2]})
	}
	return writeLine(w, struct {
		ID    string   `json:"id"`
		Kind  string   `json:"kind"`
		Calls [][3]any `json:"calls_seen"`
	}{d.ID, d.Kind.String(), rows})
}
