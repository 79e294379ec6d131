#include "solver/marking/slip.hpp"

#include <algorithm>
#include <cctype>

#include "lib/number/double_decimal.hpp"
#include "lib/number/exact.hpp"
#include "solver/mistake/rewriting.hpp"

namespace stepmark::marking {

const std::vector<Slip>& slips() {
  static const std::vector<Slip> rows = {
      {"sign-slip", "The number is right but for its sign: check plus and minus.", "the sign turned"},
      {"decimal-point", "The number is right but for its decimal point: check where it stands.", "a power of ten out"},
      {"cells-exchanged", "This is the number of another component: check which row it belongs to.",
       "two components exchanged"},
      {"copied-cell", "This is the number of another line: check what you copied.", "copied from another line"},
      {"stale-cell", "This is the number of the step before: work it out again for this step.",
       "the number of the step before"},
      {"transposed-digits", "Two neighbouring digits are exchanged: check what you copied.",
       "two neighbouring digits exchanged"},
      {"doubled", "This number is twice what it should be.", "doubled"},
      {"halved", "This number is half of what it should be.", "halved"},
      {"squared-slip", "You squared this number once too often.", "squared"},
      {"dropped-term", "You left out a term: check what the formula adds and subtracts.", "a term left out"},
      {"dropped-factor", "You left out a factor: check what the formula multiplies.", "a factor left out"},
      {"term-sign", "One term has the wrong sign: check plus and minus in the formula.", "the sign of one term turned"},
      {"misread-value", "You worked with another value than the question gives: read its numbers again.",
       "another value of a hyperparameter than that given"},
      {"wrong-product", "The method looks right; recalculate this line.", "one product or quotient worked wrongly"},
  };
  return rows;
}

const Slip* find_slip(std::string_view id) {
  const auto found = std::find_if(slips().begin(), slips().end(), [&](const Slip& slip) { return slip.id == id; });
  return found == slips().end() ? nullptr : &*found;
}

bool is_slip_of_formula(std::string_view id) {
  static constexpr std::array<std::string_view, 4> ids = {"dropped-term", "dropped-factor", "term-sign",
                                                          "wrong-product"};
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

std::vector<MisplacedPoint> misplaced_points(const std::string& stated) {
  constexpr int furthest = 3, longest_decimals = 20;
  std::vector<MisplacedPoint> all;
  for (int places = 1; places <= furthest; ++places) {
    all.push_back({double_power_of_ten(places), places});
    all.push_back({double_power_of_ten(-places), places});
  }
  const std::size_t point = stated.find('.');
  const int decimals = point == std::string::npos ? 0 : static_cast<int>(stated.size() - point - 1);
  if (decimals > furthest && decimals <= longest_decimals) all.push_back({double_power_of_ten(decimals), 1});
  return all;
}

std::vector<Slipped> changed_numbers(const std::string& stated) {
  const double x = Exact::parse(stated).value_or(Exact(0)).to_double();
  return {{"doubled", 2 * x}, {"halved", x / 2}, {"squared-slip", x * x}};
}

std::vector<std::string> with_digits_exchanged(const std::string& stated) {
  std::vector<std::string> all;
  for (std::size_t i = 0; i + 1 < stated.size(); ++i) {
    std::size_t next = i + 1;
    if (stated[next] == '.') ++next;
    const auto digit = [&](std::size_t k) {
      return k < stated.size() && std::isdigit(static_cast<unsigned char>(stated[k]));
    };
    if (!digit(i) || !digit(next) || stated[i] == stated[next]) continue;
    std::string swapped = stated;
    std::swap(swapped[i], swapped[next]);
    all.push_back(std::move(swapped));
  }
  return all;
}

namespace {

Expression scaled(const Expression& e, bool up) {
  const Expression ten = literal(Exact(10));
  return up ? product(ten, e) : quotient(e, ten);
}

/// What may become of one node; of a sum, at least the first `most`.
std::vector<SlippedLine> slips_at(const Expression& node, std::size_t most) {
  std::vector<SlippedLine> all;
  if (const auto* written = node.as<Sum>()) {
    for (std::size_t i = 0; i < written->terms.size() && all.size() < most; ++i) {
      auto fewer = written->terms;
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
      all.push_back({"dropped-term", sum_of(std::move(fewer))});
      auto turned = written->terms;
      turned[i].minus = !turned[i].minus;
      all.push_back({"term-sign", sum_of(std::move(turned))});
    }
  }
  if (const auto* both = node.as<Product>()) {
    all.push_back({"dropped-factor", both->left});
    all.push_back({"dropped-factor", both->right});
    all.push_back({"wrong-product", sum({{false, both->left}, {false, both->right}})});
    all.push_back({"wrong-product", scaled(node, true)});
    all.push_back({"wrong-product", scaled(node, false)});
  }
  if (const auto* both = node.as<Quotient>()) {
    all.push_back({"wrong-product", product(both->left, both->right)});
    all.push_back({"wrong-product", quotient(both->right, both->left)});
    all.push_back({"wrong-product", scaled(node, true)});
    all.push_back({"wrong-product", scaled(node, false)});
  }
  if (const auto* raised = node.as<Power>()) {
    all.push_back({"wrong-product", product(raised->exponent, raised->base)});
  }
  return all;
}

}  // namespace

std::vector<SlippedLine> slips_in(const Expression& right, std::size_t most) {
  std::vector<SlippedLine> all;
  for_each(right, [&](const Expression& node) {
    for (SlippedLine& slipped : slips_at(node, most - all.size())) {
      if (all.size() >= most) return;
      const Node* at = node.identity();
      Expression line = rewrite(right, [&](const Expression& part) {
        return part.identity() == at ? std::optional(slipped.right) : std::nullopt;
      });
      all.push_back({slipped.id, std::move(line)});
    }
  });
  return all;
}

}  // namespace stepmark::marking
