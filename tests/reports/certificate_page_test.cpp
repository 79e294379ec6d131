// The page of a certificate.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "problems/cures.hpp"
#include "reports/certificate.hpp"
#include "reports/render.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

Certificate certified(const std::string& text) {
  const Problem problem = parse_problem(text, "p.toml", "");
  Certifier certifier;
  Certificate certificate = certifier.certify(problem);
  certificate.cures = cures(problem, certificate, certifier);
  return certificate;
}

std::string page_of(const Certificate& certificate) {
  Outline page;
  add_certificate(page, "p.toml", certificate);
  return rendered(Format::text, {"", {page}});
}

const std::string flat =
    "optimizer = 'momentum'\nsteps = 1\n[objective]\nfunction = 'x^2 + y^2'\nstart = { x = 0, y = 1 }\n";
const std::string final_adam =
    "optimizer = 'adam-slides'\nsteps = 2\n[hyperparameters]\neta = 0.1\n[objective]\nfunction = 'x^2 + 2*y^2'\n"
    "start = { x = 0.8, y = -0.3 }\n[working]\nround = '4 places'\n[answer]\nask = ['theta']\nsteps = 'last'\n";

TEST(CertificatePage, SaysWhatWasNotTested) {
  const std::string page = page_of(certified(flat));
  EXPECT_NE(page.find("  defined          no\n"), std::string::npos) << page;
  EXPECT_NE(page.find("  fair             not tested\n"), std::string::npos) << page;
  EXPECT_NE(page.find("  worth asking     not tested\n"), std::string::npos) << page;
  const auto json = certificate_json(certified(flat));
  EXPECT_EQ(json.at("defined"), false);
  for (const char* property : {"tidy", "tie_free", "fair", "discriminating", "worth_asking"}) {
    EXPECT_TRUE(json.at(property).is_null()) << property;
  }
}

TEST(CertificatePage, HasNoLineTwice) {
  for (const std::string& text : {flat, final_adam}) {
    std::istringstream page(page_of(certified(text)));
    std::set<std::string> lines;
    for (std::string line; std::getline(page, line);) EXPECT_TRUE(lines.insert(line).second) << line;
  }
}

TEST(CertificatePage, SaysWhatCures) {
  const Certificate certificate = certified(final_adam);
  EXPECT_NE(page_of(certificate).find("  certified with 5 figures if you ask for v_hat as well\n"), std::string::npos);
  EXPECT_EQ(certificate_json(certificate).at("cures").at(0), "certified with 5 figures if you ask for v_hat as well");
}

}  // namespace
}  // namespace stepmark::tests
