package dialect

const daySec = 24 * 60 * 60

// daysSince1970 is the number of days from 1970-01-01 to a date of the
// Gregorian calendar; ok is false if there is no such date.
func daysSince1970(year, month, day int) (days int64, ok bool) {
	if month < 1 || month > 12 || day < 1 || day > daysIn(year, month) {
		return 0, false
	}
	// Counted in years that begin in March, so that a leap day comes last.
	y, m := int64(year), int64(month)
	if m <= 2 {
		y, m = y-1, m+12
	}
	y += 400 // year 0 of the text may become year -1
	return 365*y + y/4 - y/100 + y/400 + (153*(m-3)+2)/5 + int64(day) - 1 - 719468 - 146097, true
}

func daysIn(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}
