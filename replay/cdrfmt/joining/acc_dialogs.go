package joining

// dialog is an answered call, or one of which a BYE alone is there.
type dialog struct {
	tags       pair
	row        int // that gives the leg
	from, to   uint64
	leg        Leg
	guessed    bool // of its INVITE
	challenged bool // the BYE that ended it was refused for lack of credentials
}

// pair are the tags of a dialog, the lesser first.
type pair struct{ a, b uint64 }

func (r *Row) pair() pair { return pair{min(r.From, r.To), max(r.From, r.To)} }

// dialogs finds dialogs by their tags.
type dialogs struct {
	list []dialog
	// many has the first of each pair of tags in list, once there are more
	// than few.
	many map[pair]int
}

// few are compared one by one: most calls have one dialog.
const few = 8

func (d *dialogs) reset() { d.list, d.many = d.list[:0], nil }

// add appends a dialog; it is valid until the next one.
func (d *dialogs) add(tags pair) *dialog {
	d.list = append(d.list, dialog{tags: tags})
	switch n := len(d.list); {
	case n == few+1:
		d.many = map[pair]int{}
		for i := range d.list {
			d.note(i)
		}
	case n > few:
		d.note(n - 1)
	}
	return &d.list[len(d.list)-1]
}

func (d *dialogs) note(i int) {
	if _, met := d.many[d.list[i].tags]; !met {
		d.many[d.list[i].tags] = i
	}
}

// of is the first dialog between two tags, nil if there is none.
func (d *dialogs) of(tags pair) *dialog {
	if d.many != nil {
		if i, ok := d.many[tags]; ok {
			return &d.list[i]
		}
		return nil
	}
	for i := range d.list {
		if d.list[i].tags == tags {
			return &d.list[i]
		}
	}
	return nil
}
