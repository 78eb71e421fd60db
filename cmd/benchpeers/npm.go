package main

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
)

// drivers are the peers' programs; each folder's package.json pins the
// version of the peer.
//
//go:embed peers
var drivers embed.FS

// needNode is the error of a machine that cannot run the engines.
func needNode() error {
	for _, program := range []string{"node", "npm"} {
		if _, err := exec.LookPath(program); err != nil {
			return errors.New(program + ": not found, wanted for the peers duckdb, clickhouse, polars and for Parquet\n" +
				"install nodejs and npm, or ask for less: --peers wc --formats csv,gzip")
		}
	}
	return nil
}

// unpack writes the drivers into dir/peers. A folder whose package.json was
// another loses its packages.
func unpack(dir string) error {
	return fs.WalkDir(drivers, "peers", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		target := filepath.Join(dir, filepath.FromSlash(path))
		if d.IsDir() {
			return os.MkdirAll(target, 0o755)
		}
		content, err := drivers.ReadFile(path)
		if err != nil {
			return err
		}
		old, err := os.ReadFile(target)
		if err == nil && bytes.Equal(old, content) {
			return nil
		}
		if filepath.Base(target) == "package.json" {
			if err := os.RemoveAll(filepath.Join(filepath.Dir(target), "node_modules")); err != nil {
				return err
			}
		}
		return os.WriteFile(target, content, 0o644)
	})
}

// install fetches what the package.json in dir names, unless it is there. No
// package's own script is run.
func install(ctx context.Context, dir string) error {
	// npm writes this list when all packages are in place.
	if _, err := os.Stat(filepath.Join(dir, "node_modules", ".package-lock.json")); err == nil {
		return nil
	}
	_, _, err := measure(ctx, []string{"npm", "install", "--prefix", dir,
		"--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"})
	return err
}
