package main

import (
	"context"
	"errors"
	"slices"
	"testing"
)

func TestContestTakesTurns(t *testing.T) {
	var order []string
	member := func(name string, fails int) *contender {
		turns := 0
		return &contender{name: name, takes: always, refusal: willing, run: func(context.Context, question) (cost, error) {
			order = append(order, name)
			if turns++; turns == fails {
				return cost{}, errors.New("wrong answer")
			}
			return cost{CPUSec: float64(turns)}, nil
		}}
	}
	absent := member("absent", 0)
	absent.refusal = func(question) string { return "not installed" }
	foreign := member("foreign", 0)
	foreign.takes = func(question) bool { return false }
	field := []*contender{member("a", 0), member("b", 2), absent, foreign}

	results, err := contest(context.Background(), question{}, field, 2, func(string) {})
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"a", "b", "a", "b", "a"}; !slices.Equal(order, want) {
		t.Errorf("turns %v, want %v", order, want)
	}
	if len(results) != 3 || results[1].name != "b" || !results[1].failed || len(results[1].costs) != 0 {
		t.Errorf("results %+v", results)
	}
	if got := results[0].costs; len(got) != 2 || got[0].CPUSec != 2 {
		t.Errorf("costs %v, want those of the second and third turn", got)
	}
	if got := results[2]; got.failed || got.verdict() != "NOT RUN: not installed" {
		t.Errorf("absent: %+v", got)
	}
	if find(results, "b") != nil || find(results, "a") != &results[0] {
		t.Error("find gives who has costs, and nobody else")
	}
}

func TestContestStops(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	quits := &contender{name: "a", takes: always, refusal: willing, run: func(context.Context, question) (cost, error) {
		stop()
		return cost{}, errors.New("killed")
	}}
	if _, err := contest(ctx, question{}, []*contender{quits}, 3, func(string) {}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want that of the context", err)
	}
}
