#include "textflag.h"

// func boundsAVX2(numbers *byte, eights int) (least, most int64)
//
// Y0, Y1 hold the least so far of each fourth number, Y2, Y3 the greatest.
TEXT ·boundsAVX2(SB), NOSPLIT, $0-32
	MOVQ numbers+0(FP), SI
	MOVQ eights+8(FP), CX
	VMOVDQU (SI), Y0
	VMOVDQU 32(SI), Y1
	VMOVDQA Y0, Y2
	VMOVDQA Y1, Y3

eight:
	VMOVDQU (SI), Y4
	VMOVDQU 32(SI), Y5
	VPCMPGTQ Y4, Y0, Y6      // least > number
	VPCMPGTQ Y5, Y1, Y7
	VPCMPGTQ Y2, Y4, Y8      // number > most
	VPCMPGTQ Y3, Y5, Y9
	VBLENDVPD Y6, Y4, Y0, Y0
	VBLENDVPD Y7, Y5, Y1, Y1
	VBLENDVPD Y8, Y4, Y2, Y2
	VBLENDVPD Y9, Y5, Y3, Y3
	ADDQ $64, SI
	DECQ CX
	JNZ  eight

	// Eight to four, to two, to one.
	VPCMPGTQ Y1, Y0, Y6
	VBLENDVPD Y6, Y1, Y0, Y0
	VPCMPGTQ Y2, Y3, Y8
	VBLENDVPD Y8, Y3, Y2, Y2
	VEXTRACTI128 $1, Y0, X1
	VEXTRACTI128 $1, Y2, X3
	VPCMPGTQ X1, X0, X6
	VBLENDVPD X6, X1, X0, X0
	VPCMPGTQ X2, X3, X8
	VBLENDVPD X8, X3, X2, X2
	VMOVQ X0, AX
	VPEXTRQ $1, X0, BX
	CMPQ BX, AX
	CMOVQLT BX, AX
	MOVQ AX, least+16(FP)
	VMOVQ X2, AX
	VPEXTRQ $1, X2, BX
	CMPQ BX, AX
	CMOVQGT BX, AX
	MOVQ AX, most+24(FP)
	VZEROUPPER
	RET
