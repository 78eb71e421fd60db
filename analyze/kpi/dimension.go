package kpi

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// Dimension is what rows are grouped by, as ParseDimension gives it.
type Dimension struct {
	// Name is that of the list below, without digits.
	Name string
	// Digits is how many of the number "prefix" keeps, else 0.
	Digits int
}

// maxPrefixDigits is more than the 15 digits of an E.164 number.
const maxPrefixDigits = 24

// dimensionInfo is one kind of dimension.
type dimensionInfo struct {
	name  string
	field cdr.Field
	// absent stands for a row without a value.
	absent  string
	meaning string
	// layout makes a name of the local time; "" for what is no time.
	layout string
}

const absentWord = "unknown"

var dimensions = []dimensionInfo{
	{"account", cdr.AccountID, absentWord, "account_id", ""},
	{"gateway", cdr.ResourceID, "", "carrier, gateway or trunk: resource_id", ""},
	{"cause", cdr.HangupCause, absentWord, "hangup_cause", ""},
	{"direction", cdr.Direction, absentWord, "inbound or outbound, seen from the switch", ""},
	{"leg", cdr.Leg, absentWord, "a or b", ""},
	{"media_server", cdr.MediaServer, "", "the switch", ""},
	{"sip_code", cdr.SIPCode, "", "final SIP status", ""},
	{"codec", cdr.ReadCodec, "", "read_codec", ""},
	{"hour", cdr.StartTime, "", "hour of the day of the start, 00 to 23, in --tz", "15"},
	{"day", cdr.StartTime, "", "day of the start, in --tz", "2006-01-02"},
	{"weekday", cdr.StartTime, "", "day of the week of the start, Mon to Sun, in --tz", "Mon"},
	{"prefix", cdr.DestinationNumber, "", "prefix:N: the first N digits of destination_number", ""},
}

// info is nil if there is no such dimension.
func (d Dimension) info() *dimensionInfo {
	for i := range dimensions {
		if dimensions[i].name == d.Name {
			return &dimensions[i]
		}
	}
	return nil
}

// String is the dimension as it is written: "gateway", "prefix:3".
func (d Dimension) String() string {
	if d.Digits > 0 {
		return d.Name + ":" + strconv.Itoa(d.Digits)
	}
	return d.Name
}

// DimensionNames are all dimensions, as help lists them.
func DimensionNames() []string {
	names := make([]string, len(dimensions))
	for i := range dimensions {
		names[i] = dimensions[i].name
	}
	return names
}

// DimensionMeaning is the meaning of one of DimensionNames in a few words.
func DimensionMeaning(name string) string { return Dimension{Name: name}.info().meaning }

// ParseDimension reads a dimension as String writes it. Errors are
// *cdr.UsageError with the nearest name.
func ParseDimension(text string) (Dimension, error) {
	name, digits, hasDigits := strings.Cut(text, ":")
	d := Dimension{Name: name}
	switch {
	case d.info() == nil:
		e := &cdr.UsageError{Problem: fmt.Sprintf("unknown dimension %q, wanted one of %s", text, strings.Join(DimensionNames(), ", "))}
		if near := cdr.Nearest(name, DimensionNames()); near != "" {
			e.Problem = fmt.Sprintf("unknown dimension %q; did you mean %s?", text, near)
		}
		return d, e
	case name == "prefix":
		n, err := strconv.Atoi(digits)
		if err != nil || n < 1 || n > maxPrefixDigits {
			return d, &cdr.UsageError{
				Problem: fmt.Sprintf("dimension %q: prefix:N wanted, N from 1 to %d digits", text, maxPrefixDigits),
				Hint:    "prefix:3",
			}
		}
		d.Digits = n
	case hasDigits:
		return d, &cdr.UsageError{Problem: fmt.Sprintf("dimension %q: %s has no digits, only prefix has", text, name), Hint: name}
	}
	return d, nil
}

// weekdays are in the order of the week, in which they are sorted.
var weekdays = []string{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}

// compareNames orders two names of the dimension: as bytes, but the days of
// the week as they come.
func (d Dimension) compareNames(a, b string) int {
	if d.Name == "weekday" {
		return rank(a) - rank(b)
	}
	return strings.Compare(a, b)
}

func rank(weekday string) int {
	for i, w := range weekdays {
		if w == weekday {
			return i
		}
	}
	return -1
}
