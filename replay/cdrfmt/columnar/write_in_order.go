package columnar

import (
	"io"
	"runtime"
	"sync"
)

// lane leads to and from a goroutine that makes every so manieth piece of a
// text. It holds memory for two: while one is written the other is made.
type lane struct {
	full, free chan []byte
}

// writeInOrder makes the pieces of a text on all cores and writes them one
// after the other. Piece number i is what appendPiece appends; it is called by
// several goroutines. An error is that of w, and ends it.
func writeInOrder(w io.Writer, pieces int, appendPiece func(i int, out []byte) []byte) error {
	if pieces == 1 {
		_, err := w.Write(appendPiece(0, nil))
		return err
	}
	lanes := make([]lane, min(runtime.GOMAXPROCS(0), pieces))
	stop := make(chan struct{})
	var working sync.WaitGroup
	defer working.Wait()
	defer close(stop)
	for k := range lanes {
		l := lane{make(chan []byte, 2), make(chan []byte, 2)}
		l.free <- nil
		l.free <- nil
		lanes[k] = l
		working.Go(func() {
			for i := k; i < pieces; i += len(lanes) {
				select {
				case memory := <-l.free:
					l.full <- appendPiece(i, memory[:0])
				case <-stop:
					return
				}
			}
		})
	}
	for i := range pieces {
		l := lanes[i%len(lanes)]
		text := <-l.full
		if _, err := w.Write(text); err != nil {
			return err
		}
		l.free <- text
	}
	return nil
}
