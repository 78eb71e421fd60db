#include "go_asm.h"
#include "textflag.h"

// PLACE writes the place of the lowest bit of AX and takes the bit away.
#define PLACE(to) \
	TZCNTQ AX, CX;  \
	ADDL   BX, CX;  \
	MOVL   CX, to;  \
	BLSRQ  AX, AX

// func cutAVX2(c *cutter, ends, newlines *uint64, words int, ofBytes *[256][8]uint8)
//
// Registers: DI, R9 the ends of the marks; SI the word, from below 0; R10 the
// places; R14 the index there of the next end; R12 the lines; R15 how many; BX
// the word's place; Y2 eights. In the loop AX has the word's ends, DX its
// newlines.
TEXT ·cutAVX2(SB), NOSPLIT, $0-40
	MOVQ c+0(FP), R8
	MOVQ ends+8(FP), DI
	MOVQ newlines+16(FP), R9
	MOVQ words+24(FP), SI
	LEAQ (DI)(SI*8), DI
	LEAQ (R9)(SI*8), R9
	NEGQ SI
	MOVQ cutter_places(R8), R10
	MOVQ cutter_lines(R8), R12
	MOVQ cutter_next(R8), R14
	MOVQ cutter_found(R8), R15
	MOVQ cutter_pos(R8), BX

	MOVL         $8, CX
	VMOVD        CX, X2
	VPBROADCASTD X2, Y2

word:
	MOVQ (DI)(SI*8), AX
	MOVQ (R9)(SI*8), DX

newline: // without one what is noted is not counted
	BLSMSKQ DX, CX
	ANDQ    AX, CX
	POPCNTQ CX, CX
	ADDQ    R14, CX                  // the index behind it
	TZCNTQ  DX, R11
	ADDL    BX, R11
	SHLQ    $32, CX                  // line_next lies behind line_end
	ORQ     R11, CX
	MOVQ    CX, line_end(R12)(R15*8)
	CMPQ    DX, $1
	SBBQ    $-1, R15                 // one more, unless DX is 0
	BLSRQ   DX, DX
	JNZ     newline

	// Eight at once, the useless ones to be overwritten, as most words have
	// fewer.
	POPCNTQ AX, R13
	LEAQ    (R10)(R14*4), R11
	ADDQ    R13, R14
	PLACE((R11))
	PLACE(4(R11))
	PLACE(8(R11))
	PLACE(12(R11))
	PLACE(16(R11))
	PLACE(20(R11))
	PLACE(24(R11))
	PLACE(28(R11))
	JNZ     more

noted:
	ADDQ $64, BX
	INCQ SI
	JNZ  word

	MOVQ BX, cutter_pos(R8)
	MOVQ R14, cutter_next(R8)
	MOVQ R15, cutter_found(R8)
	VZEROUPPER
	RET

more: // ends beyond the eighth, byte by byte
	ADDQ         $32, R11
	MOVQ         ofBytes+32(FP), R13
	VMOVD        BX, X1
	VPBROADCASTD X1, Y1

byte:
	MOVBLZX   AX, CX
	VPMOVZXBD (R13)(CX*8), Y0
	VPADDD    Y0, Y1, Y0
	VMOVDQU   Y0, (R11)
	POPCNTL   CX, CX
	LEAQ      (R11)(CX*4), R11
	VPADDD    Y1, Y2, Y1
	SHRQ      $8, AX
	JNZ       byte
	JMP       noted
