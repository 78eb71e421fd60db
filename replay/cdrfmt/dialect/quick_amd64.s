#include "go_asm.h"
#include "textflag.h"

// A group is four cells, read together. Of a cell AX becomes where its text
// starts, behind a quote if the cells are quoted, and DX how wide it is with its
// quotes and the end of the field before it; an empty one is noted and the spare
// one read in its place. In both functions DI has the places of the cells, R9 how
// far apart they are, R8 the data behind its first byte and a quote, R11 the width
// of an empty cell if they may be empty, else 0; R12 is the spare cell, R14 its
// width, R13 the nulls, SI the values, CX the row, R10 is not 0 once a cell is empty.
// A cell of no quotes among those that have them ends the group.
#define CELL(k, bare) \
	MOVLQSX (DI), AX;              \
	MOVL    4(DI), DX;             \
	SUBL    AX, DX;                \
	CMPQ    AX, last+8(FP);        \
	JGT     stop;                  \
	ADDQ    R8, AX;                \
	ADDQ    R9, DI;                \
	CMPB    quoted+56(FP), $0;     \
	JEQ     bare;                  \
	CMPB    -1(AX), $0x22;         \
	JNE     stop;                  \
	CMPB    -3(AX)(DX*1), $0x22;   \
	JNE     stop;                  \
bare:                                  \
	CMPL    DX, R11;               \
	SETEQ   k(R13)(CX*1);          \
	CMOVQEQ R12, AX;               \
	CMOVQEQ R12, R10;              \
	CMOVLEQ R14, DX

// STAMP checks the width and the first 8 bytes of a cell, BX is 0 if all are right.
#define STAMP \
	XORL R14, DX;  \
	ORQ  DX, BX;   \
	MOVQ (AX), DX; \
	XORQ R15, DX;  \
	ORQ  DX, BX

// func stampsAVX2(t *stampTable, last int, ends *int32, stride int, micros *int64, nulls *bool, n int, quoted bool) (found int, empty bool)
//
// R15 is the year and month. Y0 has rows 0 and 2, Y1 rows 1 and 3, of which only
// the day and what follows it; as Y10 has it, less the digits. Y2 collects what
// should not be there.
TEXT ·stampsAVX2(SB), NOSPLIT, $0-73
	MOVQ           t+0(FP), AX
	MOVQ           stampTable_data(AX), R8
	MOVQ           stampTable_spare(AX), R12
	MOVL           stampTable_width(AX), R14
	MOVL           stampTable_none(AX), R11
	MOVQ           (R12), R15
	VBROADCASTI128 8(R12), Y10
	VBROADCASTI128 stampTable_keep(AX), Y11
	VBROADCASTI128 ·stampMost(SB), Y12
	VBROADCASTI128 ·stampTens(SB), Y13
	VBROADCASTI128 ·stampUnits(SB), Y14
	VBROADCASTI128 ·stampDay(SB), Y15
	VBROADCASTI128 ·stampMicros(SB), Y9
	VPBROADCASTQ   stampTable_dayMicros(AX), Y8
	MOVQ           ends+16(FP), DI
	MOVQ           stride+24(FP), R9
	SHLQ           $2, R9
	MOVQ           micros+32(FP), SI
	MOVQ           nulls+40(FP), R13
	XORL           R10, R10
	XORL           CX, CX

group:
	LEAQ         4(CX), AX
	CMPQ         AX, n+48(FP)
	JGT          stop
	XORL         BX, BX
	CELL(0, bare0)
	STAMP
	VMOVDQU      8(AX), X0
	CELL(1, bare1)
	STAMP
	VMOVDQU      8(AX), X1
	CELL(2, bare2)
	STAMP
	VINSERTI128  $1, 8(AX), Y0, Y0
	CELL(3, bare3)
	STAMP
	VINSERTI128  $1, 8(AX), Y1, Y1
	VPXOR        Y0, Y10, Y0
	VPXOR        Y1, Y10, Y1
	VPAND        Y0, Y11, Y0
	VPAND        Y1, Y11, Y1
	VPSUBUSB     Y12, Y0, Y2
	VPSUBUSB     Y12, Y1, Y3
	VPOR         Y2, Y3, Y2

	// Of each cell's quadwords one becomes its minutes in seconds, the other
	// its seconds in milliseconds, and both microseconds.
	VPMADDUBSW   Y13, Y0, Y0
	VPMADDUBSW   Y13, Y1, Y1
	VPMADDWD     Y14, Y0, Y0
	VPMADDWD     Y14, Y1, Y1
	VPSRLQ       $32, Y0, Y3
	VPSRLQ       $32, Y1, Y4
	VPADDD       Y3, Y0, Y0
	VPADDD       Y4, Y1, Y1
	VPCMPGTD     Y15, Y0, Y3
	VPCMPGTD     Y15, Y1, Y4
	VPOR         Y3, Y2, Y2
	VPOR         Y4, Y2, Y2
	VPMULUDQ     Y9, Y0, Y0
	VPMULUDQ     Y9, Y1, Y1
	VPUNPCKLQDQ  Y1, Y0, Y3
	VPUNPCKHQDQ  Y1, Y0, Y4
	VPADDQ       Y3, Y8, Y3
	VPADDQ       Y3, Y4, Y3
	VPTEST       Y2, Y2
	JNZ          stop
	TESTQ        BX, BX
	JNZ          stop
	VMOVDQU      Y3, (SI)(CX*8)
	ADDQ         $4, CX
	JMP          group

