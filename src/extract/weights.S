/* extract/weights.S - the weights of the taggers, mapped with the program.
** nametag.h and saytag.h say what is in them, the .md files of data/model how they were made. */
    .section .rodata
    .balign 64
    .globl tw_name_model
    .hidden tw_name_model
tw_name_model:
    .incbin "data/model/names.bin"
    .balign 64
    .globl tw_say_model
    .hidden tw_say_model
tw_say_model:
    .incbin "data/model/says.bin"
    .section .note.GNU-stack, "", @progbits
