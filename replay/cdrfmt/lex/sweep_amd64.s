#include "go_asm.h"
#include "textflag.h"

// PLACES writes the places of 16 of the word's ends, those in X of Z1, behind so
// many others.
#define PLACES(x, behind) \
	VPMOVZXBD x, Z2;                     \
	VPADDD    Z2, Z17, Z2;               \
	VMOVDQU32 Z2, (behind*4)(R10)(R14*4)

// func sweepAVX512(k *kernel, c *cutter, data *byte, words int) (done int)
//
// Registers: DI the word, from which BX leads to its place; SI how many words
// are left; R8 the ends of the word before; R9 all ones inside quotes; R10 the
// places; R14 the index there of the next end; R12 the lines; R15 how many; Z16
// the numbers from 0 to 63; Z17 the word's place. In the loop Z0 is the word, AX
// has its ends, DX and K2 its newlines, CX its quotes.
TEXT ·sweepAVX512(SB), NOSPLIT, $0-40
	MOVQ k+0(FP), AX
	MOVQ c+8(FP), CX
	MOVQ data+16(FP), DI
	MOVQ words+24(FP), SI
	MOVQ kernel_quoted(AX), R9
	MOVQ kernel_opens(AX), R8
	SHLQ $63, R8
	MOVQ cutter_places(CX), R10
	MOVQ cutter_lines(CX), R12
	MOVQ cutter_next(CX), R14
	MOVQ cutter_found(CX), R15
	MOVQ cutter_pos(CX), BX

	VPBROADCASTB kernel_sep(AX), Z10
	MOVL         $0x0a, CX
	VPBROADCASTB CX, Z11
	MOVL         $0x22, CX
	VPBROADCASTB CX, Z12
	MOVL         $0x20, CX
	VPBROADCASTB CX, Z14
	VPCMPEQB     X13, X13, X13       // all ones
	VMOVDQU8     ·upTo63(SB), Z16
	VPBROADCASTD BX, Z17
	MOVL         $64, CX
	VPBROADCASTD CX, Z18
	SUBQ         DI, BX

word:
	VMOVDQU8   (DI), Z0
	PREFETCHT0 1024(DI)              // a mapped file's pages are all over the memory
	VPCMPEQB   Z0, Z10, K1
	VPCMPEQB   Z0, Z11, K2
	VPCMPEQB   Z0, Z12, K3
	KORQ       K1, K2, K4
	KMOVQ      K3, CX
	KMOVQ      K4, AX                // separators and newlines
	KMOVQ      K2, DX
	MOVQ       CX, R11
	ORQ        R9, R11
	JNZ        quotes

store:
	MOVQ          AX, R8
	VPCOMPRESSB.Z Z16, K4, Z1
	POPCNTQ       AX, R13
	PLACES(X1, 0)
	CMPQ          R13, $16
	JHI           many

newline: // without one what is noted is not counted
	BLSMSKQ DX, CX
	ANDQ    AX, CX
	POPCNTQ CX, CX
	ADDQ    R14, CX                  // the index behind it
	TZCNTQ  DX, R11
	ADDL    DI, R11
	ADDL    BX, R11
	SHLQ    $32, CX                  // line_next lies behind line_end: take
	ORQ     R11, CX                  // reads both at once, from one store
	MOVQ    CX, line_end(R12)(R15*8)
	CMPQ    DX, $1
	SBBQ    $-1, R15                 // one more, unless DX is 0
	BLSRQ   DX, DX
	JNZ     newline

	ADDQ   R13, R14
	VPADDD Z17, Z18, Z17
	ADDQ   $64, DI
	DECQ   SI
	JNZ    word

finish:
	MOVQ k+0(FP), AX
	SHRQ $63, R8
	MOVQ R8, kernel_opens(AX)
	MOVQ R9, kernel_quoted(AX)
	MOVQ c+8(FP), AX
	ADDQ DI, BX
	MOVQ BX, cutter_pos(AX)
	MOVQ R14, cutter_next(AX)
	MOVQ R15, cutter_found(AX)
	MOVQ words+24(FP), AX
	SUBQ SI, AX
	MOVQ AX, done+32(FP)
	VZEROUPPER
	RET

many:
	VEXTRACTI32X4 $1, Z1, X3
	VEXTRACTI32X4 $2, Z1, X4
	VEXTRACTI32X4 $3, Z1, X5
	PLACES(X3, 16)
	PLACES(X4, 32)
	PLACES(X5, 48)
	JMP           newline

quotes: // leave out what they enclose
	VMOVQ      CX, X9
	VPCLMULQDQ $0, X13, X9, X9
	VMOVQ      X9, R11
	XORQ       R9, R11               // inside, from the opening quote on
	TESTQ      R11, DX
	JNZ        finish                // a newline inside quotes
	MOVQ       CX, R13
	ANDQ       R11, R13              // opening quotes
	XORQ       R13, CX               // closing quotes
	MOVQ       R11, R9
	SARQ       $63, R9
	NOTQ       R11
	ANDQ       R11, AX
	ORQ        AX, CX
	SHRQ       $63, R8
	LEAQ       (R8)(CX*2), CX        // where a quote may open
	NOTQ       CX
	ANDQ       CX, R13
	JZ         enclosed

	// R13 has quotes that may open only if a space behind a field's end
	// precedes.
	VPCMPEQB Z0, Z14, K3
	KMOVQ    K3, CX
	LEAQ     (R8)(AX*2), R11
	ANDQ     R11, CX
	SHLQ     $1, CX
	NOTQ     CX
	ANDQ     CX, R13
	JNZ      finish                  // a stray quote

enclosed:
	KMOVQ AX, K4
	JMP   store

DATA ·upTo63+0(SB)/8, $0x0706050403020100
DATA ·upTo63+8(SB)/8, $0x0f0e0d0c0b0a0908
DATA ·upTo63+16(SB)/8, $0x1716151413121110
DATA ·upTo63+24(SB)/8, $0x1f1e1d1c1b1a1918
DATA ·upTo63+32(SB)/8, $0x2726252423222120
DATA ·upTo63+40(SB)/8, $0x2f2e2d2c2b2a2928
DATA ·upTo63+48(SB)/8, $0x3736353433323130
DATA ·upTo63+56(SB)/8, $0x3f3e3d3c3b3a3938
GLOBL ·upTo63(SB), RODATA|NOPTR, $64
