#include "solver/marking/inference.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

namespace stepmark::marking {

namespace {

bool has_faults(const Account& account) {
  return std::any_of(account.judgements.begin(), account.judgements.end(),
                     [](const Judgement& judgement) { return is_wrong(judgement); });
}

bool is_convention(const Method& method) { return method.cause()->kind == Cause::Kind::convention; }

/// Of other methods, so many of a kind are asked what went wrong in following them.
constexpr std::ptrdiff_t most_explained = 2;

/// Two numbers follow no pattern yet.
constexpr std::size_t fewest_invented = 3;

/// A small integer is soon guessed.
constexpr std::int64_t small_integer = 10;

/// Of numbers not worked out that are all alike: which number it is.
double bits_of_one_number(const Exact& number, double bits) {
  return number.is_zero() ? bits_of(Assumption::all_zeros) : bits_of(Assumption::one_number) + bits;
}

}  // namespace

Inference::Inference(const Problem& problem, MethodStore& methods)
    : methods_(methods), asked_(std::nullopt, 0, std::make_unique<Judge>(problem), methods) {}

/// Other methods that account for the sheet in fewer bits than the one that is asked, as long as nothing is explained.
std::vector<Inference::Rival> Inference::rivals(const Sheet& sheet, const Account& asked) {
  if (!std::exchange(prepared_, true)) others_ = other_methods(judge(), methods_);
  const Evidence evidence(judge(), sheet, asked.judgements);
  std::vector<Rival> all;
  for (const auto& method : others_) {
    Account account = method->judged(sheet);
    for (std::size_t i = 0; i < sheet.size(); ++i) {
      if (!method->judge().key().lines()[i]) account.unexplained += evidence.cost(i);
    }
    account.bits = account.unexplained;
    if (account.unexplained < asked.unexplained) all.push_back({method.get(), std::move(account)});
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const Rival& a, const Rival& b) { return a.account.unexplained < b.account.unexplained; });
  return all;
}

/// Which method does the sheet follow? A convention moves marks only where it is certain; of two methods that are both
/// wrong, the cheaper one is charged.
void Inference::follow(std::vector<Rival>& rivals, const Account& asked, Diagnosis& diagnosis) const {
  const auto cheapest = [&](bool convention) {
    Rival* best = nullptr;
    for (Rival& rival : rivals) {
      if (is_convention(*rival.method) != convention) continue;
      if (!best || rival.account.bits < best->account.bits) best = &rival;
    }
    return best;
  };
  Rival* const convention = cheapest(true);
  Rival* const variant = cheapest(false);
  const double without = std::min(asked.bits, variant ? variant->account.bits : asked.bits);
  Rival* followed = nullptr;
  diagnosis.found = asked.found;
  diagnosis.pattern = asked.pattern;
  // What one may do in another course is no mistake in this one: it need not be certain, only cheaper.
  const bool by_mistakes = std::any_of(asked.found.begin(), asked.found.end(), [](const Found& found) {
    return found.causes.front().kind == Cause::Kind::mistake;
  });
  const auto ahead = [&] { return without - convention->account.bits; };
  if (convention && ahead() >= (by_mistakes ? 0 : probable) &&
      convention->account.bits + certain <= asked.unexplained) {
    followed = convention;
  } else if (variant && variant->account.bits + certain <= asked.bits) {
    followed = variant;
  } else if (convention && ahead() >= probable) {
    suppose(*convention, std::min(ahead(), probable), asked, diagnosis);
  }
  if (!followed) return;
  diagnosis.found = followed->account.found;
  diagnosis.pattern = followed->account.pattern;
  diagnosis.followed = followed->account.judgements;
  diagnosis.follows = followed->method->cause();
  for (const Rival& rival : rivals) {
    const bool as_good = &rival != followed && is_convention(*rival.method) == is_convention(*followed->method) &&
                         rival.account.bits <= followed->account.bits + probable;
    if (as_good) diagnosis.or_else.push_back({*rival.method->cause()});
  }
}

