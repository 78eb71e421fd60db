//go:build !amd64

package lex

// hasVectors is false: 8 bytes at a time is the fastest way in Go alone.
var hasVectors = false

// run marks the words of data as wordByWord does.
func (k *kernel) run(data []byte, ends, newlines []uint64) (done int) {
	return k.wordByWord(data, ends, newlines)
}
