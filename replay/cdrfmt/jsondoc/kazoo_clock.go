package jsondoc

import (
	"bytes"
	"fmt"
	"strconv"
)

// gregorianUnixSec is 1970-01-01 in seconds of the Gregorian calendar.
const gregorianUnixSec = 62167219200

// meaning is what a timestamp is.
type meaning uint8

const (
	meansUnknown meaning = iota
	meansStart
	meansEnd
	meansEither // the call took no time
)

// meaning tells what the timestamp of a document is, by what else it says.
func (k *kazooDocuments) meaning(cells [][]byte) meaning {
	if k.said != meansUnknown {
		return k.said
	}
	stamp, ok := seconds(cells[k.timestamp])
	if !ok {
		return meansUnknown
	}
	if len(cells[k.unixTimestamp])+len(cells[k.rfc])+len(cells[k.datetime]) > 0 {
		return meansStart // as the interface lists it
	}
	duration, ok := seconds(cells[k.duration])
	if !ok {
		return meansUnknown
	}
	// The halfway point parts the two, whatever was rounded.
	if created, ok := seconds(cells[k.created]); ok && created > 1e14 {
		if duration < 1 {
			duration = -2 // the end may be the start, but not before it
		}
		return startBefore(stamp-gregorianUnixSec, created/1e6+duration/2)
	}
	if duration < 1 {
		return meansEither
	}
	if id, _, _ := bytes.Cut(cells[k.interaction], []byte("-")); len(id) == 11 {
		if began, ok := seconds(id); ok {
			return startBefore(stamp, began+duration/2)
		}
	}
	if saved, ok := seconds(cells[k.saved]); ok { // just after the call
		return startBefore(stamp, saved-duration/2)
	}
	return meansUnknown
}

func startBefore(stamp, half float64) meaning {
	if stamp < half {
		return meansStart
	}
	return meansEnd
}

// seconds is a number of seconds, or what other unit the text counts.
func seconds(text []byte) (float64, bool) {
	v, err := strconv.ParseFloat(string(text), 64)
	return v, err == nil && v == v
}

// vote counts what the timestamps at the head of a file mean.
func (k *kazooDocuments) vote(cells [][]byte) {
	if len(cells[k.timestamp]) == 0 || k.noCall(cells) != "" {
		return
	}
	switch k.meaning(cells) {
	case meansStart:
		k.votesStart++
	case meansEnd:
		k.votesEnd++
	case meansUnknown:
		k.undecided++
	}
}

// startByDefault tells what a timestamp is taken for that nothing else tells.
func (k *kazooDocuments) startByDefault() bool { return k.votesStart > k.votesEnd }

// remark says what the timestamps are taken for.
func (k *kazooDocuments) remark() string {
	text := "timestamp taken as the end of the call, as documents made of CHANNEL_DESTROY have it"
	switch {
	case k.said != meansUnknown:
		return "timestamp is what --column says, in all documents"
	case k.votesStart > 0 && k.votesEnd > 0:
		return fmt.Sprintf("timestamp is the start of the call in some documents and its end in others (%d and %d at the head of the file), by what else they say", k.votesStart, k.votesEnd)
	case k.votesStart > 0:
		return "timestamp is the start of the call, by what else the documents say; end_time = start + duration_seconds"
	case k.votesEnd > 0:
		return "timestamp is the end of the call, by what else the documents say"
	case k.undecided > 0:
		return text + "; if it is the start: --column start_time=timestamp"
	}
	return text
}