/// Named in the lines that are wrong by the method that is asked, and right by this one.
void Inference::suppose(const Rival& rival, double ahead, const Account& asked, Diagnosis& diagnosis) {
  Found found{{*rival.method->cause()}, {}, {}, {}, 0, ahead, 0};
  for (std::size_t i = 0; i < asked.judgements.size(); ++i) {
    if (is_wrong(asked.judgements[i]) && rival.account.judgements[i].kind == Judgement::Kind::right)
      found.positions.push_back(i);
  }
  if (!found.positions.empty()) diagnosis.found.push_back(std::move(found));
}

/// The cheapest place from which on the sheet may hold numbers that were put in: any of so many digits, one that stands
/// there already, or a small integer; or one number everywhere.
Inference::Invention Inference::invention(const Sheet& sheet, const Account& account) const {
  const Evidence evidence(judge(), sheet, account.judgements);
  std::vector<double> honest(sheet.size(), 0), invented(sheet.size(), 0), fresh(sheet.size(), 0);
  for (const std::size_t position : evidence.open()) honest[position] = evidence.cost(position);
  for (const Found& found : account.found) {
    for (const std::size_t position : found.positions) honest[position] = 0;
    honest[found.positions.front()] = found.bits;
  }
  std::set<Exact> numbers;
  for (std::size_t i = 0; i < sheet.size(); ++i) {
    if (sheet[i].kind != Written::Kind::number) continue;
    const Exact& value = sheet[i].value;
    double bits = evidence.room(i);
    if (value.is_integer() && value.abs() <= Exact(small_integer)) {
      bits = std::min(bits, std::log2(2.0 * small_integer + 1));
    }
    fresh[i] = bits;
    if (numbers.count(value)) {
      bits = std::min(bits, bits_of(Assumption::number_repeated) + bits_of_choice(numbers.size()));
    }
    numbers.insert(value);
    invented[i] = bits;
  }
  Invention best{sheet.size(), account.bits};
  double before = 0, after = 0;
  std::size_t numbers_left = 0;
  const Exact* last = nullptr;
  bool all_alike = true;
  for (const double bits : honest) before += bits;
  for (std::size_t i = sheet.size(); i-- > 0;) {
    before -= honest[i];
    after += invented[i];
    if (sheet[i].kind == Written::Kind::number) {
      ++numbers_left;
      all_alike = all_alike && (!last || *last == sheet[i].value);
      last = &sheet[i].value;
    }
    if (numbers_left < fewest_invented) continue;
    const double put_in = all_alike ? std::min(after, bits_of_one_number(*last, fresh[i])) : after;
    const double bits = before + put_in + bits_of(Assumption::invention) + (i > 0 ? bits_of_choice(sheet.size()) : 0);
    if (best.from == sheet.size() || bits < best.bits) best = {i, bits};
  }
  return best;
}

Diagnosis Inference::diagnose(const Sheet& sheet) {
  Diagnosis diagnosis;
  Account asked = asked_.judged(sheet);
  if (asked.unexplained == 0) {
    diagnosis.asked = std::move(asked.judgements);
    return diagnosis;
  }
  diagnosis.asked = asked.judgements;
  std::vector<Rival> others = rivals(sheet, asked);
  const bool is_faulty = has_faults(asked);
  if (is_faulty) asked_.explain(sheet, asked);
  std::ptrdiff_t explained[2] = {0, 0};
  for (Rival& rival : others) {
    if (explained[is_convention(*rival.method) ? 0 : 1]++ < most_explained) rival.method->explain(sheet, rival.account);
  }
  double best = asked.bits;
  for (const Rival& rival : others) best = std::min(best, rival.account.bits);
  follow(others, asked, diagnosis);
  if (!is_faulty) return diagnosis;
  const Invention invented = invention(sheet, asked);
  const double ahead = invented.bits - best;
  if (ahead <= -certain) {
    diagnosis.invented_from = invented.from;
    diagnosis.follows.reset();
    diagnosis.pattern.reset();
  }
  for (Found& found : diagnosis.found) {
    if (invented.from < sheet.size() && found.positions.back() >= invented.from)
      found.ahead = std::min(found.ahead, ahead);
  }
  return diagnosis;
}

}  // namespace stepmark::marking
