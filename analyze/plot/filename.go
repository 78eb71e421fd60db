package plot

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// maxPlainName bounds a name that is kept as it is, keptOfName what is kept
// of any other before its hash.
const (
	maxPlainName = 64
	keptOfName   = 40
)

// FileName is the stem of a cause's figure, made of A-Z, a-z, 0-9, "_" and
// "-", never empty, never longer than 64 bytes. A cause written as KAZOO
// writes them (capitals, digits, "_") is its own stem. Any other gets its
// strange bytes replaced and "-" with 16 digits of its SHA-256 added, so that
// different causes have different names, also where case is not told apart.
func FileName(cause string) string {
	if isPlainName(cause) {
		return cause
	}
	kept := cause[:min(len(cause), keptOfName)]
	stem := []byte(kept)
	for i, b := range stem {
		if !isCapitalOrDigit(b) && (b < 'a' || b > 'z') {
			stem[i] = '_'
		}
	}
	if len(stem) == 0 {
		stem = []byte("_")
	}
	sum := sha256.Sum256([]byte(cause))
	return string(stem) + "-" + hex.EncodeToString(sum[:8])
}

// isPlainName tells whether a cause can be a file name everywhere. A plain
// name has no "-", a name with a hash always has one: they never meet.
func isPlainName(cause string) bool {
	if cause == "" || len(cause) > maxPlainName || isDeviceName(cause) {
		return false
	}
	for i := range len(cause) {
		if !isCapitalOrDigit(cause[i]) && cause[i] != '_' {
			return false
		}
	}
	return true
}

func isCapitalOrDigit(b byte) bool { return b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' }

// isDeviceName tells whether Windows keeps the name for a device.
func isDeviceName(name string) bool {
	switch name {
	case "CON", "PRN", "AUX", "NUL":
		return true
	}
	port, found := strings.CutPrefix(name, "COM")
	if !found {
		port, found = strings.CutPrefix(name, "LPT")
	}
	return found && len(port) == 1 && port >= "0" && port <= "9"
}
