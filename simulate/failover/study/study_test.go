package study_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/simulate/failover"
	"github.com/cdrlab/cdrlab/simulate/failover/directory"
	"github.com/cdrlab/cdrlab/simulate/failover/document"
	"github.com/cdrlab/cdrlab/simulate/failover/registrar"
	"github.com/cdrlab/cdrlab/simulate/failover/study"
)

// smallDocs are two users with a phone each, of whom ben has a failover, and
// the numbers 100 (both), 101 (anna) and 102 (ben).
const smallDocs = `
{"_id":"acme","pvt_type":"account","realm":"acme.example.net","name":"Acme"}
{"_id":"anna","pvt_type":"user","pvt_account_id":"acme","username":"anna"}
{"_id":"ben","pvt_type":"user","pvt_account_id":"acme","username":"ben","call_forward":{"failover":true,"number":"+4917000002"}}
{"_id":"anna-desk","pvt_type":"device","pvt_account_id":"acme","owner_id":"anna","sip":{"username":"a"}}
{"_id":"ben-desk","pvt_type":"device","pvt_account_id":"acme","owner_id":"ben","sip":{"username":"b"}}
{"_id":"f0","pvt_type":"callflow","pvt_account_id":"acme","numbers":["100"],"flow":{"module":"ring_group","data":{"name":"sales","endpoints":[{"id":"anna","endpoint_type":"user"},{"id":"ben","endpoint_type":"user","delay":10}]},"children":{}}}
{"_id":"f1","pvt_type":"callflow","pvt_account_id":"acme","numbers":["101"],"flow":{"module":"user","data":{"id":"anna"},"children":{}}}
{"_id":"f2","pvt_type":"callflow","pvt_account_id":"acme","numbers":["102"],"flow":{"module":"user","data":{"id":"ben"},"children":{"_":{"module":"voicemail","data":{},"children":{}}}}}
{"_id":"f3","pvt_type":"callflow","pvt_account_id":"acme","numbers":["103"],"flow":{"module":"ring_group","data":{"name":"one by one","strategy":"single","endpoints":[{"id":"anna","endpoint_type":"user"},{"id":"ben","endpoint_type":"user"}]},"children":{}}}`

func smallDirectory(t *testing.T) *directory.Directory {
	t.Helper()
	var export document.Export
	if err := export.Read("docs", []byte(smallDocs)); err != nil {
		t.Fatal(err)
	}
	return directory.New(export.Documents)
}

// leg is a row: id and direction, device, number, how long it lasted and was
// answered. All calls begin at 1773000000.
type leg struct {
	id, direction, device, number string
	sec, talk                     int
	cause                         string
}

