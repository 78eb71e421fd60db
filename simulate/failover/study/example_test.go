package study_test

import (
	"context"
	"fmt"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/simulate/failover/directory"
	"github.com/cdrlab/cdrlab/simulate/failover/document"
	"github.com/cdrlab/cdrlab/simulate/failover/record"
	"github.com/cdrlab/cdrlab/simulate/failover/study"
)

// A call to a ring group: anna's phone rang, and the cell of ben, whose phone
// was off. With the flag on only anna's would have.
func Example() {
	batch := &cdr.Batch{Rows: 3}
	for f, texts := range map[cdr.Field][3]string{
		cdr.InteractionID:     {"c", "c", "c"},
		cdr.Direction:         {"inbound", "outbound", "outbound"},
		cdr.AccountID:         {"acme", "acme", "acme"},
		cdr.AuthorizingID:     {"", "anna-desk", "ben-desk"},
		cdr.DestinationNumber: {"100", "a", "+4917000002"},
	} {
		c := cdr.NewColumn(f)
		for _, text := range texts {
			if f.Kind() == cdr.Text {
				c.AppendText([]byte(text))
			} else {
				c.AppendName(text)
			}
		}
		batch.SetColumn(f, c)
	}
	for f, us := range map[cdr.Field]int64{cdr.StartTime: 1_773_000_000_000_000, cdr.EndTime: 1_773_000_040_000_000} {
		c := cdr.NewColumn(f)
		for range batch.Rows {
			c.AppendInt(us)
		}
		batch.SetColumn(f, c)
	}
	book := record.NewBook(record.Options{})
	if err := book.Add(batch); err != nil {
		fmt.Println(err)
	}

	var export document.Export
	if err := export.Read("docs.jsonl", []byte(smallDocs)); err != nil {
		fmt.Println(err)
	}
	s := study.New(record.Merge(book), directory.New(export.Documents), study.Options{})
	err := s.Each(context.Background(), func(o *study.Outcome) error {
		fmt.Println(o.Target, o.Change, o.Losers)
		fmt.Println("off:", o.Dialled(&o.Off))
		fmt.Println("on:", o.Dialled(&o.On))
		return nil
	})
	if err != nil {
		fmt.Println(err)
	}
	// Output:
	// sales trap [ben]
	// off: [anna-desk +4917000002]
	// on: [anna-desk]
}
