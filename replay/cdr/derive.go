package cdr

// Times of legs lie in [MinTimeUs, MaxTimeUs), 1970-01-02 to 2106-01-01, in
// Unix microseconds: counts hold seconds in 32 bits, and a time in the first
// day of 1970 is a zero in some zone. A time span is at most 100 years.
const (
	dayUs         = 86400 * 1_000_000
	MinTimeUs     = dayUs
	MaxTimeUs     = 4_291_747_200 * 1_000_000
	MaxDurationMs = 100 * 366 * 86400 * 1000
)

// StartOf is the start_time of a leg of which end_time and duration_ms are
// known; ok is false where it is out of the range of times.
func StartOf(endUs, durationMs int64) (us int64, ok bool) {
	return inRange(endUs - durationMs*1000)
}

// EndOf is the end_time of a leg of which start_time and duration_ms are known.
func EndOf(startUs, durationMs int64) (us int64, ok bool) {
	return inRange(startUs + durationMs*1000)
}

// AnswerOf is the answer_time of a leg that talked for billsecMs until its end.
// Billing rounds up, so it is not before startUs, which is 0 where it is not
// known.
func AnswerOf(startUs, endUs, billsecMs int64) (us int64, ok bool) {
	return inRange(max(endUs-billsecMs*1000, startUs))
}

// SpanOf is the time between two instants, in whole milliseconds: duration_ms of
// start_time and end_time, billsec_ms of answer_time and end_time, progress_ms
// of start_time and progress_time. One below 0, of a clock that was set back, is
// 0; negative tells of it. ok is false where it is too long.
func SpanOf(fromUs, toUs int64) (ms int64, negative, ok bool) {
	us := toUs - fromUs
	return max(0, us) / 1000, us < 0, us <= MaxDurationMs*1000
}

func inRange(us int64) (int64, bool) { return us, us >= MinTimeUs && us < MaxTimeUs }
