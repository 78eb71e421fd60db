package canonical

import (
	"math"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// Fields are the columns of the canonical schema, in order.
func Fields() []cdr.Field {
	list := make([]cdr.Field, cdr.NumFields)
	for i := range list {
		list[i] = cdr.Field(i)
	}
	return list
}

// Tellable are the fields that the schema demands and a source may not tell:
// a file whose rows lack one has to let it be null.
var Tellable = cdr.FieldsOf(cdr.StartTime, cdr.DurationMs, cdr.BillsecMs)

// words stand in fields of words that the schema demands.
var words = map[cdr.Field]string{
	cdr.Leg:       "unknown",
	cdr.Direction: "unknown",
	cdr.SrcFile:   "",
	cdr.Dialect:   "",
}

// zeros are the numbers that are 0 where nobody says otherwise.
var zeros = cdr.FieldsOf(cdr.TimePrecision, cdr.SrcLine, cdr.RowFlags)

// ranges bound the numbers whose type is narrower than 64 bits.
var ranges = map[cdr.Field][2]int64{
	cdr.TimePrecision:   {0, 9},
	cdr.HangupCauseCode: {math.MinInt16, math.MaxInt16},
	cdr.SIPCode:         {math.MinInt16, math.MaxInt16},
	cdr.Attempt:         {math.MinInt16, math.MaxInt16},
	cdr.LastAttempt:     {0, 1},
}
