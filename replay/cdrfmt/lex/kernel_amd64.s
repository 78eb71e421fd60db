#include "go_asm.h"
#include "textflag.h"

// func indexAVX2(k *kernel, data *byte, words int) (done int)
//
// Registers: R8 the kernel, later the structural mask of the word before;
// DI the data; SI words to do; BX the position of the word; R9 how many ends;
// R10 the ends; R12 where the next record's last end is noted; R13 all ones
// inside quotes. In the loop AX is the structural mask, DX the newlines, CX
// and R11 are free.
TEXT ·indexAVX2(SB), NOSPLIT, $16-32
	MOVQ k+0(FP), R8
	MOVQ data+8(FP), DI
	MOVQ words+16(FP), SI
	MOVL kernel_pos(R8), BX
	MOVL kernel_count(R8), R9
	MOVQ kernel_ends(R8), R10
	MOVQ kernel_lasts(R8), R12
	MOVQ kernel_quoted(R8), R13

	VPBROADCASTB kernel_sep(R8), Y10
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
	MOVQ         kernel_before(R8), R8

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

structural:
	MOVQ AX, R8

	// The first newline's place among the ends: how many structural bytes
	// reach up to it.
	BLSMSKQ DX, CX
	ANDQ    AX, CX
	POPCNTQ CX, CX
	LEAL    -1(R9)(CX*1), CX
	MOVL    CX, (R12)
	POPCNTQ DX, CX
	LEAQ    (R12)(CX*4), R11
	BLSRQ   DX, DX
	JNZ     newlines

noted:
	MOVQ    R11, R12
	POPCNTQ AX, DX                   // ends of this word
	LEAQ    (R10)(R9*4), R11
	ADDQ    DX, R9

	// Eight ends at once, the useless ones to be overwritten, as most words
	// have fewer.
	TZCNTQ AX, CX
	ADDL   BX, CX
	MOVL   CX, (R11)
	BLSRQ  AX, AX
	TZCNTQ AX, CX
	ADDL   BX, CX
	MOVL   CX, 4(R11)
	BLSRQ  AX, AX
	TZCNTQ AX, CX
	ADDL   BX, CX
	MOVL   CX, 8(R11)
	BLSRQ  AX, AX
	TZCNTQ AX, CX
	ADDL   BX, CX
	MOVL   CX, 12(R11)
	BLSRQ  AX, AX
	TZCNTQ AX, CX
	ADDL   BX, CX
	MOVL   CX, 16(R11)
	BLSRQ  AX, AX
	TZCNTQ AX, CX
	ADDL   BX, CX
	MOVL   CX, 20(R11)
	BLSRQ  AX, AX
	TZCNTQ AX, CX
	ADDL   BX, CX
	MOVL   CX, 24(R11)
	BLSRQ  AX, AX
	TZCNTQ AX, CX
	ADDL   BX, CX
	MOVL   CX, 28(R11)
	BLSRQ  AX, AX
	JNZ    more

next:
	ADDQ $64, DI
	ADDL $64, BX
	DECQ SI
	JNZ  word

finish:
	MOVQ words+16(FP), AX
	SUBQ SI, AX
	MOVQ AX, done+24(FP)
	MOVQ k+0(FP), AX
	MOVQ R8, kernel_before(AX)
	MOVQ R13, kernel_quoted(AX)
	MOVL BX, kernel_pos(AX)
	MOVL R9, kernel_count(AX)
	SUBQ kernel_lasts(AX), R12
	SHRQ $2, R12
	MOVL R12, kernel_records(AX)
	VZEROUPPER
	RET

more: // ends beyond the eighth
	ADDQ $32, R11

each:
	TZCNTQ AX, CX
	ADDL   BX, CX
	MOVL   CX, (R11)
	ADDQ   $4, R11
	BLSRQ  AX, AX
	JNZ    each
	JMP    next

newlines: // of a word with more than one
	BLSMSKQ DX, CX
	ANDQ    AX, CX
	POPCNTQ CX, CX
	LEAL    -1(R9)(CX*1), CX
	ADDQ    $4, R12
	MOVL    CX, (R12)
	BLSRQ   DX, DX
	JNZ     newlines
	JMP     noted

quotes: // CX has the quotes: leave out what they enclose
	VMOVQ      CX, X9
	VPCLMULQDQ $0, X13, X9, X9
	VMOVQ      X9, R11
	XORQ       R13, R11              // inside, from the opening quote on
	TESTQ      R11, DX
	JNZ        finish                // a newline inside quotes
	MOVQ       SI, words-8(SP)
	MOVQ       CX, SI
	ANDQ       R11, SI               // opening quotes
	XORQ       SI, CX                // closing quotes
	MOVQ       R11, R13
	NOTQ       R11
	ANDQ       R11, AX
	ORQ        AX, CX
	SHRQ       $63, R8
	LEAQ       (R8)(CX*2), CX        // where a quote may open
	NOTQ       CX
	ANDQ       CX, SI
	JNZ        spaced

opened:
	SARQ $63, R13
	MOVQ words-8(SP), SI
	JMP  structural

spaced: // SI has quotes that may open only if a space after a structural byte precedes
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
	ANDQ      CX, SI
	JZ        opened
	MOVQ      words-8(SP), SI        // a stray quote
	JMP       finish
