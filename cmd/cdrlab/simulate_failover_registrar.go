package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"strings"
	"time"

	"github.com/cdrlab/cdrlab/simulate/failover"
	"github.com/cdrlab/cdrlab/simulate/failover/directory"
	"github.com/cdrlab/cdrlab/simulate/failover/document"
	"github.com/cdrlab/cdrlab/simulate/failover/registrar"
)

// runRegistrar is --registrar: a registration table, step by step.
func (f *failoverFlags) runRegistrar(ctx context.Context, con *console, _ failover.Release) error {
	return f.lines(ctx, con, "--registrar", f.registrar, func(place string, line []byte) (any, error) {
		var o document.Object
		if err := json.Unmarshal(line, &o); err != nil {
			return nil, failover.LineError(place, err, `one object a line: {"id","expires_deviation_time","steps":[...]}`)
		}
		return registrar.Answer(place, o)
	})
}

// registration is one line of --registered-at; since is null if unknown.
type registration struct {
	Address string  `json:"address"`
	Since   *string `json:"since"`
	Until   string  `json:"until"`
}

// runRegisteredAt is --registered-at: who is registered then.
func (f *failoverFlags) runRegisteredAt(_ context.Context, con *console, _ failover.Release) error {
	zone, err := f.zoneOf()
	if err != nil {
		return err
	}
	at, err := parseInstant("--registered-at", f.registeredAt, zone)
	if err != nil {
		return err
	}
	timeline, err := f.timeline(con, zone)
	if err != nil {
		return err
	}
	if !timeline.CoveredAt(int64(at)) {
		con.remark("%s is outside of what --registrations knows in full: others may have been registered too", at.Time().UTC().Format(time.RFC3339))
	}
	out := &outputs{inputs: f.registrations}
	defer out.abort()
	file, err := out.answer(f.output.path)
	if err != nil {
		return err
	}
	var answer bytes.Buffer
	enc := jsonLines(&answer)
	for _, r := range timeline.Registered(int64(at)) {
		line := registration{Address: r.Address.String(), Until: rfc3339(r.UntilSec)}
		if r.FromSec > 0 {
			since := rfc3339(r.FromSec)
			line.Since = &since
		}
		if err := enc.Encode(line); err != nil {
			return err
		}
	}
	return con.deliver(out, file, whole(&answer))
}

func rfc3339(sec int64) string { return time.Unix(sec, 0).UTC().Format(time.RFC3339) }

// timeline reads --registrations.
func (f *failoverFlags) timeline(con *console, zone *time.Location) (*registrar.Timeline, error) {
	var dir *directory.Directory
	if len(f.config) > 0 {
		var err error
		if dir, err = f.directory(con); err != nil {
			return nil, err
		}
	}
	opt, err := f.registrarOptions(con, zone, dir)
	if err != nil {
		return nil, err
	}
	builder := registrar.NewBuilder(opt)
	for _, path := range f.registrations {
		in, err := con.open("--registrations", path)
		if err != nil {
			return nil, err
		}
		err = builder.Read(path, in)
		in.Close()
		if err != nil {
			return nil, err
		}
	}
	timeline := builder.Timeline()
	remarkSources(con, timeline)
	return timeline, nil
}

// registrarOptions are how --registrations are read; dir is nil without
// --config.
func (f *failoverFlags) registrarOptions(con *console, zone *time.Location, dir *directory.Directory) (registrar.Options, error) {
	opt := registrar.Options{Zone: zone, DeviationSec: failover.DefaultExpiresDeviationSec}
	if f.takenAt != "" {
		at, err := parseInstant("--taken-at", f.takenAt, zone)
		if err != nil {
			return opt, err
		}
		opt.TakenAtSec = int64(at)
	}
	if dir == nil {
		return opt, nil
	}
	opt.DeviationSec = int64(dir.Settings.ExpiresDeviationSec(f.engine.node, f.engine.zone))
	if others := dir.Settings.Sections(); len(others) > 0 && f.engine.node == "" && f.engine.zone == "" {
		con.remark("--config: system_config/ecallmgr has sections of its own for %s; default is used", strings.Join(others, ", "))
	}
	return opt, nil
}

// remarkSources says what registrations cannot know.
func remarkSources(con *console, timeline *registrar.Timeline) {
	for _, source := range timeline.Sources {
		for _, line := range source.Remarks() {
			con.remark("%s", line)
		}
	}
}

// zoneOf is --tz.
func (f *failoverFlags) zoneOf() (*time.Location, error) {
	in := &input{}
	err := f.input.resolveZone(in)
	return in.zone, err
}

// readAll is a file named by a flag, whole.
func (c *console) readAll(flag, path string) ([]byte, error) {
	in, err := c.open(flag, path)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	data, err := io.ReadAll(in)
	if err != nil {
		return nil, unreadable(path, flag, err)
	}
	return data, nil
}
