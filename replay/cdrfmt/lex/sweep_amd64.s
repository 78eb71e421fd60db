#include "go_asm.h"
#include "textflag.h"

// WANTED leaves in R11 those bits of a mask that are wanted, of a record of
// which R14 fields have ended, and notes their places, up to 16, at R10.
#define WANTED(mask) \
	MOVQ          R14, R11;              \
	CMPQ          R11, cutter_most(R12); \
	CMOVQGT       cutter_most(R12), R11; \
	MOVQ          (R15)(R11*8), R11;     \
	PDEPQ         mask, R11, R11;        \
	KMOVQ         R11, K4;               \
	VPCOMPRESSB.Z Z16, K4, Z1;           \
	VPMOVZXBD     X1, Z1;                \
	VPADDD        Z1, Z17, Z1;           \
	VMOVDQU32     Z1, (R10)

// EACH notes the places of all bits of R11 from AX on, with CX to spare.
#define EACH(loop) \
loop:                  \
	TZCNTQ R11, CX;    \
	ADDL   DI, CX;     \
	ADDL   BX, CX;     \
	MOVL   CX, (AX);   \
	ADDQ   $4, AX;     \
	BLSRQ  R11, R11;   \
	JNZ    loop

// func sweepAVX512(k *kernel, c *cutter, data *byte, words int, ends *uint64) (done int)
//
// Registers: DI the word, from which BX leads to its place; SI how many words
// are left; R9 the ends; R8 the ends of the word before; R13 all ones inside
// quotes; R12 the cutter; R15 what is wanted; R10 where the next wanted end
// goes; R14 fields that have ended; Z16 the numbers from 0 to 63; Z17 the word's
// place. In the loop Z0 is the word, AX has its ends, DX and K2 its newlines, CX
// its quotes.
TEXT ·sweepAVX512(SB), NOSPLIT, $0-48
	MOVQ k+0(FP), AX
	MOVQ c+8(FP), R12
	MOVQ data+16(FP), DI
	MOVQ words+24(FP), SI
	MOVQ ends+32(FP), R9
	MOVQ kernel_quoted(AX), R13
	MOVQ kernel_opens(AX), R8
	SHLQ $63, R8
	MOVQ cutter_wanted(R12), R15
	MOVQ cutter_places(R12), CX
	MOVQ cutter_next(R12), R10
	LEAQ (CX)(R10*4), R10
	MOVQ cutter_passed(R12), R14
	MOVQ cutter_pos(R12), BX

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
	KMOVQ      K1, AX
	KMOVQ      K2, DX
	KMOVQ      K3, CX
	ORQ        DX, AX                // separators and newlines
	MOVQ       CX, R11
	ORQ        R13, R11
	JNZ        quotes

store:
	MOVQ  AX, (R9)
	MOVQ  AX, R8
	TESTQ DX, DX
	JNZ   newline

rest:
	WANTED(AX)
	POPCNTQ AX, AX
	ADDQ    AX, R14
	POPCNTQ R11, DX
	CMPQ    DX, $16
	JHI     many

noted:
	LEAQ   (R10)(DX*4), R10
	VPADDD Z17, Z18, Z17
	ADDQ   $64, DI
	ADDQ   $8, R9
	DECQ   SI
	JNZ    word

finish:
	MOVQ  k+0(FP), AX
	SHRQ  $63, R8
	MOVQ  R8, kernel_opens(AX)
	MOVQ  R13, kernel_quoted(AX)
	ADDQ  DI, BX
	MOVQ  BX, cutter_pos(R12)
	MOVQ  R14, cutter_passed(R12)
	SUBQ  cutter_places(R12), R10
	SHRQ  $2, R10
	MOVQ  R10, cutter_next(R12)
	MOVQ  words+24(FP), AX
	SUBQ  SI, AX
	MOVQ  AX, done+40(FP)
	VZEROUPPER
	RET

many:
	MOVQ R10, AX
	EACH(each)
	JMP  noted

newline: // ends the record at hand, and DX may have another one
	BLSMSKQ DX, CX
	ANDQ    AX, CX                   // the record's last ends
	XORQ    CX, AX
	WANTED(CX)
	POPCNTQ CX, CX
	ADDQ    CX, R14
	POPCNTQ R11, CX
	CMPQ    CX, $16
	JHI     manyLast

row:
	MOVQ   cutter_found(R12), CX
	MOVQ   cutter_lines(R12), R11
	TZCNTQ DX, R10
	ADDL   DI, R10
	ADDL   BX, R10
	SHLQ   $32, R14                  // line_width lies behind line_end: take
	ORQ    R10, R14                  // reads both at once, from one store
	MOVQ   R14, line_end(R11)(CX*8)
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
	XORL   R14, R14
	BLSRQ  DX, DX
	JNZ    newline
	JMP    rest

manyLast:
	MOVQ AX, R8                      // which store has a copy of
	MOVQ R10, AX
	EACH(eachLast)
	MOVQ R8, AX
	MOVQ (R9), R8
	JMP  row

quotes: // leave out what they enclose
	VMOVQ      CX, X9
	VPCLMULQDQ $0, X13, X9, X9
	VMOVQ      X9, R11
	XORQ       R13, R11              // inside, from the opening quote on
	TESTQ      R11, DX
	JNZ        finish                // a newline inside quotes
	MOVQ       CX, DX
	ANDQ       R11, DX               // opening quotes
	XORQ       DX, CX                // closing quotes
	MOVQ       R11, R13
	SARQ       $63, R13
	NOTQ       R11
	ANDQ       R11, AX
	ORQ        AX, CX
	SHRQ       $63, R8
	LEAQ       (R8)(CX*2), CX        // where a quote may open
	NOTQ       CX
	ANDQ       CX, DX
	JZ         enclosed

	// DX has quotes that may open only if a space behind a field's end
	// precedes.
	VPCMPEQB Z0, Z14, K4
	KMOVQ    K4, CX
	LEAQ     (R8)(AX*2), R11
	ANDQ     R11, CX
	SHLQ     $1, CX
	NOTQ     CX
	ANDQ     CX, DX
	JNZ      finish                  // a stray quote

enclosed:
	KMOVQ K2, DX
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
