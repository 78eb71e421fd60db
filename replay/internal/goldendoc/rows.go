package goldendoc

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdrfmt/translate"
)

// Rows is what a translator makes of the whole of a text, in short: the first
// column of each leg, and of other rows the verdict, the place and the reason. A
// place that is not that of the row is an error.
func Rows(t translate.Translator, text string) (rows []string, err error) {
	var b translate.Block
	line, counted := 1, 0
	for err == nil {
		b.Reset()
		err = t.Translate(&b)
		records := bytes.SplitAfter(b.Text, []byte("\n"))
		for _, row := range b.Rows {
			switch row.Verdict {
			case translate.Leg:
				id, _, _ := bytes.Cut(records[0], []byte{translate.Separator})
				records = records[1:]
				rows = append(rows, string(id))
			case translate.Rejected:
				rows = append(rows, fmt.Sprintf("rejected %d/%d %s: %s", row.Line, row.Byte, row.Reason, row.Raw))
			default:
				rows = append(rows, fmt.Sprintf("passed %d/%d %s", row.Line, row.Byte, row.Reason))
			}
			if !bytes.HasPrefix([]byte(text)[row.Byte:], row.Raw) {
				return rows, fmt.Errorf("byte %d is not where %q is", row.Byte, row.Raw)
			}
			if line += strings.Count(text[counted:row.Byte], "\n"); int64(line) != row.Line {
				return rows, fmt.Errorf("byte %d is in line %d, not %d", row.Byte, line, row.Line)
			}
			counted = int(row.Byte)
		}
	}
	if err == io.EOF {
		err = nil
	}
	return rows, err
}
