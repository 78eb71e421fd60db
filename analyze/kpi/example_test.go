package kpi_test

import (
	"fmt"

	"github.com/cdrlab/cdrlab/analyze/kpi"
	"github.com/cdrlab/cdrlab/replay/cdr"
)

// Two legs, one of them answered, by gateway.
func Example() {
	end, gateway, billsec := cdr.NewColumn(cdr.EndTime), cdr.NewColumn(cdr.ResourceID), cdr.NewColumn(cdr.BillsecMs)
	for i, ms := range []int64{0, 61_500} {
		end.AppendInt(1773144000_000_000 + int64(i)*1_000_000)
		gateway.AppendName("carrier-7")
		billsec.AppendInt(ms)
	}
	legs := &cdr.Batch{Rows: 2}
	legs.SetColumn(cdr.EndTime, end)
	legs.SetColumn(cdr.ResourceID, gateway)
	legs.SetColumn(cdr.BillsecMs, billsec)

	a := kpi.NewAccumulator(kpi.Options{
		KPIs: []kpi.KPI{kpi.LegCount, kpi.ASRPct, kpi.ACDSec},
		By:   []kpi.Dimension{{Name: "gateway"}},
	})
	if err := a.Add(legs); err != nil {
		fmt.Println(err)
	}
	table := kpi.Tabulate([]*kpi.Accumulator{a})
	for _, g := range table.Groups {
		fmt.Println(g.Names[0], g.Values[0].Int, g.Values[1].Float, g.Values[2].Float)
	}
	// Output: carrier-7 2 50 61.5
}
