/* A program in C that marks two sheets through the shared object. */
#include <stdio.h>

#include "marker.h"

static const char* const problem =
    "optimizer = 'momentum'\n"
    "steps = 1\n"
    "[hyperparameters]\n"
    "eta = 0.05\n"
    "[objective]\n"
    "function = 'x^2 + 5*y^2'\n"
    "start = { x = 3, y = 1 }\n";

static const char* const answers =
    "t,quantity,component,value\n"
    "1,g,x,6\n"
    "1,g,y,10\n"
    "1,v,x,0.3\n"
    "1,v,y,0.4\n"
    "1,theta,x,2.7\n"
    "1,theta,y,0.6\n";

int main(void) {
  char said[200];
  int status = stepmark_mark(problem, answers, said, sizeof said);
  printf("%d: %s\n", status, said);
  status = stepmark_mark("optimizer = 'momentun'\nsteps = 1\n", answers, said, sizeof said);
  printf("%d: %s\n", status, said);
  return 0;
}
