package jsondoc

// language is what of documents is read. It does not change once made, so that
// any number of translators may share it.
type language struct {
	paths   *paths
	columns []string // of the records
	copies  [][2]int // columns that hold the same as another
	hints   []int    // columns that no field is read from: they serve errors
	// variables are the columns of what stands under that key.
	variables []int
}

// maxHintBytes bounds the values that serve errors alone.
const maxHintBytes = 100

// settler makes of the values of one document what they say together. It gives
// what the document is if it is no row, or "".
type settler interface {
	settle(cells [][]byte) (passed string)
}

// asWritten settles nothing.
type asWritten struct{}

func (asWritten) settle([][]byte) string { return "" }
