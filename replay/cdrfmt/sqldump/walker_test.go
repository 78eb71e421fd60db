package sqldump

import (
	"fmt"
	"strings"
	"testing"
)

// walked is what a walker meets in a text of which step bytes more are at hand
// each time that it wants more; 0 is all at once.
func walked(text string, step int) (list []string) {
	w := newWalker(syntaxOf([]byte(text)))
	if step == 0 {
		step = len(text)
	}
	base, n := 0, 0 // of the part at hand
	for {
		n = min(n+step, len(text)-base)
		w.text, w.whole = []byte(text[base:base+n]), base+n == len(text)
		for what := itemTable; what != itemCut; {
			at := func(i int) int { return base + i }
			switch what = w.next(); what {
			case itemTable:
				list = append(list, fmt.Sprintf("%s%q", w.table, w.columns))
				if strings.HasPrefix(w.table, "pass") {
					w.pass()
				}
			case itemRow:
				list = append(list, fmt.Sprintf("%d-%d %q", at(w.start), at(w.pos), w.cells))
			case itemBroken:
				list = append(list, fmt.Sprintf("%d-%d broken at %d: %s", at(w.start), at(w.pos), at(w.faultAt), w.fault))
			case itemOther:
				list = append(list, fmt.Sprintf("%d no statement", at(w.start)))
			case itemRest:
				list = append(list, fmt.Sprintf("%d no values", at(w.start)))
			case itemEnd:
				return append(list, fmt.Sprintf("end %v", w.unfinished()))
			}
		}
		if base, n = base+w.pos, n-w.pos; n < 0 || base == len(text) && w.whole {
			panic("a walker that wants more than there is")
		}
		w.pos = 0
	}
}