func smallCDRs(t *testing.T, legs ...leg) string {
	t.Helper()
	var text strings.Builder
	text.WriteString("call_id,interaction_id,direction,account_id,authorizing_id,destination_number,start_time,end_time,billsec_ms,hangup_cause\n")
	for i, l := range legs {
		cause := l.cause
		if cause == "" {
			cause = "NORMAL_CLEARING"
		}
		fmt.Fprintf(&text, "%s-%d,%s,%s,acme,%s,%s,1773000000,%d,%d,%s\n", l.id, i, l.id, l.direction, l.device, l.number, 1773000000+l.sec, l.talk*1000, cause)
	}
	path := filepath.Join(t.TempDir(), "cdrs.csv")
	if err := os.WriteFile(path, []byte(text.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// told are the outcomes of a study, in a line each, and its sums.
func told(t *testing.T, s *study.Study) (lines []string, sum study.Summary) {
	t.Helper()
	err := s.Each(context.Background(), func(o *study.Outcome) error {
		sum.Add(o)
		line := o.Status.String()
		if o.Status == study.Decided {
			line = fmt.Sprintf("%s off=%v on=%v %s %s", o.Target, o.Dialled(&o.Off), o.Dialled(&o.On), o.Change, o.Agreement.Verdict)
		}
		lines = append(lines, line)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return lines, sum
}

func TestKnowledge(t *testing.T) {
	traffic := readCDRs(t, smallCDRs(t,
		leg{"c", "inbound", "", "100", 40, 0, ""}, leg{"c", "outbound", "anna-desk", "a", 40, 0, ""}, leg{"c", "outbound", "ben-desk", "+4917000002", 40, 0, ""},
	))
	timeline := func(deviation int64) *registrar.Timeline {
		b := registrar.NewBuilder(registrar.Options{DeviationSec: deviation})
		if err := b.Read("regs", strings.NewReader("time,username,realm,expires\n1772996300,a,acme.example.net,3600\n1772999990,b,other.example.net,60\n")); err != nil {
			t.Fatal(err)
		}
		return b.Timeline()
	}
	for name, c := range map[string]struct {
		registrations study.Registrations
		want          string
		keptAlive     uint64
		covered       uint64
	}{
		"inferred":  {study.Registrations{}, "sales off=[anna-desk +4917000002] on=[anna-desk] trap agrees", 0, 1},
		"all":       {study.Registrations{Knowledge: study.AllRegistered}, "sales off=[anna-desk ben-desk] on=[anna-desk ben-desk] same disagrees", 0, 1},
		"none":      {study.Registrations{Knowledge: study.NoneRegistered}, "sales off=[+4917000002] on=[+4917000002] same disagrees", 0, 1},
		"kept":      {study.Registrations{Knowledge: study.Recorded, Timeline: timeline(180), Unpadded: timeline(0)}, "sales off=[anna-desk +4917000002] on=[anna-desk] trap agrees", 1, 0},
		"by record": {study.Registrations{Knowledge: study.Recorded, Timeline: timeline(0)}, "sales off=[anna-desk +4917000002] on=[anna-desk] trap agrees", 0, 0},
	} {
		t.Run(name, func(t *testing.T) {
			lines, sum := told(t, study.New(traffic, smallDirectory(t), study.Options{Registrations: c.registrations}))
			if lines[0] != c.want || sum.KeptAlive != c.keptAlive || sum.Covered != c.covered {
				t.Errorf("%s, kept alive %d, covered %d; want %s, %d, %d", lines[0], sum.KeptAlive, sum.Covered, c.want, c.keptAlive, c.covered)
			}
		})
	}
}

// TestUndue: without registrations, nothing is said of a phone whose turn had
// not come.
func TestUndue(t *testing.T) {
	for _, c := range []struct {
		name string
		legs []leg
		want string
	}{
		{"answered before the delay", []leg{{"c", "inbound", "", "100", 40, 0, ""}, {"c", "outbound", "anna-desk", "a", 40, 35, ""}}, "sales off=[anna-desk ben-desk] on=[anna-desk ben-desk] same agrees"},
		{"answered after the delay", []leg{{"c", "inbound", "", "100", 40, 0, ""}, {"c", "outbound", "anna-desk", "a", 40, 5, ""}}, "sales off=[anna-desk +4917000002] on=[anna-desk] trap disagrees"},
		{"the first of a row answered", []leg{{"c", "inbound", "", "103", 40, 0, ""}, {"c", "outbound", "anna-desk", "a", 40, 5, ""}}, "one by one off=[anna-desk ben-desk] on=[anna-desk ben-desk] same agrees"},
		{"nobody of a row answered", []leg{{"c", "inbound", "", "103", 40, 0, ""}, {"c", "outbound", "anna-desk", "a", 40, 0, ""}}, "one by one off=[anna-desk +4917000002] on=[anna-desk] trap agrees"},
	} {
		t.Run(c.name, func(t *testing.T) {
			lines, _ := told(t, study.New(readCDRs(t, smallCDRs(t, c.legs...)), smallDirectory(t), study.Options{}))
			if lines[0] != c.want {
				t.Errorf("%s, want %s", lines[0], c.want)
			}
		})
	}
}

// TestExcused: a phone need not have rung whose turn had not come.
func TestExcused(t *testing.T) {
	all := study.Options{Registrations: study.Registrations{Knowledge: study.AllRegistered}}
	for _, c := range []struct {
		name string
		legs []leg
		want study.Verdict
	}{
		{"answered before the delay", []leg{{"c", "inbound", "", "100", 40, 0, ""}, {"c", "outbound", "anna-desk", "a", 40, 35, ""}}, study.Agrees},
		{"answered after the delay", []leg{{"c", "inbound", "", "100", 40, 0, ""}, {"c", "outbound", "anna-desk", "a", 40, 5, ""}}, study.Disagrees},
		{"given up before the delay", []leg{{"c", "inbound", "", "100", 5, 0, ""}, {"c", "outbound", "anna-desk", "a", 5, 0, ""}}, study.Agrees},
		{"given up at once", []leg{{"c", "inbound", "", "101", 0, 0, ""}, {"x", "outbound", "ben-desk", "b", 1, 0, ""}}, study.Agrees},
		{"one after the other", []leg{{"c", "inbound", "", "103", 40, 0, ""}, {"c", "outbound", "anna-desk", "a", 40, 0, ""}}, study.Agrees},
		{"the second without the first", []leg{{"c", "inbound", "", "103", 40, 0, ""}, {"c", "outbound", "ben-desk", "b", 40, 0, ""}}, study.Disagrees},
		{"no leg tells its device", []leg{{"c", "inbound", "", "101", 40, 0, ""}, {"c", "outbound", "", "a", 40, 0, ""}}, study.Unchecked},
		{"nothing placed anywhere", []leg{{"c", "inbound", "", "101", 40, 0, ""}}, study.Unchecked},
		{"a leg of a later element", []leg{{"c", "inbound", "", "101", 40, 0, ""}, {"c", "outbound", "anna-desk", "a", 40, 0, ""}, {"c", "outbound", "ben-desk", "b", 40, 0, ""}}, study.Agrees},
	} {
		t.Run(c.name, func(t *testing.T) {
			verdicts := map[study.Verdict]int{}
			s := study.New(readCDRs(t, smallCDRs(t, c.legs...)), smallDirectory(t), all)
			if err := s.Each(context.Background(), func(o *study.Outcome) error {
				if o.Status == study.Decided {
					verdicts[o.Agreement.Verdict]++
				}
				return nil
			}); err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(verdicts, map[study.Verdict]int{c.want: 1}) {
				t.Errorf("%v, want one that %s", verdicts, c.want)
			}
		})
	}
}

// TestCounterfactual: with the flag off again, ben's cell rings too, and ends
// as his cell did when nobody else could be reached.
func TestCounterfactual(t *testing.T) {
	path := smallCDRs(t,
		leg{"c", "inbound", "", "102", 20, 0, "ORIGINATOR_CANCEL"}, leg{"c", "outbound", "ben-desk", "+4917000002", 8, 0, "PROGRESS_TIMEOUT"},
		leg{"d", "inbound", "", "100", 40, 0, ""}, leg{"d", "outbound", "anna-desk", "a", 40, 0, ""},
	)
	s := study.New(readCDRs(t, path), smallDirectory(t), study.Options{RecordedOn: true})
	c := s.Counterfactual()
	if err := s.Each(context.Background(), func(o *study.Outcome) error { c.Add(o); return nil }); err != nil {
		t.Fatal(err)
	}
	if c.Vanished() != 0 || c.Appeared() != 1 || c.AppearedCauses()["PROGRESS_TIMEOUT"] != 1 {
		t.Fatalf("%d vanish, %d appear, %v", c.Vanished(), c.Appeared(), c.AppearedCauses())
	}
	rows := func(write func(func(*cdr.Batch) error) error) (list []string) {
		err := write(func(b *cdr.Batch) error {
			for i := range b.Rows {
				list = append(list, fmt.Sprintf("%s %s %s %s %d", b.Column(cdr.InteractionID).Text(i), b.Column(cdr.Direction).Name(i),
					b.Column(cdr.DestinationNumber).Text(i), b.Column(cdr.HangupCause).Name(i), b.Column(cdr.DurationMs).Ints[i]))
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return list
	}
	record := []string{
		"c outbound +4917000002 PROGRESS_TIMEOUT 8000", "c inbound 102 ORIGINATOR_CANCEL 20000",
		"d inbound 100 NORMAL_CLEARING 40000", "d outbound a NORMAL_CLEARING 40000",
	}
	if got := rows(c.Record); !reflect.DeepEqual(got, record) {
		t.Errorf("record %q", got)
	}
	want := []string{record[0], "d outbound +4917000002 PROGRESS_TIMEOUT 8000", record[1], record[2], record[3]}
	if got := rows(c.Write); !reflect.DeepEqual(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestWorkers: the number of workers does not show.
func TestWorkers(t *testing.T) {
	traffic := readCDRs(t, filepath.Join(exampleDir, "cdrs"))
	docs, err := os.ReadFile(filepath.Join(exampleDir, "docs.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	var export document.Export
	if err := export.Read("docs.jsonl", docs); err != nil {
		t.Fatal(err)
	}
	dir := directory.New(export.Documents)
	want, wantSum := told(t, study.New(traffic, dir, study.Options{Workers: 1, Release: failover.Master}))
	for _, workers := range []int{2, 7} {
		got, sum := told(t, study.New(traffic, dir, study.Options{Workers: workers, Release: failover.Master}))
		if !reflect.DeepEqual(got, want) || !reflect.DeepEqual(sum, wantSum) {
			t.Errorf("%d workers: other outcomes", workers)
		}
	}
}
