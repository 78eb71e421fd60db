package dialect

import (
	"errors"
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

const ciscoHead = "cdrRecordType,globalCallID_callManagerId,globalCallID_callId,dateTimeOrigination,origCause_value,destCause_value,dateTimeConnect,dateTimeDisconnect,pkid,duration\n"

func TestTypeRow(t *testing.T) {
	for text, want := range map[string]bool{
		"INTEGER,INTEGER,VARCHAR(50),UNIQUEIDENTIFIER": true,
		`"INTEGER";"VARCHAR(129)"` + "\r":              true,
		"UNIQUEIDENTIFIER,INTEGER":                     true,
		"varchar(2048)":                                true,
		"":                                             false,
		"1,2,INTEGER":                                  false,
		"INTEGER-1,2":                                  false,
		"INTEGRAL,INTEGER":                             false,
	} {
		if isTypeRow([]byte(text)) != want {
			t.Errorf("%q: want %v", text, want)
		}
	}
}

// The statuses and numbers are those of the call termination cause codes in
// Cisco's Call Reporting and Billing Administration Guide.
func TestCiscoCauses(t *testing.T) {
	for _, test := range []struct {
		word, name string
		source     causeSource
		status     string
	}{
		{"0", "NONE", causeQ850, ""},
		{"16", "NORMAL_CLEARING", causeQ850, ""},
		{"127", "INTERWORKING", causeQ850, ""},
		{"26", "26", causeQ850, ""},    // of Q.850, but FreeSWITCH has no name for it
		{"142", "142", causeField, ""}, // FreeSWITCH's 142 is another
		{"393216", "393216", causeField, ""},
		{"16777257", "NORMAL_TEMPORARY_FAILURE", causeSIP, "400"},
		{"184549398", "NUMBER_CHANGED", causeSIP, "410"},
		{"419430421", "NORMAL_UNSPECIFIED", causeSIP, "424"},
		{"570425365", "NORMAL_UNSPECIFIED", causeSIP, "433"},
		{"1073741842", "NO_USER_RESPONSE", causeSIP, "480"},
		{"1174405137", "USER_BUSY", causeSIP, "486"},
		{"1191182367", "ORIGINATOR_CANCEL", causeSIP, "487"},
		{"1291845649", "NORMAL_UNSPECIFIED", causeSIP, "493"},
		{"1459617833", "NORMAL_TEMPORARY_FAILURE", causeSIP, "503"},
		{"1493172351", "INTERWORKING", causeSIP, "505"},
		{"1509949567", "INTERWORKING", causeSIP, "513"},
		{"2717909013", "CALL_REJECTED", causeSIP, "603"},
		{"-1493172161", "NORMAL_TEMPORARY_FAILURE", causeSIP, "503"},
		{"4278190080", "4278190080", causeField, ""},
		{"NO_ANSWER", "NO_ANSWER", causeField, ""},
		{"487", "ORIGINATOR_CANCEL", causeQ850, ""},
		{"99999999999", "99999999999", causeQ850, ""},
	} {
		name, c := spelledCisco.cause(test.word)
		if status := string(cleanCiscoStatus([]byte(test.word))); name != test.name || c.source != test.source || status != test.status {
			t.Errorf("%s: got %s, %s, status %q; want %+v", test.word, name, causeSourceNames[c.source], status, test)
		}
	}
}

func TestCiscoCleared(t *testing.T) {
	for causes, want := range map[string]string{
		"16-0": "caller", "0-16": "callee", "0-0": "", "393216-393216": "",
		"-1493172161-0": "caller", "0--1493172161": "callee", "16-": "", "-16": "", "-": "", "": "", "16": "",
	} {
		if got := ciscoCleared(causes); got != want {
			t.Errorf("%q: got %q, want %q", causes, got, want)
		}
	}
}

// Answer ratios mean nothing where CUCM leaves out what was not answered.
func TestCiscoAnsweredOnly(t *testing.T) {
	const answered, missed = "1,2,1,1773151200,16,0,1773151205,1773151242,a,37\n", "1,2,2,1773151200,0,17,0,1773151242,b,0\n"
	const remark = "cisco: no unanswered call among the first 2: CUCM leaves them out unless CdrLogCallsWithZeroDurationFlag is set, and answer ratios then mean nothing"
	opt := replayOptions()
	has(t, ciscoHead+answered+answered, opt, remark, false) // no answers are asked for
	opt.Want |= cdr.FieldsOf(cdr.AnswerTime)
	has(t, ciscoHead+answered+answered, opt, remark, true)
	has(t, ciscoHead+answered+missed, opt, remark, false)
}

// The header is all that tells it: any case, any order, any columns more.
func TestCiscoHeader(t *testing.T) {
	for head, want := range map[string]string{
		ciscoHead:                                                          "cisco",
		strings.ToUpper(ciscoHead):                                         "cisco",
		"x," + strings.ToLower(ciscoHead):                                  "cisco",
		strings.ReplaceAll(ciscoHead, ",", ";"):                            "cisco",
		"pkid,dateTimeDisconnect,destCause_value\n":                        "cisco",
		strings.Replace(ciscoHead, "dateTimeDisconnect", "dateTimeEnd", 1): "header",
	} {
		l, err := Recognise("x.csv", []byte(head), true, &Options{})
		if got := ""; err == nil {
			if got = l.Name(); got != want {
				t.Errorf("%s: got %s, want %s", head, got, want)
			}
		} else if want != "" {
			t.Errorf("%s: %v", head, err)
		}
	}
}

// Records of the quality of calls stand beside those of the calls and are none.
func TestCiscoCMR(t *testing.T) {
	const text = "cdrRecordType,globalCallID_callManagerId,globalCallID_callId,nodeId,directoryNum,callIdentifier,dateTimeStamp,numberPacketsSent,jitter,latency,pkid,varVQMetrics,duration\n" +
		"INTEGER,INTEGER,INTEGER,INTEGER,VARCHAR(50),INTEGER,INTEGER,INTEGER,INTEGER,INTEGER,UNIQUEIDENTIFIER,VARCHAR(600),INTEGER\n" +
		"2,2,1001,2,\"5550101\",7,1773151242,555,1,0,\"a\",\"MLQK=4.5\",37\n"
	_, err := Recognise("cmr.txt", []byte(text), true, replayOptions())
	var bad *cdr.DataError
	if !errors.As(err, &bad) || !errors.Is(err, ErrUnknown) || !strings.Contains(bad.Problem, "Call Management Records") || !strings.Contains(bad.Hint, "cdr_*") {
		t.Errorf("got %v", err)
	}
}

func FuzzCiscoCause(f *testing.F) {
	for _, seed := range []string{"0", "16", "-1493172161-0", "0--1", "1459617833", "NO_ANSWER", "-"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		name, c := spelledCisco.cause(text)
		status := string(cleanCiscoStatus([]byte(text)))
		if name == "" && text != "" || status != "" && c.source != causeSIP && text == strings.Trim(text, "\" ") {
			t.Errorf("%q: %q, %v, status %q", text, name, c, status)
		}
		if side := ciscoCleared(text); side != "" && side != "caller" && side != "callee" {
			t.Errorf("%q: %q", text, side)
		}
	})
}

// What is said of a file ends at the header of another release, whose columns
// stand elsewhere.
func TestCiscoOtherRelease(t *testing.T) {
	other := strings.Replace(strings.TrimSuffix(ciscoHead, ",duration\n"), "dateTimeOrigination", "origLegCallIdentifier,dateTimeOrigination", 1) + "\n"
	text := ciscoHead + "1,2,1,1773151200,16,0,1773151205,1773151242,a,37\n" + other + strings.Repeat("1,2,2,7,1773151200,16,0,1773151205,1773151242,b\n", 3)
	l, err := Recognise("x.csv", []byte(text), true, replayOptions())
	if err != nil {
		t.Fatal(err)
	}
	for _, remark := range l.Remarks() {
		if strings.Contains(remark, "no names of hangup causes") {
			t.Error(remark)
		}
	}
}
