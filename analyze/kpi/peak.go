package kpi

// peak is the highest number of a group, and when it was first reached.
type peak struct {
	value int64
	us    int64
}

// number is undefined for a peak of nothing.
func (p peak) number() Value {
	if p.value == 0 {
		return Value{}
	}
	return whole(p.value)
}

func (p peak) time() Value {
	if p.value == 0 {
		return Value{}
	}
	return instant(p.us)
}
