// Package sqldump reads CDRs from the dumps of databases: what mysqldump,
// pg_dump, phpMyAdmin, sqlite3's .dump and the scripts of SQL Server hold,
// statements among which INSERT and COPY have rows.
//
// The way of the data:
//
//  1. Recognise goes through the statements at the head of a text (walker). The
//     columns of a table are those that its rows name, else those of CREATE
//     TABLE before them. The first rows of each table are taken for a delimited
//     text with these columns as its header, and package dialect says whether
//     they are CDRs (survey, candidate). Where the head has no rows of CDRs, the
//     text is searched on.
//  2. A translator goes through the text again and writes the rows of that
//     table as records, and those of tables with the same columns. What else
//     there is, is passed over, and said, table by table.
//  3. A row that is broken is rejected, and reading goes on behind it, where
//     the next one begins. Memory is bounded by the longest row: a statement may
//     have any length, and what is passed over too.
//
// Sources: MySQL 8.4 Reference Manual, "String Literals" and "INSERT Statement";
// PostgreSQL 17 documentation, "COPY" (text format) and "Lexical Structure";
// SQLite documentation, "Command Line Shell"; Transact-SQL reference, "GO" and
// "datetime".
package sqldump
