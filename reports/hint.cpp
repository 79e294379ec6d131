#include "reports/hint.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <memory>

#include "lib/expression/print.hpp"
#include "solver/solve.hpp"

namespace stepmark::reports {

namespace {

const Tape::Line& line_at(const Marker& marker, std::size_t position) {
  return marker.tape().lines[marker.asked()[position]];
}

const Equation& equation_at(const Marker& marker, std::size_t position) {
  return marker.problem().optimizer.equations[line_at(marker, position).equation];
}

Expression stated(const std::string& text) {
  const Exact value = Exact::parse(text).value_or(Exact(0));
  return value.sign() < 0 ? negation(literal(-value)) : literal(value, text);
}

/// Puts numbers in for names.
class Substitution {
 public:
  Substitution(const Marker& marker, const Sheet& sheet, std::size_t position)
      : marker_(marker), sheet_(sheet), line_(line_at(marker, position)) {
    const Problem& problem = marker.problem();
    trace_ = std::make_shared<const Trace>(solve(problem, settings_for(problem)));
  }

  std::string text(const Expression& e) const { return to_text(put_in(e)); }

 private:
  const Problem& problem() const { return marker_.problem(); }

  Expression put_in(const Expression& e) const {
    return rewrite(e, [&](const Expression& part) -> std::optional<Expression> {
      if (const auto* named = part.as<Name>()) return value_of(*named, line_.component);
      if (const auto* sum = part.as<StepSum>()) return written_out(*sum);
      const auto* called = part.as<Call>();
      if (!called || called->function != Function::grad || !line_.component) return std::nullopt;
      return gradient_at(called->arguments.front());
    });
  }

  /// A sum over steps, term by term.
  std::optional<Expression> written_out(const StepSum& steps) const {
    const auto bound = [&](const Expression& e) {
      const Expression known = put_in(e);
      const auto* literal = known.as<Number>();
      return literal ? literal->value.to_int64() : std::nullopt;
    };
    const auto first = bound(steps.first), last = bound(steps.last);
    if (!first || !last || *last < *first || *last - *first > most_terms) return std::nullopt;
    std::vector<Sum::Term> terms;
    for (std::int64_t s = *first; s <= *last; ++s) {
      Substitution term = *this;
      term.summed_ = {steps.variable, s};
      terms.push_back({false, term.put_in(steps.body)});
    }
    return terms.size() == 1 ? terms.front().value : sum(std::move(terms));
  }

  /// The gradient's formula with the point's components put in, where the point is a quantity.
  std::optional<Expression> gradient_at(const Expression& point) const {
    const auto* named = point.as<Name>();
    if (!named) return std::nullopt;
    const auto& parameters = problem().objective->parameters();
    return rewrite(problem().objective->gradient(*line_.component, line_.t),
                   [&](const Expression& part) -> std::optional<Expression> {
                     const auto* parameter = part.as<Name>();
                     if (!parameter || parameter->index) return std::nullopt;
                     const auto found = std::find(parameters.begin(), parameters.end(), parameter->symbol);
                     if (found == parameters.end()) return std::nullopt;
                     return value_of(*named, static_cast<std::size_t>(found - parameters.begin()));
                   });
  }

  std::optional<Expression> value_of(const Name& named, std::optional<std::size_t> component) const {
    if (!named.index) {
      if (named.symbol == "t") return literal(Exact(line_.t));
      if (named.symbol == summed_.first) return literal(Exact(summed_.second));
      const Printed* hyper = trace_->find_hyperparameter(named.symbol);
      return hyper ? std::optional(stated(hyper->text)) : std::nullopt;
    }
    const bool of_sum = named.index->base == summed_.first;
    if (named.index->base != "t" && !of_sum) return std::nullopt;
    const Equation* equation = problem().optimizer.find_equation(named.symbol);
    if (!equation) return std::nullopt;
    const auto at = equation->shape == Shape::vector ? component : std::nullopt;
    const std::int64_t index = (of_sum ? summed_.second : line_.t) + named.index->offset;
    if (const Written* own = written(*equation, index - equation->offset, at)) return stated(own->value.to_string());
    const Printed* right = trace_->find(named.symbol, index, at);
    return right ? std::optional(stated(right->text)) : std::nullopt;
  }

  const Written* written(const Equation& equation, std::int64_t t, std::optional<std::size_t> component) const {
    for (std::size_t i = 0; i < sheet_.size(); ++i) {
      const Tape::Line& line = line_at(marker_, i);
      const bool same = line.t == t && line.component == component && &equation_at(marker_, i) == &equation;
      if (same && sheet_[i].kind == Written::Kind::number) return &sheet_[i];
    }
    return nullptr;
  }

  const Marker& marker_;
  const Sheet& sheet_;
  const Tape::Line& line_;
  std::shared_ptr<const Trace> trace_;
  std::pair<std::string, std::int64_t> summed_;  ///< the variable of a sum over steps, and its value

  static constexpr std::int64_t most_terms = 50;
};

}  // namespace

std::string line_words(const Marker& marker, std::size_t position) {
  const Tape::Line& line = line_at(marker, position);
  const std::string of = line.component ? " of " + marker.problem().objective->parameters()[*line.component] : "";
  return fmt::format("{}{} at step {}", equation_at(marker, position).quantity, of, line.t);
}

std::string formula_hint(const Marker& marker, std::size_t position) { return to_text(equation_at(marker, position)); }

std::string numbers_hint(const Marker& marker, const Sheet& sheet, std::size_t position) {
  return Substitution(marker, sheet, position).text(equation_at(marker, position).right);
}

}  // namespace stepmark::reports
