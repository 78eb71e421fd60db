//go:build sip

package sipcheck

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"text/template"
	"time"

	"github.com/cdrlab/cdrlab/simulate/restart"
)

// Statements of the proxy's configuration.
const (
	guardedCancel = `if (t_check_trans()) t_relay();`
	relayedCancel = `if (!t_relay_cancel()) { sl_send_reply("500", "Internal Server Error"); exit; }
		sl_send_reply("481", "Call/Transaction Does Not Exist");`
	routedCancel = `if (t_check_trans()) { t_relay(); exit; }
		ds_select_dst("1", "%d"); forward();`
	routedAck = `ds_select_dst("1", "%d"); forward();`
)

const calls = 8

// traffic is one run: what is configured, and what the model takes for it.
type traffic struct {
	name, strategy string
	cancel, ack    string
	earlier        int
	routesAck      restart.Setting
	// gateways is how many there are, 0: two.
	gateways int
	crash    bool
}

func TestKamailio(t *testing.T) {
	for _, name := range []string{"kamailio", "sipp"} {
		if _, err := exec.LookPath(name); err != nil {
			t.Fatalf("%v; apt-get install kamailio sip-tester", err)
		}
	}
	hash, turn := int(restart.ByCallIDHash), int(restart.RoundRobin)
	for _, run := range []traffic{
		{name: "t_check_trans", strategy: "t_check_trans", cancel: guardedCancel},
		{name: "t_relay_cancel", strategy: "t_relay_cancel", cancel: relayedCancel},
		{name: "hash", strategy: "hash", cancel: fmt.Sprintf(routedCancel, hash), ack: fmt.Sprintf(routedAck, hash)},
		{name: "hash, crash", strategy: "hash", cancel: fmt.Sprintf(routedCancel, hash), ack: fmt.Sprintf(routedAck, hash), crash: true, gateways: 3},
		{name: "round robin, in turn", strategy: "round-robin", cancel: fmt.Sprintf(routedCancel, turn), routesAck: restart.No},
		{name: "round robin, one off", strategy: "round-robin", cancel: fmt.Sprintf(routedCancel, turn), routesAck: restart.No, earlier: 1},
		{name: "round robin, three gateways", strategy: "round-robin", cancel: fmt.Sprintf(routedCancel, turn), routesAck: restart.No, earlier: 2, gateways: 3},
	} {
		t.Run(run.name, func(t *testing.T) {
			t.Parallel()
			run.check(t)
		})
	}
}

// check plays the traffic, and the model the same.
func (run traffic) check(t *testing.T) {
	strategy, err := restart.ParseStrategy(run.strategy)
	if err != nil {
		t.Fatal(err)
	}
	rig := newRig(t, run, strategy.Algorithm())
	signal, up := rig.play(t)
	caller := readTrace(t, rig.dir("caller"))
	var gateways [][]line
	for i := range rig.gatewayPorts {
		gateways = append(gateways, readTrace(t, rig.gatewayDir(i)))
	}

	batch := &restart.Batch{Call: *restart.NewCall(strategy)}
	batch.Gateways, batch.GatewaysAfter, batch.TurnsBefore = len(gateways), len(gateways), run.earlier
	batch.Proxy.RoutesStrayAck = run.routesAck
	batch.Callee.Final, batch.Callee.FinalAt = 200, 6*time.Second
	begin := caller[0].at
	batch.Restart = &restart.Restart{Signal: signal.Sub(begin), Bound: up.Sub(begin)}
	if run.crash {
		batch.Restart.Stop = restart.Crash
	}
	for _, m := range caller {
		if m.sent && m.code == 0 && m.method == "INVITE" {
			batch.Members = append(batch.Members, restart.Member{CallID: m.callID, InviteAt: m.at.Sub(begin), CancelAt: restart.Never, Gateway: -1})
		}
	}
	for i := range batch.Members {
		member := &batch.Members[i]
		for _, m := range caller {
			if m.callID == member.CallID && m.sent && m.method == "CANCEL" {
				member.CancelAt = m.at.Sub(begin)
				break
			}
		}
	}
	if len(batch.Members) != calls {
		t.Fatalf("%d INVITEs sent, %d wanted", len(batch.Members), calls)
	}
	for i, o := range batch.Outcomes() {
		id := batch.Members[i].CallID
		want, got := predicted(o), measured(id, caller, gateways)
		t.Logf("%s: %v", id, got)
		if want != got {
			t.Errorf("%s: %+v measured, %+v predicted", id, got, want)
		}
	}
}

// result is what is compared of a call.
type result struct {
	gateway                          int
	cancelled, ghost, ack, bye       bool
	cancelCopies, cancelReply, final int
}

func predicted(o *restart.Outcome) result {
	return result{
		gateway: o.CalleeGateway, cancelled: o.CalleeCancelled(), ghost: o.GhostAnswer, ack: o.AckReachesAt != nil,
		bye: o.CallerByeReachesAt != nil, cancelCopies: len(o.CancelSentAt), cancelReply: o.CancelReply.Code, final: o.CallerFinal.Code,
	}
}

