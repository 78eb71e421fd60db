package main

import "context"

func (run *failoverRun) drawFailover(ctx context.Context, out *outputs) error { return nil }
