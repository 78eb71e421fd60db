#include "go_asm.h"
#include "textflag.h"

// func findAVX2(t *internTable, ends *int32, stride int, numbers *uint32, n int) (found int)
//
// Registers: DI the end before the text; SI the numbers; CX the row; R8 the data; R9 the
// last place that 32 bytes follow; R10 the slots; R11 the hash's mask; R12 the
// words; R13 the lengths; BX the masks of texts. Of a row Y0 has the text, R14
// its length, AX the slot, R15 the number there.
TEXT ·findAVX2(SB), NOSPLIT, $0-48
	MOVQ    t+0(FP), AX
	MOVQ    internTable_data(AX), R8
	MOVQ    internTable_last(AX), R9
	MOVQ    internTable_slots(AX), R10
	MOVQ    internTable_mask(AX), R11
	MOVQ    internTable_words(AX), R12
	MOVQ    internTable_lengths(AX), R13
	MOVQ    internTable_keep(AX), BX
	VMOVDQU internTable_seed(AX), X3
	MOVQ    ends+8(FP), DI
	MOVQ    numbers+24(FP), SI
	XORL    CX, CX

row:
	MOVL (DI), AX
	MOVL 4(DI), R14
	INCL AX
	SUBL AX, R14
	CMPQ AX, R9
	JHI  stop
	CMPL R14, $const_internWhole
	JHI  stop

	VMOVDQU (R8)(AX*1), Y0
	MOVL    R14, DX
	SHLL    $5, DX
	VPAND   (BX)(DX*1), Y0, Y0

	// As hashWords.
	VEXTRACTI128 $1, Y0, X1
	VPSHUFD      $0xb1, X1, X1
	VPXOR        X0, X1, X1
	VPXOR        X3, X1, X1
	VMOVQ        X1, AX
	VPEXTRQ      $1, X1, DX
	MULQ         DX
	XORQ         DX, AX

slot:
	ANDQ      R11, AX
	MOVL      (R10)(AX*4), R15
	CMPL      R14, (R13)(R15*4)
	JNE       next
	MOVQ      R15, DX
	SHLQ      $5, DX
	VPCMPEQB  (R12)(DX*1), Y0, Y2
	VPMOVMSKB Y2, DX
	CMPL      DX, $-1
	JNE       next
	MOVL      R15, (SI)(CX*4)
	MOVQ      stride+16(FP), DX
	LEAQ      (DI)(DX*4), DI
	INCQ      CX
	CMPQ      CX, n+32(FP)
	JLT       row

stop:
	MOVQ CX, found+40(FP)
	VZEROUPPER
	RET

next: // the slot of another text, or a free one
	INCQ  AX
	TESTL R15, R15
	JNZ   slot
	JMP   stop
