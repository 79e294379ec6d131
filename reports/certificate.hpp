// Certificates, for people and for programs.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "problems/certificate.hpp"
#include "reports/document.hpp"
#include "reports/rooms.hpp"

namespace stepmark::reports {

/// The part of a manifest:
///     { "defined", "tidy", "tie_free", "fair", "discriminating", "worth_asking", "not_tested", "window", "margin" };
/// a failed property is false, and "reasons" says why; one that was not tested is null. Quantities are strings.
nlohmann::ordered_json manifest_certificate(const Certificate& certificate);
/// The same with all the evidence: "cures", "paths", "tested", "unseen", "ask", "unearned",
/// "indistinct".
nlohmann::ordered_json certificate_json(const Certificate& certificate);

/// A few lines for a person, behind those of other problems.
void add_certificate(Outline& page, const std::string& file, const Certificate& certificate);

}  // namespace stepmark::reports
