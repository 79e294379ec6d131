// The one function of the module.
#include <string>

#include "web/front/front.hpp"

/// Both in UTF-8. The reply stays until the next request.
extern "C" const char* stepmark_reply(const char* request) {
  static stepmark::web::Front front;
  static std::string reply;
  reply = front.reply(request);
  return reply.c_str();
}
