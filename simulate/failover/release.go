package failover

import (
	"strconv"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// Release is whose rules hold. The zero value is 4.3, where the flag works.
type Release uint8

const (
	// Release43 is release 4.3.142. The flag exists since 4.3.17.
	Release43 Release = iota
	// Master is master's older endpoint module, the one its unit tests use. By
	// default master hands devices to FreeSWITCH and the flag has no effect.
	Master
)

var releaseNames = []string{"4.3", "master"}

// String is "4.3" or "master".
func (r Release) String() string { return releaseNames[r] }

// ParseRelease reads the name of a release; the error is a *cdr.UsageError.
func ParseRelease(name string) (Release, error) {
	for i, known := range releaseNames {
		if name == known {
			return Release(i), nil
		}
	}
	return 0, &cdr.UsageError{Problem: "release: " + strconv.Quote(name) + " found, 4.3 or master wanted"}
}
