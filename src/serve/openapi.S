/* serve/openapi.S - doc/openapi.json, mapped with the program. */
    .section .rodata
    .globl tw_openapi_text
    .hidden tw_openapi_text
tw_openapi_text:
    .incbin "doc/openapi.json"
    .byte 0
    .section .note.GNU-stack, "", @progbits
