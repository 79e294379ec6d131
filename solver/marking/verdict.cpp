#include "solver/marking/verdict.hpp"

namespace stepmark::marking {

std::string_view to_string(Verdict verdict) {
  switch (verdict) {
    case Verdict::correct:
      return "correct";
    case Verdict::follow_through:
      return "follow-through";
    case Verdict::precision:
      return "precision";
    case Verdict::mistake:
      return "mistake";
    case Verdict::slip:
      return "slip";
    case Verdict::convention:
      return "convention";
    case Verdict::wrong:
      return "wrong";
    case Verdict::missing:
      return "missing";
    case Verdict::unreadable:
      break;
  }
  return "unreadable";
}

}  // namespace stepmark::marking
