package cdrfmt

import (
	"context"
	"io"
)

// detached reads r in a goroutine of its own, so that a read that blocks (a
// pipe nobody writes to) does not outlast the context.
type detached struct {
	ctx    context.Context
	r      io.Reader // nil once the goroutine has it
	pieces chan piece
	rest   []byte
	err    error
}

type piece struct {
	data []byte
	err  error
}

func detach(ctx context.Context, r io.Reader) io.Reader {
	return &detached{ctx: ctx, r: r, pieces: make(chan piece)}
}

// pump fills two buffers in turn: the channel is unbuffered, so when one is
// taken the other has been used up.
func (d *detached) pump(r io.Reader) {
	var buffers [2][64 << 10]byte
	for i := 0; ; i ^= 1 {
		n, err := r.Read(buffers[i][:])
		select {
		case d.pieces <- piece{buffers[i][:n], err}:
		case <-d.ctx.Done():
			return
		}
		if err != nil {
			return
		}
	}
}

// Read starts the goroutine when it is first called: a pipe that was copied
// the first time it was read must not be touched the second time.
func (d *detached) Read(p []byte) (int, error) {
	if d.r != nil {
		go d.pump(d.r)
		d.r = nil
	}
	for len(d.rest) == 0 {
		if d.err != nil {
			return 0, d.err
		}
		select {
		case next := <-d.pieces:
			d.rest, d.err = next.data, next.err
		case <-d.ctx.Done():
			return 0, context.Cause(d.ctx)
		}
	}
	n := copy(p, d.rest)
	d.rest = d.rest[n:]
	return n, nil
}
