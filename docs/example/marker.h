/* Marks a sheet from strings: what a program in another language loads. */
#pragma once

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* `problem` is the text of a problem file that names no other file, `answers` that of an answer sheet. `said` is given
   "22 of 24", or why there are no marks, cut to `size` bytes. Returns 0; 2 where an input is at fault; else 1. */
int stepmark_mark(const char* problem, const char* answers, char* said, size_t size);

#ifdef __cplusplus
}
#endif
