package dialect

// About says what a person has to know of one dialect.
type About struct {
	// Name is what --dialect takes.
	Name string
	// Writer is what writes such files, and with which settings.
	Writer string
	// ToldBy is what it is recognised by.
	ToldBy string
	// Clock is what its times mean, and in which zone they are.
	Clock string
	// Causes is where the hangup cause comes from.
	Causes string
	// Lacks is what of the canonical schema the rows cannot carry although
	// analyses ask for it; "" if nothing.
	Lacks string
	// Example is the beginning of a file: its header, if it has one, and a row.
	Example string
}

// Dialects are all that are told by content, in the order of the manual.
func Dialects() []About {
	var all []About
	for i := range kinds {
		all = append(all, kinds[i].about...)
	}
	return all
}
