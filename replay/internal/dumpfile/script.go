package dumpfile

import (
	"fmt"
	"strings"
)

// beginScript is what a script of SQL Server has before its rows.
func (w *writer) beginScript() {
	o := &w.out
	o.WriteString("USE [telecom]\nGO\n/****** Object:  Table ******/\nSET ANSI_NULLS ON\nGO\n")
	fmt.Fprintf(o, "CREATE TABLE [dbo].[%s](\n", w.table)
	for i, c := range w.columns {
		fmt.Fprintf(o, "\t[%s] %s NOT NULL,\n", bracketed(c), []string{"[varchar](80)", "[decimal](10, 2)", "[datetime]"}[i%3])
	}
	fmt.Fprintf(o, " CONSTRAINT [PK] PRIMARY KEY CLUSTERED \n(\n\t[%s] ASC\n)WITH (PAD_INDEX = OFF) ON [PRIMARY]\n) ON [PRIMARY]\nGO\n", bracketed(w.columns[0]))
	o.WriteString("EXEC sys.sp_addextendedproperty N'note', N'it''s\nGO\nINSERT'\nGO\n" +
		"CREATE PROCEDURE p AS\nBEGIN\n\tSELECT 1;\n\tINSERT INTO x VALUES (@a)\nEND\nGO\n")
	fmt.Fprintf(o, "SET IDENTITY_INSERT [dbo].[%s] ON \n\n", w.table)
}

// bracketed are the columns, each in brackets.
func (w *writer) bracketed() string {
	list := make([]string, len(w.columns))
	for i, c := range w.columns {
		list[i] = "[" + bracketed(c) + "]"
	}
	return strings.Join(list, ", ")
}

// bracketed is a name as it stands in brackets.
func bracketed(name string) string { return strings.ReplaceAll(name, "]", "]]") }
