// Package mapped reads parts of files where the system has them in memory,
// which costs no copy.
//
// A page that cannot be had, as the file was cut off or its disk fails, is a
// fault of whoever looks at it. A goroutine that does calls debug.SetPanicOnFault
// first, and asks Part.Faulted of what it recovers.
package mapped

import "errors"

// ErrChanged is a file that is not what it was when it was opened.
var ErrChanged = errors.New("the file changed while it was read")

// Bytes is how long a part of a file is at least to be mapped.
const Bytes = 64 << 10
