package sqldump

import (
	"encoding/binary"
	"time"
)

// binaryTime is the time that SQL Server's scripts hold as the bytes of a type:
// of DATETIME the days since 1900 and 1/300 of a second, of SMALLDATETIME days
// and minutes. What is neither stays.
func binaryTime(b []byte, kind string) []byte {
	var days, ms int
	switch {
	case kind == "DATETIME" && len(b) == 8:
		days = int(int32(binary.BigEndian.Uint32(b)))
		ms = (int(binary.BigEndian.Uint32(b[4:]))*10 + 1) / 3 // to the nearest
	case kind == "SMALLDATETIME" && len(b) == 4:
		days = int(binary.BigEndian.Uint16(b))
		ms = int(binary.BigEndian.Uint16(b[2:])) * 60_000
	default:
		return b
	}
	at := time.Date(1900, 1, 1+days, 0, 0, 0, 0, time.UTC).Add(time.Duration(ms) * time.Millisecond)
	return at.AppendFormat(nil, "2006-01-02 15:04:05.000")
}
