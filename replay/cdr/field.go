package cdr

// Field is one column of the canonical CDR schema.
type Field uint8

// The canonical schema. Names are FreeSWITCH's and KAZOO's, because both name
// every field; one row is one leg.
const (
	CallID Field = iota
	InteractionID
	OtherLegCallID
	SIPCallID
	Leg
	Direction
	AccountID
	OwnerID
	AuthorizingID
	ResourceID
	MediaServer
	CallerIDNumber
	CallerIDName
	CalleeIDNumber
	CalleeIDName
	DestinationNumber
	StartTime
	ProgressTime
	ProgressMediaTime
	AnswerTime
	EndTime
	TimePrecision
	DurationMs
	BillsecMs
	ProgressMs
	HangupCause
	HangupCauseCode
	HangupCauseRaw
	CauseSource
	SIPCode
	HangupDisposition
	Attempt
	LastAttempt
	ReadCodec
	WriteCodec
	MOS
	JitterMs
	LossPct
	SrcFile
	SrcLine
	Dialect
	RowFlags

	NumFields = iota
)

// Kind is how the values of a field are held in memory.
type Kind uint8

const (
	// Text is one UTF-8 string a row, for fields that seldom repeat.
	Text Kind = iota
	// Code is an index into a Dict, for fields that repeat.
	Code
	// Time is an instant in microseconds since 1970-01-01 UTC.
	Time
	// Int is a whole number in the unit that ends the field's name.
	Int
	// Float is a measured value.
	Float
)

type fieldInfo struct {
	name string
	kind Kind
}

var fields = [NumFields]fieldInfo{
	CallID:            {"call_id", Text},
	InteractionID:     {"interaction_id", Text},
	OtherLegCallID:    {"other_leg_call_id", Text},
	SIPCallID:         {"sip_call_id", Text},
	Leg:               {"leg", Code},
	Direction:         {"direction", Code},
	AccountID:         {"account_id", Code},
	OwnerID:           {"owner_id", Text},
	AuthorizingID:     {"authorizing_id", Text},
	ResourceID:        {"resource_id", Code},
	MediaServer:       {"media_server", Code},
	CallerIDNumber:    {"caller_id_number", Text},
	CallerIDName:      {"caller_id_name", Text},
	CalleeIDNumber:    {"callee_id_number", Text},
	CalleeIDName:      {"callee_id_name", Text},
	DestinationNumber: {"destination_number", Text},
	StartTime:         {"start_time", Time},
	ProgressTime:      {"progress_time", Time},
	ProgressMediaTime: {"progress_media_time", Time},
	AnswerTime:        {"answer_time", Time},
	EndTime:           {"end_time", Time},
	TimePrecision:     {"time_precision", Int},
	DurationMs:        {"duration_ms", Int},
	BillsecMs:         {"billsec_ms", Int},
	ProgressMs:        {"progress_ms", Int},
	HangupCause:       {"hangup_cause", Code},
	HangupCauseCode:   {"hangup_cause_code", Int},
	HangupCauseRaw:    {"hangup_cause_raw", Text},
	CauseSource:       {"cause_source", Code},
	SIPCode:           {"sip_code", Int},
	HangupDisposition: {"hangup_disposition", Code},
	Attempt:           {"attempt", Int},
	LastAttempt:       {"last_attempt", Int},
	ReadCodec:         {"read_codec", Code},
	WriteCodec:        {"write_codec", Code},
	MOS:               {"mos", Float},
	JitterMs:          {"jitter_ms", Float},
	LossPct:           {"loss_pct", Float},
	SrcFile:           {"src_file", Code},
	SrcLine:           {"src_line", Int},
	Dialect:           {"dialect", Code},
	RowFlags:          {"flags", Int},
}

// String is the field's canonical column name.
func (f Field) String() string { return fields[f].name }

// Kind is how the field's values are held in memory.
func (f Field) Kind() Kind { return fields[f].kind }

var fieldByName = func() map[string]Field {
	m := make(map[string]Field, NumFields)
	for f := range Field(NumFields) {
		m[f.String()] = f
	}
	return m
}()

// FieldByName finds a field by its canonical column name.
func FieldByName(name string) (Field, bool) {
	f, ok := fieldByName[name]
	return f, ok
}

// FieldSource says, for a person, where a reader takes the values of a field
// from: `column 9 "timestamp", Gregorian seconds`.
type FieldSource struct {
	Field Field
	From  string
}

// FieldSet is a set of fields.
type FieldSet uint64

// FieldsOf is the set of the given fields.
func FieldsOf(list ...Field) FieldSet {
	var s FieldSet
	for _, f := range list {
		s |= 1 << f
	}
	return s
}

// Has tells whether f is in the set.
func (s FieldSet) Has(f Field) bool { return s>>f&1 == 1 }
