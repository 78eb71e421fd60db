package dialect

import "slices"

// firstRow is what several dialects ask of the first row of a sample and of the
// number of fields of those below it, made when it is asked for. What it gives
// is shared: nobody changes it.
type firstRow struct {
	names  []string
	frame  *Layout
	byName map[string]int
	listed [2]string // names, and the frame's headings
}

// firstNames are the cells of the first row.
func (s sample) firstNames() []string {
	if s.head.names == nil {
		s.head.names = cells(s.rows()[0])
	}
	return s.head.names
}

// frame is the layout of a file whose first row is a header, without a name or
// any field.
func (s sample) frame() *Layout {
	if s.head.frame == nil {
		r := s.rows()[0]
		l := &Layout{leading: s.leading + 1, headings: slices.Clip(s.firstNames()), headerRaw: r.Raw, width: r.Len(), shape: shapeExact}
		l.remarkTitles(s)
		l.fitWidth(s.rows()[1:])
		l.drawnTable(s)
		l.headings, l.remarks = slices.Clip(l.headings), slices.Clip(l.remarks)
		s.head.frame = l
	}
	l := *s.head.frame
	return &l
}

// columns are the places of the columns of the frame by their names.
func (s sample) columns() map[string]int {
	if s.head.byName == nil {
		s.head.byName = columnsByName(s.frame().headings)
	}
	return s.head.byName
}

// listFirst lists the cells of the first row for an error.
func (s sample) listFirst() string {
	if s.head.listed[0] == "" {
		s.head.listed[0] = listCells(s.rows()[0])
	}
	return s.head.listed[0]
}

// listColumns lists the columns of the frame for an error.
func (s sample) listColumns() string {
	if s.head.listed[1] == "" {
		s.head.listed[1] = listNames(s.frame().headings)
	}
	return s.head.listed[1]
}
