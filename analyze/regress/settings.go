package regress

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"strconv"
	"strings"

	"github.com/cdrlab/cdrlab/replay"
	"github.com/cdrlab/cdrlab/replay/meter"
)

// Setting is one of the engine's settings that differs. Values are as the
// JSON has them, lists joined by ", "; "" is not set.
type Setting struct {
	// Name is that of the JSON, parts joined by a point, such as
	// thresholds.PROGRESS_TIMEOUT.one.
	Name   string `json:"name"`
	Before string `json:"before"`
	After  string `json:"after"`
	// Of a threshold, the rates in events per minute that the average must
	// exceed; nil where none is set.
	BeforeLimitPerMinute *float64 `json:"before_limit_per_minute,omitempty"`
	AfterLimitPerMinute  *float64 `json:"after_limit_per_minute,omitempty"`

	// cause is that of a threshold.
	cause string
}

// Concerns tells whether the setting may be why firings of a cause differ: a
// threshold of another cause is not.
func (s *Setting) Concerns(cause string) bool { return s.cause == "" || s.cause == cause }

// settingValue is a value of a setting, and the limit if it is a threshold.
type settingValue struct {
	text           string
	limitPerMinute *float64
	cause          string
}

// compareSettings lists what differs, by name.
func compareSettings(before, after *Engine) []Setting {
	list := []Setting{}
	old, now := before.settings(), after.settings()
	names := maps.Clone(old)
	maps.Copy(names, now)
	for _, name := range sortedKeys(names) {
		if b, a := old[name], now[name]; b.text != a.text {
			list = append(list, Setting{name, b.text, a.text, b.limitPerMinute, a.limitPerMinute, cmp.Or(b.cause, a.cause)})
		}
	}
	return list
}

// settings are all by name; one that is not set may be left out.
func (e *Engine) settings() map[string]settingValue {
	plain := map[string]string{
		"since": instantText(e.Since), "until": instantText(e.Until), "app_start": instantText(e.AppStart),
		"app_restarts": instantTexts(e.AppRestarts),
		"monitored":    strings.Join(e.Monitored, ", "), "ignored": strings.Join(e.Ignored, ", "),
		"warm_up_s": numberText(e.WarmUpSec), "copies": numberText(e.Copies), "nodes": numberText(e.Nodes),
		"seed": numberText(e.Seed),
	}
	if e.CheckAccounts {
		plain["check_accounts"] = "true"
	}
	for _, u := range e.Unchecked {
		plain["unchecked."+u.Cause] = u.Reason
	}
	all := map[string]settingValue{}
	for name, text := range plain {
		all[name] = settingValue{text: text}
	}
	addThresholds(all, "thresholds", e.Thresholds)
	for account, causes := range e.Accounts {
		addThresholds(all, "accounts."+account, causes)
	}
	return all
}

// addThresholds adds the thresholds of one kind of meter.
func addThresholds(all map[string]settingValue, under string, causes map[string]Limits) {
	for cause, limits := range causes {
		for i, p := range limits.fields() {
			if *p == nil {
				continue
			}
			m, t := meter.Metric(i), **p
			v := settingValue{text: strconv.FormatFloat(t, 'g', -1, 64), cause: cause}
			if t > 0 {
				limit := min(60*m.LimitPerSecond(t), math.MaxFloat64)
				v.limitPerMinute = &limit
			}
			all[fmt.Sprintf("%s.%s.%s", under, cause, m)] = v
		}
	}
}

func instantText(s *replay.Second) string {
	if s == nil {
		return ""
	}
	return s.String()
}

func instantTexts(list []replay.Second) string {
	texts := make([]string, len(list))
	for i, s := range list {
		texts[i] = s.String()
	}
	return strings.Join(texts, ", ")
}

// numberText is a number, or "" for 0, which stands for not set.
func numberText[N int | int64 | uint64](n N) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprint(n)
}
