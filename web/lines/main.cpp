// A front at a terminal: a request on each line of standard input, its reply on a line of standard output.
#include <iostream>
#include <string>

#include "web/front/front.hpp"

int main() {
  std::ios::sync_with_stdio(false);
  stepmark::web::Front front;
  for (std::string line; std::getline(std::cin, line);) std::cout << front.reply(line) << '\n' << std::flush;
}
