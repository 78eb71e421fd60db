#include "go_asm.h"
#include "textflag.h"

// NOTE writes the place of the lowest bit of R11 and takes the bit away.
#define NOTE(to) \
	TZCNTQ R11, CX; \
	ADDL   BX, CX;  \
	MOVL   CX, to;  \
	BLSRQ  R11, R11

// WANTED leaves in R11 those bits of a mask that are wanted, of a record of
// which R13 fields have ended.
#define WANTED(mask) \
	MOVQ    R13, R11;                \
	CMPQ    R11, cutter_most(R12);   \
	CMOVQGT cutter_most(R12), R11;   \
	MOVQ    (R8)(R11*8), R11;        \
	PDEPQ   mask, R11, R11

// func cutBMI2(c *cutter, ends, newlines *uint64, words int)
//
// Registers: R12 the cutter; DI, R9 the ends of the marks; SI the word, from
// below 0; R8 what is wanted; R10 where the next wanted end goes; R13 fields
// that have ended; BX the word's place. In the loop AX has the word's ends, DX
// its newlines.
TEXT ·cutBMI2(SB), NOSPLIT, $0-32
	MOVQ c+0(FP), R12
	MOVQ ends+8(FP), DI
	MOVQ newlines+16(FP), R9
	MOVQ words+24(FP), SI
	LEAQ (DI)(SI*8), DI
	LEAQ (R9)(SI*8), R9
	NEGQ SI
	MOVQ cutter_wanted(R12), R8
	MOVQ cutter_places(R12), CX
	MOVQ cutter_next(R12), R10
	LEAQ (CX)(R10*4), R10
	MOVQ cutter_passed(R12), R13
	MOVQ cutter_pos(R12), BX

word:
	MOVQ  (DI)(SI*8), AX
	MOVQ  (R9)(SI*8), DX
	TESTQ DX, DX
	JNZ   newline

rest:
	WANTED(AX)
	POPCNTQ AX, AX
	ADDQ    AX, R13
	POPCNTQ R11, DX

	// Four at once, the useless ones to be overwritten, as most words have
	// fewer.
	NOTE((R10))
	NOTE(4(R10))
	NOTE(8(R10))
	NOTE(12(R10))
	JNZ more

noted:
	LEAQ (R10)(DX*4), R10
	ADDQ $64, BX
	INCQ SI
	JNZ  word

	MOVQ BX, cutter_pos(R12)
	MOVQ R13, cutter_passed(R12)
	SUBQ cutter_places(R12), R10
	SHRQ $2, R10
	MOVQ R10, cutter_next(R12)
	RET

more: // wanted ends beyond the fourth
	LEAQ 16(R10), AX

each:
	NOTE((AX))
	LEAQ 4(AX), AX
	JNZ  each
	JMP  noted

newline: // ends the record at hand, and DX may have another one
	BLSMSKQ DX, CX
	ANDQ    AX, CX                   // the record's last ends
	XORQ    CX, AX
	WANTED(CX)
	POPCNTQ CX, CX
	ADDQ    CX, R13
	TESTQ   R11, R11
	JZ      row

last:
	NOTE((R10))
	LEAQ 4(R10), R10
	JNZ  last

row:
	MOVQ   cutter_found(R12), CX
	MOVQ   cutter_lines(R12), R11
	TZCNTQ DX, R10
	ADDL   BX, R10
	SHLQ   $32, R13                  // line_width lies behind line_end: take
	ORQ    R13, R10                  // reads both at once, from one store
	MOVQ   R10, line_end(R11)(CX*8)
	INCQ   CX
	MOVQ   CX, cutter_found(R12)
	MOVQ   cutter_base(R12), CX
	ADDQ   cutter_stride(R12), CX
	MOVQ   CX, cutter_base(R12)
	MOVQ   cutter_places(R12), R11
	LEAQ   (R11)(CX*4), CX
	MOVL   R10, (CX)                 // if wanted
	MOVQ   cutter_lead(R12), R10
	LEAQ   (CX)(R10*4), R10
	XORL   R13, R13
	BLSRQ  DX, DX
	JNZ    newline
	JMP    rest
