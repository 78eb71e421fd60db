// Package canonical makes legs as a reader gives them rows of the canonical
// schema, in which every row has
//
//	call_id                 else src_file:src_line, flagged cdr.FlagIDMade
//	leg, direction          else "unknown"
//	cause_source            else "field" where there is a cause, "none" where not
//	start_time              else end_time - duration_ms (cdr.StartOf)
//	duration_ms             else end_time - start_time, at least 0 (cdr.SpanOf)
//	billsec_ms              else end_time - answer_time; 0 of a leg that was not answered
//	time_precision, flags   else 0
//	src_file, src_line, dialect
//
// The readers have derived start_time, duration_ms and progress_ms by the same
// rules, so that what looks at a source itself sees them too. What else follows
// is there: answer_time of a leg that talked (cdr.AnswerOf), and
// hangup_cause_code of a cause that has a number. Nothing is made up: a leg
// without start_time and duration_ms keeps both null, and one of which nobody
// says whether it was answered has no billsec_ms. Fields lists them (Lacks).
//
// A file of the schema has all columns. What the source of a row has no column for,
// where that is another thing than no value, is in the row's flags (cdr.Untold), and
// stays there when the row is shaped again.
//
// Numbers that the schema's type cannot hold are null, flagged
// cdr.FlagUnreadable.
package canonical
