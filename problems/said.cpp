#include "problems/said.hpp"

namespace stepmark::problems {

Message said(const LineName& line) {
  const std::vector<Message::Value> names = {{"quantity", line.quantity}, {"component", line.component}, {"t", line.t}};
  return line.component.empty() ? message("{quantity} at step {t}", names)
                                : message("{quantity} of {component} at step {t}", names);
}

Message said(const DecimalFormat& format) {
  const auto digits = static_cast<std::uint64_t>(format.digits);
  return format.kind == DecimalFormat::Kind::places ? message_plural("{n} place", "{n} places", digits)
                                                    : message_plural("{n} figure", "{n} figures", digits);
}

Message said(const HonestRule& rule) {
  if (rule.working.carry == Working::Carry::exact) return message("exact");
  return message("{format}, {ties}",
                 {{"format", said(rule.working.round)},
                  {"ties", rule.working.ties == RoundingRule::half_even ? message("half even") : message("half up")}});
}

bool Certificate::fails(Message reason) {
  reasons.push_back(std::move(reason));
  return false;
}

}  // namespace stepmark::problems
