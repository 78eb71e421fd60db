package main

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt"
)

// sizeUnits are the units a SIZE may have, in bytes; the longest come first.
var sizeUnits = []struct {
	name  string
	bytes float64
}{
	{"KIB", 1 << 10}, {"MIB", 1 << 20}, {"GIB", 1 << 30}, {"TIB", 1 << 40},
	{"KB", 1e3}, {"MB", 1e6}, {"GB", 1e9}, {"TB", 1e12},
	{"K", 1e3}, {"M", 1e6}, {"G", 1e9}, {"T", 1e12}, {"B", 1},
}

// parseSize reads a SIZE such as 512MB, 1 GB or 2GiB; without a unit it is
// bytes.
func parseSize(flag, text string) (int64, error) {
	digits, scale := strings.ToUpper(strings.TrimSpace(text)), 1.0
	for _, u := range sizeUnits {
		if rest, ok := strings.CutSuffix(digits, u.name); ok {
			digits, scale = strings.TrimSpace(rest), u.bytes
			break
		}
	}
	n, err := strconv.ParseFloat(digits, 64)
	if bytes := n * scale; err == nil && bytes >= 1 && bytes < math.MaxInt64 {
		return int64(bytes), nil
	}
	return 0, &cdr.UsageError{
		Problem: fmt.Sprintf("%s: %q found, a size wanted", flag, text),
		Hint:    flag + " 512MB or 2GB",
	}
}

// parseRejectLimit reads a number of rows or, with %, a share of them.
func parseRejectLimit(flag, text string) (cdrfmt.RejectLimit, error) {
	if share, ok := strings.CutSuffix(text, "%"); ok {
		if p, err := strconv.ParseFloat(share, 64); err == nil && p >= 0 && p <= 100 {
			return cdrfmt.RejectLimit{Percent: p}, nil
		}
	} else if n, err := strconv.ParseUint(text, 10, 63); err == nil {
		return cdrfmt.RejectLimit{Rows: n, Percent: -1}, nil
	}
	return cdrfmt.RejectLimit{}, &cdr.UsageError{
		Problem: fmt.Sprintf("%s: %q found, a number of rows or a percentage wanted", flag, text),
		Hint:    flag + " 100 or " + flag + " 5%",
	}
}
