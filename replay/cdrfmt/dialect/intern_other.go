//go:build !amd64

package dialect

import "github.com/cdrlab/cdrlab/replay/cdrfmt/lex"

// findAll finds the numbers of the texts at the given places of data, as many
// as there is room for or up to the first that has none, and tells how many.
func (t *intern) findAll(data []byte, places lex.Column, numbers []uint32) (found int) {
	return t.findEach(data, places, numbers)
}