// statements are texts, each with what is met in it.
var statements = []struct{ text, want string }{
	{"INSERT INTO `a` VALUES (1,'x'),(2,NULL);", "a[]|23-30 [\"1\" \"x\"]|31-39 [\"2\" \"\"]|end false"},
	{"insert into a (b, `c d`, \"e\"\"f\", [g]) values(-1.5,+2,.5,1e-3)", `a["b" "c d" "e\"f" "g"]|44-61 ["-1.5" "+2" ".5" "1e-3"]|end true`},
	{"REPLACE LOW_PRIORITY INTO db.`t` PARTITION (p1) () VALUES (1);", ""},
	{"INSERT OR REPLACE INTO \"a\" VALUES('it''s',X'4142',true);", `a[]|33-55 ["it's" "AB" "true"]|end false`},
	{"CREATE TABLE IF NOT EXISTS `a` (`x` enum('),(','\\'') COMMENT 'k', b int, KEY `i` (`x`), `KEY` int, CONSTRAINT q CHECK ((`x` > 1)));INSERT INTO a VALUES (1,2,3);",
		`a["x" "b" "KEY"]|152-159 ["1" "2" "3"]|end false`},
	{"SET standard_conforming_strings = on;CREATE TABLE public.a (key text, \"primary\" int, index int, PRIMARY KEY (key));INSERT INTO a VALUES (1);",
		`a[]|136-139 ["1"]|end false`},
	{"SET standard_conforming_strings = on;CREATE TABLE a (key text, \"primary\" int);INSERT INTO public.a VALUES ('\\', E'\\'\\x41\\u00e9');",
		`public.a["key" "primary"]|106-128 ["\\" "'Aé"]|end false`},
	{"COPY public.a (x, \"y z\") FROM stdin;\n1\t\\N\na\\tb\\\\\\101\t\n\\.\nINSERT INTO b VALUES (1);",
		`public.a["x" "y z"]|37-42 ["1" ""]|42-54 ["a\tb\\A" ""]|b[]|78-81 ["1"]|end false`},
	{"COPY passed FROM stdin;\n1\t2\nlong long line\n\\.\nCOPY a FROM stdin;\nx", `passed[]|a[]|65-66 broken at 66: |end false`},
	{"COPY a FROM stdin;\nx\n", `a[]|19-21 ["x"]|end true`},
	{"COPY a FROM stdin;\r\nx\r\n\\.\r\n", `a[]|20-23 ["x"]|end false`},
	{"INSERT INTO pass VALUES (1,'a\\';b'),(2);INSERT INTO b VALUES (1)\n;", `pass[]|b[]|61-64 ["1"]|end false`},
	{"INSERT INTO a VALUES (1),\n", `a[]|21-24 ["1"]|end true`},
	{"INSERT INTO a VALUES (1),(2", `a[]|21-24 ["1"]|25-27 broken at 27: |end false`},
	{"INSERT INTO a VALUES (1),('it is", `a[]|21-24 ["1"]|25-32 broken at 32: |end false`},
	{"INSERT INTO a VALUES (1 2),(3,,4),(now()),(5);INSERT INTO a VALUES (6);",
		`a[]|21-26 broken at 24: found "2", wanted a comma or the end of the row|27-33 broken at 30: found ",", wanted a value|` +
			`34-41 broken at 35: found "now(", wanted a value|42-45 ["5"]|a[]|67-70 ["6"]|end false`},
	{"INSERT INTO a SELECT 1;INSERT INTO a SET b=1;INSERT INTO a VALUES (1) ON DUPLICATE KEY UPDATE b='(;)';INSERT INTO a VALUES (2)",
		`0 no values|23 no values|a[]|66-69 ["1"]|a[]|123-126 ["2"]|end true`},
	{"DELIMITER ;;\nCREATE TRIGGER t BEGIN INSERT INTO x VALUES (1); END;;\nDELIMITER ;\nINSERT INTO a VALUES (1);", `a[]|101-104 ["1"]|end false`},
	{"DELIMITER //\nCREATE PROCEDURE t() BEGIN INSERT INTO x VALUES (1); END//\nDELIMITER ;\nINSERT INTO a VALUES (1);", `a[]|105-108 ["1"]|end false`},
	{"CREATE TRIGGER t AFTER INSERT ON x BEGIN INSERT INTO x VALUES (CASE 1 WHEN 1 THEN 2 END); END;INSERT INTO a VALUES (1);", `a[]|115-118 ["1"]|end false`},
	{"SET standard_conforming_strings = on;CREATE FUNCTION f() AS $a$ INSERT INTO x VALUES ('; $$ $a$;INSERT INTO a VALUES ($1),('b');",
		`a[]|117-121 broken at 118: found "$1", wanted a value|122-127 ["b"]|end false`},
	{"/*!50003 CREATE*/ /*!50003 TRIGGER t BEGIN INSERT INTO x VALUES ('*/'); /* don't */ END */;;\n/* INSERT INTO a VALUES (0); */ # and\n-- INSERT INTO a VALUES (0);\nINSERT /*!32311 IGNORE */ INTO a VALUES -- (1)\n(/* x */1 /* y */, 2); ",
		`a[]|207-228 ["1" "2"]|end false`},
	{"INSERT INTO `a` VALUES (_binary 'x\\0',0x4142,b'101',_utf8mb4'é',\"it\\\"s\"\"\",'\\%\\Z');",
		`a[]|23-82 ["x\x00" "AB" "5" "é" "it\"s\"" "\\%\x1a"]|end false`},
	{"INSERT INTO a VALUES (CAST(N'x' AS DateTime2(3)), CAST(1 AS Decimal(10, 2)), 'y'::character varying(3), TIMESTAMP '2026', replace('a\\nb','\\n',char(10)), DEFAULT);",
		`a[]|21-161 ["x" "1" "y" "2026" "a\nb" ""]|end false`},
	{"mysqldump: [Warning] it's insecure.\n\\restrict it's\nINSERT INTO a VALUES (1)\nINSERT INTO a VALUES (2)\nGO\n", `a[]|72-75 ["1"]|a[]|97-100 ["2"]|end false`},
	{"USE x\nGO\nSET y ON\n INSERT [dbo].[a] ([b], [c]]d]) VALUES (N'it''s', CAST(0x00009CEF00A25634 AS DateTime))\nprint 'x\nGO'\nGO\nINSERT [a] VALUES (1)\n",
		`dbo.a["b" "c]d"]|57-105 ["it's" "2009-12-30 09:51:03.000"]|a[]|140-143 ["1"]|end false`},
	{"SELECT 1\r\nGO\r\nCREATE OR ALTER PROC p AS\r\nBEGIN -- it's\r\nSELECT 1;\r\nINSERT x VALUES (@a)\r\nEND\r\nGO\r\nALTER TABLE a -- INSERT\r\nINSERT a VALUES (CAST(0x9CEF024F AS SmallDateTime),\r\nCAST(0x01 AS binary))\r\nGO",
		`a[]|139-197 ["2009-12-30 09:51:00.000" "\x01"]|end false`},
	{"PRAGMA foreign_keys=OFF;INSERT INTO a VALUES(unistr('\\u00e9\\\\\\+00000a'),9e999,X'');", "a[]|44-82 [\"é\\\\\\n\" \"9e999\" \"\"]|end false"},
	{"INSERT INTO a VALUES (1);\n b text,\n(2),\nINSERT INTO a VALUES (3);'", `a[]|21-24 ["1"]|27 no statement|35 no statement|a[]|61-64 ["3"]|65 no statement|end false`},
	{"-- MySQL dump 10.13\nINSERT INTO `a` VALUES (1);\n", `a[]|43-46 ["1"]|end true`},
	{"-- MySQL dump 10.13\nINSERT INTO `a` VALUES (1);\n-- Dump completed on 2026\n", `a[]|43-46 ["1"]|end false`},
}

func TestStatements(t *testing.T) {
	for _, c := range statements {
		whole := walked(c.text, 0)
		if got := strings.Join(whole, "|"); c.want != "" && got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
		for step := 1; step < 9; step++ {
			if got := walked(c.text, step); strings.Join(got, "|") != strings.Join(whole, "|") {
				t.Errorf("%s\nby %d\n got %s\nwant %s", c.text, step, got, whole)
			}
		}
	}
}

// However much of a text is at hand, the same is met.
func FuzzWalker(f *testing.F) {
	for _, c := range statements {
		f.Add(c.text, uint8(3))
	}
	f.Fuzz(func(t *testing.T, text string, step uint8) {
		if len(text) > 4096 {
			return
		}
		whole, parts := walked(text, 0), walked(text, 1+int(step))
		if strings.Join(whole, "\n") != strings.Join(parts, "\n") {
			t.Fatalf("%q\nin parts of %d %q\nat once %q", text, 1+int(step), parts, whole)
		}
	})
}
