package simulate

// hourly is the intensity at the beginning of each hour of the day, UTC, in
// percent of the day's mean; between two hours it runs straight. An office
// day, with a dip at noon. The sum is 2400.
var hourly = [24]int64{
	20, 14, 10, 10, 14, 28, 60, 105, 165, 205, 215, 205,
	170, 185, 205, 200, 180, 140, 95, 60, 44, 32, 22, 16,
}

// daily is the intensity of each day of the week in percent of a working
// day's, from Thursday on, as 1970-01-01 was one.
var daily = [7]int64{100, 100, 45, 30, 100, 100, 100}

// curveUnit is the intensity of a second at the mean of a working day.
const curveUnit = 100 * 100 * 3600

// curve is the intensity at a Unix second, in units of 1/curveUnit.
func curve(sec int64) uint64 {
	day, ofDay := sec/86400, sec%86400
	hour, ofHour := ofDay/3600, ofDay%3600
	level := hourly[hour]*(3600-ofHour) + hourly[(hour+1)%24]*ofHour
	return uint64(level * daily[day%7])
}
