package main

import (
	"context"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt"
)

// progressEvery is how often the line on the terminal is renewed; a run that
// is over before the first time shows none.
const progressEvery = 300 * time.Millisecond

// readCDRs is cdrfmt.Read for every command: while it reads, a terminal shows
// how far it is.
func readCDRs[S cdrfmt.Sink](ctx context.Context, con *console, paths []string, opt cdrfmt.Options, newSink func() S) ([]S, *cdrfmt.Report, error) {
	screen := terminalOf(con.stderr)
	if con.quiet || screen == nil {
		return cdrfmt.Read(ctx, paths, opt, newSink)
	}
	ticker := time.NewTicker(progressEvery)
	defer ticker.Stop()
	p := &progress{screen: screen, began: time.Now()}
	p.totalBytes, _ = cdrfmt.Size(paths)
	defer p.show(ticker.C)()
	opt.Progress = func(bytes int64) { p.bytes.Add(bytes) }
	counted, report, err := cdrfmt.Read(ctx, paths, opt, func() *countedSink[S] {
		return &countedSink[S]{newSink(), &p.rows}
	})
	var sinks []S
	for _, c := range counted {
		sinks = append(sinks, c.sink)
	}
	return sinks, report, err
}

// countedSink counts the rows that go into a sink.
type countedSink[S cdrfmt.Sink] struct {
	sink S
	rows *atomic.Int64
}

func (c *countedSink[S]) Add(b *cdr.Batch) error {
	c.rows.Add(int64(b.Rows))
	return c.sink.Add(b)
}

// InTurn is asked only of sinks that have it.
func (c *countedSink[S]) InTurn() error { return any(c.sink).(cdrfmt.OrderedSink).InTurn() }

// progress is one line of a terminal that tells how far reading is.
type progress struct {
	screen terminal
	began  time.Time
	// bytes have been read of totalBytes, which is 0 if it is not known; packed
	// inputs count packed.
	bytes      atomic.Int64
	totalBytes int64
	rows       atomic.Int64
	// shown is how many columns the line on the screen takes.
	shown int
}

// show renews the line at each tick until the function it returns is called,
// which clears the line and waits for that.
func (p *progress) show(ticks <-chan time.Time) (end func()) {
	stop := make(chan struct{})
	var shower sync.WaitGroup
	shower.Go(func() {
		for {
			select {
			case now := <-ticks:
				p.draw(p.line(now.Sub(p.began)))
			case <-stop:
				p.draw("")
				return
			}
		}
	})
	return func() {
		close(stop)
		shower.Wait()
	}
}

// draw puts a line in place of the one shown. Spaces wipe the rest, as every
// terminal understands them.
func (p *progress) draw(line string) {
	text := "\r" + line + strings.Repeat(" ", max(0, p.shown-len(line))) + "\r" + line
	if p.shown > 0 || line != "" {
		// A terminal that is gone ends no run.
		_, _ = p.screen.Write([]byte(text))
	}
	p.shown = len(line)
}

// line is how far reading is after so long, as far as it fits the screen. The
// last column stays free, or some terminals would begin a new line.
func (p *progress) line(elapsed time.Duration) string {
	line := ""
	for _, part := range p.parts(elapsed) {
		if len(line)+len(part) >= p.screen.columns() {
			break
		}
		line += part
	}
	return line
}

// parts are what there is to tell, the first thing first.
func (p *progress) parts(elapsed time.Duration) []string {
	done, total := p.bytes.Load(), p.totalBytes
	if total > 0 && done >= total {
		// What follows, the search for repeated rows, cannot tell how far it is.
		return []string{"all " + sizeText(total) + " read", ", finishing"}
	}
	sec := max(elapsed.Seconds(), 1e-3)
	parts := []string{sizeText(done) + " read"}
	if total > 0 {
		parts[0] = percent(float64(done)/float64(total)) + " of " + sizeText(total) + " read"
	}
	if done > 0 && total > 0 {
		parts = append(parts, ", "+durationText(sec/float64(done)*float64(total-done))+" left")
	}
	if rows := p.rows.Load(); rows > 0 {
		parts = append(parts, ", "+short(float64(rows)/sec)+" rows/s")
	}
	return parts
}
