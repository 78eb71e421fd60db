// Package atomicfile writes output files that are there whole or not at all:
//
//	Create  makes a hidden file in the target's folder
//	Write   fills it
//	Commit  renames it to the target; Abort removes it
//
// A reader of the target sees the old content or the new, never a part, and a
// run that fails leaves nothing behind. There is no fsync: after a power cut
// the target may be empty, as with any ordinary write.
package atomicfile