stop:
	MOVQ  CX, found+64(FP)
	TESTQ R10, R10
	SETNE empty+72(FP)
	VZEROUPPER
	RET

// NUMBER makes AX the digits of a cell of 1 to 8 of them, less their zeros, as if
// others preceded them.
#define NUMBER \
	SUBL  R14, DX;     \
	CMPL  DX, $7;      \
	JHI   stop;        \
	MOVQ  (AX), AX;    \
	XORQ  R15, AX;     \
	NEGL  DX;          \
	LEAL  -1(DX), DX;  \
	SHLL  $3, DX;      \
	SHLXQ DX, AX, AX

// func digitsAVX2(t *digitsTable, last int, ends *int32, stride int, numbers *int64, nulls *bool, n int, quoted bool) (found int, empty bool)
//
// R15 is eight zeros. Y0 has the rows in order.
TEXT ·digitsAVX2(SB), NOSPLIT, $0-73
	MOVQ           t+0(FP), AX
	MOVQ           digitsTable_data(AX), R8
	MOVQ           digitsTable_spare(AX), R12
	MOVL           digitsTable_width(AX), R14
	MOVL           digitsTable_none(AX), R11
	MOVQ           $0x3030303030303030, R15
	VPBROADCASTQ   digitsTable_factor(AX), Y15
	MOVL           $0x09090909, AX
	VMOVD          AX, X12
	VPBROADCASTD   X12, Y12
	MOVL           $0x010a, AX
	VMOVD          AX, X13
	VPBROADCASTW   X13, Y13
	MOVL           $0x00010064, AX
	VMOVD          AX, X14
	VPBROADCASTD   X14, Y14
	MOVL           $10000, AX
	VMOVD          AX, X11
	VPBROADCASTD   X11, Y11
	MOVQ           ends+16(FP), DI
	MOVQ           stride+24(FP), R9
	SHLQ           $2, R9
	MOVQ           numbers+32(FP), SI
	MOVQ           nulls+40(FP), R13
	XORL           R10, R10
	XORL           CX, CX

group:
	LEAQ         4(CX), AX
	CMPQ         AX, n+48(FP)
	JGT          stop
	CELL(0, bare0)
	NUMBER
	VMOVQ        AX, X0
	CELL(1, bare1)
	NUMBER
	VPINSRQ      $1, AX, X0, X0
	CELL(2, bare2)
	NUMBER
	VMOVQ        AX, X1
	CELL(3, bare3)
	NUMBER
	VPINSRQ      $1, AX, X1, X1
	VINSERTI128  $1, X1, Y0, Y0
	VPSUBUSB     Y12, Y0, Y2
	VPTEST       Y2, Y2
	JNZ          stop

	// Digits become pairs, fours and eights.
	VPMADDUBSW   Y13, Y0, Y0
	VPMADDWD     Y14, Y0, Y0
	VPMULUDQ     Y11, Y0, Y1
	VPSRLQ       $32, Y0, Y0
	VPADDQ       Y1, Y0, Y0
	VPMULUDQ     Y15, Y0, Y0
	VMOVDQU      Y0, (SI)(CX*8)
	ADDQ         $4, CX
	JMP          group

stop:
	MOVQ  CX, found+64(FP)
	TESTQ R10, R10
	SETNE empty+72(FP)
	VZEROUPPER
	RET

// The 16 bytes DDTHH:MM:SS.fffZ: the most that a byte may be above that of the
// spare cell, what pairs of them count, what pairs of these count in seconds and
// milliseconds, how large both may become, and how many microseconds each is.
DATA ·stampMost+0(SB)/8, $0x0905000902000000
DATA ·stampMost+8(SB)/8, $0x0009090900090500
GLOBL ·stampMost(SB), RODATA|NOPTR, $16

DATA ·stampTens+0(SB)/8, $0x010a00010a000000
DATA ·stampTens+8(SB)/8, $0x00010a6400010a00
GLOBL ·stampTens(SB), RODATA|NOPTR, $16

DATA ·stampUnits+0(SB)/8, $0x003c0e100e100000
DATA ·stampUnits+8(SB)/8, $0x0001000103e803e8
GLOBL ·stampUnits(SB), RODATA|NOPTR, $16

DATA ·stampDay+0(SB)/8, $0x7fffffff0001517f
DATA ·stampDay+8(SB)/8, $0x7fffffff7fffffff
GLOBL ·stampDay(SB), RODATA|NOPTR, $16

DATA ·stampMicros+0(SB)/8, $1000000
DATA ·stampMicros+8(SB)/8, $1000
GLOBL ·stampMicros(SB), RODATA|NOPTR, $16
