#include "go_asm.h"
#include "textflag.h"

// func markAVX2(k *kernel, data *byte, words int, ends, newlines *uint64) (done int)
//
// Registers: DI the data; SI how many words; BX the word; R9 the ends; R10 the
// newlines; R8 the ends of the word before; R13 all ones inside quotes. In the
// loop AX has the word's ends, DX its newlines, CX its quotes; R11 and R12 are
// free.
TEXT ·markAVX2(SB), NOSPLIT, $0-48
	MOVQ k+0(FP), R12
	MOVQ data+8(FP), DI
	MOVQ words+16(FP), SI
	MOVQ ends+24(FP), R9
	MOVQ newlines+32(FP), R10
	MOVQ kernel_quoted(R12), R13
	MOVQ kernel_opens(R12), R8
	SHLQ $63, R8
	XORL BX, BX

	VPBROADCASTB kernel_sep(R12), Y10
	MOVL         $0x0a, AX
	VMOVD        AX, X11
	VPBROADCASTB X11, Y11
	MOVL         $0x22, AX
	VMOVD        AX, X12
	VPBROADCASTB X12, Y12
	VPCMPEQB     Y13, Y13, Y13       // all ones
	MOVL         $0x20, AX
	VMOVD        AX, X14
	VPBROADCASTB X14, Y14

word:
	VMOVDQU   (DI), Y0
	VMOVDQU   32(DI), Y1
	VPCMPEQB  Y0, Y10, Y2
	VPCMPEQB  Y1, Y10, Y3
	VPCMPEQB  Y0, Y11, Y4
	VPCMPEQB  Y1, Y11, Y5
	VPCMPEQB  Y0, Y12, Y6
	VPCMPEQB  Y1, Y12, Y7
	VPOR      Y2, Y4, Y2
	VPOR      Y3, Y5, Y3
	VPMOVMSKB Y2, AX
	VPMOVMSKB Y3, CX
	SHLQ      $32, CX
	ORQ       CX, AX                 // separators and newlines
	VPMOVMSKB Y4, DX
	VPMOVMSKB Y5, CX
	SHLQ      $32, CX
	ORQ       CX, DX                 // newlines
	VPMOVMSKB Y6, CX
	VPMOVMSKB Y7, R11
	SHLQ      $32, R11
	ORQ       R11, CX                // quotes
	MOVQ      CX, R11
	ORQ       R13, R11
	JNZ       quotes

store:
	MOVQ AX, (R9)(BX*8)
	MOVQ DX, (R10)(BX*8)
	MOVQ AX, R8
	ADDQ $64, DI
	INCQ BX
	CMPQ BX, SI
	JNE  word

finish:
	MOVQ k+0(FP), AX
	SHRQ $63, R8
	MOVQ R8, kernel_opens(AX)
	MOVQ R13, kernel_quoted(AX)
	MOVQ BX, done+40(FP)
	VZEROUPPER
	RET

quotes: // leave out what they enclose
	VMOVQ      CX, X9
	VPCLMULQDQ $0, X13, X9, X9
	VMOVQ      X9, R11
	XORQ       R13, R11              // inside, from the opening quote on
	TESTQ      R11, DX
	JNZ        finish                // a newline inside quotes
	MOVQ       CX, R12
	ANDQ       R11, R12              // opening quotes
	XORQ       R12, CX               // closing quotes
	MOVQ       R11, R13
	SARQ       $63, R13
	NOTQ       R11
	ANDQ       R11, AX
	ORQ        AX, CX
	SHRQ       $63, R8
	LEAQ       (R8)(CX*2), CX        // where a quote may open
	NOTQ       CX
	ANDQ       CX, R12
	JZ         store

	// R12 has quotes that may open only if a space behind a field's end
	// precedes.
	VPCMPEQB  Y0, Y14, Y2
	VPCMPEQB  Y1, Y14, Y3
	VPMOVMSKB Y2, CX
	VPMOVMSKB Y3, R11
	SHLQ      $32, R11
	ORQ       R11, CX
	LEAQ      (R8)(AX*2), R11
	ANDQ      R11, CX
	SHLQ      $1, CX
	NOTQ      CX
	ANDQ      CX, R12
	JZ        store
	JMP       finish                 // a stray quote