func measured(callID string, caller []line, gateways [][]line) (r result) {
	for _, m := range caller {
		switch {
		case m.callID != callID:
		case m.sent && m.method == "CANCEL":
			r.cancelCopies++
		case !m.sent && m.method == "CANCEL" && r.cancelReply == 0:
			r.cancelReply = m.code
		case !m.sent && m.method == "INVITE" && m.code >= 200 && r.final == 0:
			r.final = m.code
		}
	}
	for i, gateway := range gateways {
		for _, m := range gateway {
			switch {
			case m.callID != callID:
			case !m.sent && m.method == "INVITE":
				r.gateway = i
			case !m.sent && m.method == "ACK":
				r.ack = true
			case !m.sent && m.method == "BYE":
				r.bye = true
			case m.sent && m.method == "INVITE" && m.code == 487:
				r.cancelled = true
			case m.sent && m.method == "INVITE" && m.code == 200:
				r.ghost = true
			}
		}
	}
	return r
}

// rig is a proxy, its gateways and a caller, each with a folder.
type rig struct {
	root, config     string
	port, callerPort int
	gatewayPorts     []int
	earlier          int
	stop             syscall.Signal
}

func newRig(t *testing.T, run traffic, algorithm restart.Algorithm) *rig {
	t.Helper()
	r := &rig{root: t.TempDir(), port: freePort(t), callerPort: freePort(t), earlier: run.earlier, stop: syscall.SIGTERM}
	if run.crash {
		r.stop = syscall.SIGKILL
	}
	dirs := []string{r.dir("proxy"), r.dir("caller"), r.dir("earlier")}
	for i := range max(run.gateways, 2) {
		r.gatewayPorts = append(r.gatewayPorts, freePort(t))
		dirs = append(dirs, r.gatewayDir(i))
	}
	for _, dir := range dirs {
		if err := os.Mkdir(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	list := filepath.Join(r.dir("proxy"), "dispatcher.list")
	var entries strings.Builder
	for i, port := range r.gatewayPorts { // set, address, flags, priority
		fmt.Fprintf(&entries, "1 sip:127.0.0.1:%d 0 %d\n", port, len(r.gatewayPorts)-i)
	}
	if err := os.WriteFile(list, []byte(entries.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	modules, err := filepath.Glob("/usr/lib/*/kamailio/modules")
	if err != nil || len(modules) == 0 {
		t.Fatal("no modules of kamailio in /usr/lib")
	}
	r.config = filepath.Join(r.dir("proxy"), "kamailio.cfg")
	file, err := os.Create(r.config)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	err = template.Must(template.ParseFiles("testdata/kamailio.cfg")).Execute(file, map[string]any{
		"Port": r.port, "Modules": modules[0], "List": list, "Cancel": run.cancel, "Ack": run.ack, "Algorithm": int(algorithm),
	})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func (r *rig) dir(name string) string { return filepath.Join(r.root, name) }

func (r *rig) gatewayDir(i int) string { return r.dir(fmt.Sprintf("gw%d", i+1)) }

func (r *rig) startProxy(t *testing.T) *process {
	return start(t, r.dir("proxy"), "log", "kamailio", "-f", r.config, "-DD", "-E", "-m", "32", "-M", "4", "-w", r.dir("proxy"))
}

func (r *rig) sipp(t *testing.T, dir, scenario string, port int, args ...string) *process {
	scenario, err := filepath.Abs(filepath.Join("testdata", scenario))
	if err != nil {
		t.Fatal(err)
	}
	args = append([]string{"-sf", scenario, "-i", "127.0.0.1", "-p", fmt.Sprint(port), "-nostdin", "-trace_msg"}, args...)
	return start(t, dir, "log", "sipp", args...)
}

// play sets the calls up, restarts the proxy while they ring and waits for
// them to end. It tells when the proxy was stopped and when it listened again.
func (r *rig) play(t *testing.T) (signal, up time.Time) {
	t.Helper()
	proxy := r.startProxy(t)
	bound(t, r.port)
	for i, port := range r.gatewayPorts {
		r.sipp(t, r.gatewayDir(i), "gateway.xml", port)
		bound(t, port)
	}
	time.Sleep(300 * time.Millisecond)
	target := fmt.Sprintf("127.0.0.1:%d", r.port)
	if r.earlier > 0 { // given up before it rings out: it takes a turn now and no later
		first := r.sipp(t, r.dir("earlier"), "earlier.xml", freePort(t), target, "-m", fmt.Sprint(r.earlier), "-r", "10")
		<-first.ended
	}
	caller := r.sipp(t, r.dir("caller"), "caller.xml", r.callerPort, target, "-m", fmt.Sprint(calls), "-r", "20")
	time.Sleep(1500 * time.Millisecond)
	signal = time.Now()
	proxy.stop(t, r.stop)
	time.Sleep(500 * time.Millisecond)
	r.startProxy(t)
	up = bound(t, r.port)
	select {
	case <-caller.ended:
	case <-time.After(40 * time.Second):
		t.Error("calls do not end")
	}
	return signal, up
}
