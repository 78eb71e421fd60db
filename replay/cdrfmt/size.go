package cdrfmt

import "os"

// Size is how many bytes Read will tell Options.Progress of; for packed inputs
// those of the packed files. ok is false if that cannot be known beforehand,
// as with pipes and standard input, or if Read will refuse the paths.
func Size(paths []string) (bytes int64, ok bool) {
	inputs, err := expand(paths)
	if err != nil {
		return 0, false
	}
	for _, in := range inputs {
		info, err := os.Stat(in.name)
		if in.name == stdinName || err != nil || !info.Mode().IsRegular() {
			return 0, false
		}
		bytes += info.Size()
	}
	return bytes, true
}
