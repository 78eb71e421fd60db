package main

import (
	"bytes"
	"encoding/csv"
	"io"
	"strconv"
	"time"

	"github.com/cdrlab/cdrlab/analyze/kpi"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/columnar"
	"github.com/cdrlab/cdrlab/replay/count"
)

// analysisDoc is the JSON of an analysis.
type analysisDoc struct {
	Input      analysisInputDoc `json:"input"`
	Population string           `json:"population"`
	By         []string         `json:"by"`
	KPIs       []string         `json:"kpis"`
	Groups     []figureDoc      `json:"groups"`
	// NotShown is there only if --top left groups out.
	NotShown *notShownDoc `json:"not_shown,omitempty"`
	Total    figureDoc    `json:"total"`
}

type notShownDoc struct {
	Groups   int     `json:"groups"`
	LegsPart float64 `json:"legs_share"`
}

// analysisInputDoc is the accounting: rows = accepted + rejected + duplicates,
// and accepted = joined + filtered + kept.
type analysisInputDoc struct {
	Files      []count.Source `json:"files"`
	Rows       uint64         `json:"rows"`
	Accepted   uint64         `json:"accepted"`
	Rejected   uint64         `json:"rejected"`
	Duplicates uint64         `json:"duplicates"`
	// Joined is part of accepted: rows that are part of the leg of another.
	Joined uint64 `json:"joined,omitempty"`
	// Flags counts the accepted rows that carry each flag, by its name.
	Flags    map[string]uint64 `json:"flags,omitempty"`
	Filtered uint64            `json:"filtered"`
	Kept     uint64            `json:"kept"`
	// Unnamed is how many of the kept legs belong to no call.
	Unnamed uint64 `json:"unnamed,omitempty"`
	// First and Last are null if no leg was kept.
	First *string `json:"first"`
	Last  *string `json:"last"`
}

// figureDoc is a group: names of dimensions and figures to values, in order.
type figureDoc struct {
	names  []string
	values []any // nil, string, int64 or float64
}

// MarshalJSON implements json.Marshaler.
func (d figureDoc) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, name := range d.names {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(strconv.Quote(name) + ":")
		e := jsonLines(&b)
		if err := e.Encode(d.values[i]); err != nil {
			return nil, err
		}
		b.Truncate(b.Len() - 1) // the encoder's newline
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// columns are the names of the dimensions, then those of the figures.
func (a *analysis) columns() []string {
	var names []string
	for _, d := range a.by {
		names = append(names, d.String())
	}
	for _, k := range a.kpis {
		names = append(names, k.String())
	}
	return names
}

// plain is a value as programs read it: nil if undefined, a time as text.
func plain(v kpi.Value) any {
	switch v.Kind {
	case kpi.Whole:
		return v.Int
	case kpi.Real:
		return significant(v.Float)
	case kpi.Instant:
		return instantText(v.Int)
	}
	return nil
}

// instantText is RFC 3339 UTC, with as many decimals as it needs.
func instantText(us int64) string { return time.UnixMicro(us).UTC().Format(time.RFC3339Nano) }

// doc is a group as an object; its names are nil for the total.
func (a *analysis) doc(g *kpi.Group) figureDoc {
	columns := a.columns()
	d := figureDoc{names: columns[len(columns)-len(g.Values)-len(g.Names):]}
	for _, name := range g.Names {
		if name == "" {
			d.values = append(d.values, nil)
		} else {
			d.values = append(d.values, name)
		}
	}
	for _, v := range g.Values {
		d.values = append(d.values, plain(v))
	}
	return d
}

// writeRows writes the groups in a form for programs.
func (a *analysis) writeRows(w io.Writer, format string, groups []kpi.Group) error {
	switch format {
	case "json":
		e := jsonLines(w)
		e.SetIndent("", "  ")
		return e.Encode(a.document(groups))
	case "jsonl":
		for i := range groups {
			if err := jsonLines(w).Encode(a.doc(&groups[i])); err != nil {
				return err
			}
		}
		return nil
	case "csv":
		return a.writeCSV(w, groups)
	}
	return a.writeParquet(w, groups)
}

func (a *analysis) document(groups []kpi.Group) *analysisDoc {
	t := a.table
	doc := &analysisDoc{
		Input: analysisInputDoc{
			Files: append([]count.Source{}, a.report.Files...), Rows: a.rows, Accepted: a.accepted, Rejected: a.rejected,
			Duplicates: a.duplicates, Flags: flagCounts(a.report), Joined: joinedRows(a.report.Files), Filtered: t.Accepted - t.Kept, Kept: t.Kept, Unnamed: t.Unnamed,
		},
		Population: a.population.String(), By: []string{}, KPIs: []string{}, Groups: []figureDoc{}, Total: a.doc(&t.Total),
	}
	if t.Kept > 0 {
		first, last := instantText(t.FirstUs), instantText(t.LastUs)
		doc.Input.First, doc.Input.Last = &first, &last
	}
	columns := a.columns()
	doc.By = append(doc.By, columns[:len(a.by)]...)
	doc.KPIs = append(doc.KPIs, columns[len(a.by):]...)
	for i := range groups {
		doc.Groups = append(doc.Groups, a.doc(&groups[i]))
	}
	if _, hidden, share := a.shown(len(t.Groups)); hidden > 0 {
		doc.NotShown = &notShownDoc{hidden, significant(share)}
	}
	return doc
}

func (a *analysis) writeCSV(w io.Writer, groups []kpi.Group) error {
	c := csv.NewWriter(w)
	if err := c.Write(a.columns()); err != nil {
		return err
	}
	for i := range groups {
		cells := append([]string{}, groups[i].Names...)
		for _, v := range groups[i].Values {
			cell := ""
			switch x := plain(v).(type) {
			case string:
				cell = x
			case int64:
				cell = strconv.FormatInt(x, 10)
			case float64:
				cell = strconv.FormatFloat(x, 'g', -1, 64)
			}
			cells = append(cells, cell)
		}
		if err := c.Write(cells); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

func (a *analysis) writeParquet(w io.Writer, groups []kpi.Group) error {
	kinds := map[kpi.ValueKind]columnar.FigureKind{
		kpi.Whole: columnar.FigureWhole, kpi.Real: columnar.FigureReal, kpi.Instant: columnar.FigureInstant,
	}
	var columns []columnar.FigureColumn
	for _, d := range a.by {
		columns = append(columns, columnar.FigureColumn{Name: d.String(), Kind: columnar.FigureText})
	}
	for _, k := range a.kpis {
		columns = append(columns, columnar.FigureColumn{Name: k.String(), Kind: kinds[k.Kind()]})
	}
	return columnar.WriteFigures(w, columns, len(groups), func(column, i int) columnar.Figure {
		if column < len(a.by) {
			name := groups[i].Names[column]
			return columnar.Figure{Null: name == "", Text: name}
		}
		v := groups[i].Values[column-len(a.by)]
		return columnar.Figure{Null: v.Kind == kpi.Undefined, Int: v.Int, Real: significant(v.Float)}
	})
}
