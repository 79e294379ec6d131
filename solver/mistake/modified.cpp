// What goes wrong with weight decay, clipping and schedules.
#include <algorithm>

#include "solver/mistake/roles.hpp"
#include "solver/mistake/ways.hpp"

namespace stepmark::mistake::ways {

namespace {

bool is_theta(const Expression& e) {
  const auto* named = e.as<Name>();
  return named && named->symbol == "theta" && named->index;
}

/// A product of hyperparameters and one theta: a decay term.
bool is_decay(const Expression& e, const Problem& problem, const std::optional<Expression>& rate) {
  const auto all = factors(e);
  const auto thetas = std::count_if(all.begin(), all.end(), is_theta);
  const bool others_known = std::all_of(all.begin(), all.end(), [&](const Expression& factor) {
    return is_theta(factor) || is_hyperparameter(factor, problem.optimizer) || (rate && factor == *rate);
  });
  return all.size() > 1 && thetas == 1 && others_known;
}

/// Where theta decays: a term of a sum.
struct Decay {
  std::size_t equation;
  std::size_t term;
  bool decoupled;       ///< the learning rate is a factor of it: it acts on theta and not on the gradient
  Expression strength;  ///< what multiplies theta, the learning rate apart
};

std::vector<Decay> decays(const Problem& problem) {
  const auto rate = learning_rate(problem);
  std::vector<Decay> found;
  for (std::size_t i = 0; i < problem.optimizer.equations.size(); ++i) {
    const auto* written = problem.optimizer.equations[i].right.as<Sum>();
    for (std::size_t k = 1; written && k < written->terms.size(); ++k) {
      const Expression& term = written->terms[k].value;
      if (!is_decay(term, problem, rate)) continue;
      std::vector<Expression> strength = factors(term);
      const auto before = strength.size();
      std::erase_if(strength, [&](const Expression& factor) { return is_theta(factor) || (rate && factor == *rate); });
      found.push_back({i, k, strength.size() + 1 < before, product_of(strength)});
    }
  }
  return found;
}

Expression without_term(const Expression& right, std::size_t term) {
  auto terms = right.as<Sum>()->terms;
  terms.erase(terms.begin() + static_cast<std::ptrdiff_t>(term));
  return sum_of(std::move(terms));
}

WrongMethod without(const Definition& definition, const Decay& decay) {
  return with_right(definition, decay.equation, without_term(definition.equations[decay.equation].right, decay.term));
}

}  // namespace

Ways decay_omitted(const Problem& problem) {
  Ways ways;
  for (const Decay& decay : decays(problem)) ways.push_back(without(problem.optimizer, decay));
  return ways;
}

namespace {

/// The line of the gradient as it is, and all that use it take it with the decay.
std::optional<WrongMethod> coupled_behind_the_gradient(const Problem& problem, const Decay& decay) {
  WrongMethod way = without(problem.optimizer, decay);
  for (const std::size_t line : gradient_equations(problem.optimizer)) {
    const Equation& gradient = problem.optimizer.equations[line];
    const auto* called = gradient.right.as<Call>();
    if (!called || called->function != Function::grad) return std::nullopt;
    const Expression now = reference(gradient.quantity, gradient.offset);
    const Expression decayed = sum({{false, now}, {false, product(decay.strength, called->arguments.front())}});
    for (std::size_t i = 0; i < problem.optimizer.equations.size(); ++i) {
      const Expression& before = way.definition.equations[i].right;
      const Expression after =
          rewrite(before, [&](const Expression& part) { return part == now ? std::optional(decayed) : std::nullopt; });
      if (after.identity() != before.identity()) set_right(way, i, after);
    }
  }
  return way;
}

/// The term of a decay changed.
Ways in_decays(const Problem& problem, const std::function<std::optional<Sum::Term>(const Decay&, Sum::Term)>& change) {
  Ways ways;
  for (const Decay& decay : decays(problem)) {
    auto terms = problem.optimizer.equations[decay.equation].right.as<Sum>()->terms;
    const auto changed = change(decay, terms[decay.term]);
    if (!changed) continue;
    terms[decay.term] = *changed;
    ways.push_back(with_right(problem.optimizer, decay.equation, sum(std::move(terms))));
  }
  return ways;
}

}  // namespace

Ways decay_sign(const Problem& problem) {
  return in_decays(problem, [](const Decay&, Sum::Term term) {
    return std::optional(Sum::Term{!term.minus, term.value});
  });
}

/// Multiplied by the learning rate once more than it should be.
Ways decay_with_rate(const Problem& problem) {
  const auto rate = learning_rate(problem);
  if (!rate) return {};
  return in_decays(problem, [&](const Decay&, Sum::Term term) {
    return std::optional(Sum::Term{term.minus, product(*rate, term.value)});
  });
}

Ways decay_without_rate(const Problem& problem) {
  return in_decays(problem, [&](const Decay& decay, Sum::Term term) -> std::optional<Sum::Term> {
    const auto all = factors(term.value);
    const auto theta = std::find_if(all.begin(), all.end(), is_theta);
    if (!decay.decoupled || theta == all.end()) return std::nullopt;
    return Sum::Term{term.minus, times(decay.strength, *theta)};
  });
}

/// Twice, as the derivative of lambda*theta^2, or half.
Ways decay_factor(const Problem& problem) {
  Ways ways;
  const Expression two = literal(Exact(2));
  for (const bool doubled : {true, false}) {
    append(ways, in_decays(problem, [&](const Decay&, Sum::Term term) {
             const Expression value = doubled ? product(two, term.value) : quotient(term.value, two);
             return std::optional(Sum::Term{term.minus, value});
           }));
  }
  return ways;
}

/// The decay leaves the parameters and enters the gradient.
Ways decay_coupled(const Problem& problem) {
  Ways ways;
  for (const Decay& decay : decays(problem)) {
    if (!decay.decoupled) continue;
    WrongMethod way = without(problem.optimizer, decay);
    for (const std::size_t line : gradient_equations(problem.optimizer)) {
      const Expression& right = problem.optimizer.equations[line].right;
      const auto* called = right.as<Call>();
      if (!called || called->function != Function::grad) continue;
      set_right(way, line, sum({{false, right}, {false, product(decay.strength, called->arguments.front())}}));
    }
    ways.push_back(std::move(way));
    append(ways, coupled_behind_the_gradient(problem, decay));
  }
  return ways;
}

/// The decay leaves the gradient, and the parameters shrink by the learning rate times as much.
Ways decay_decoupled(const Problem& problem) {
  const auto rate = learning_rate(problem);
  const auto line = update(problem.optimizer);
  if (!rate || !line || !is_theta(line->leading)) return {};
  Ways ways;
  for (const Decay& decay : decays(problem)) {
    if (decay.decoupled || decay.equation == line->equation) continue;
    WrongMethod way = without(problem.optimizer, decay);
    std::vector<Sum::Term> terms = {{false, line->leading},
                                    {true, product(product(*rate, decay.strength), line->leading)}};
    terms.insert(terms.end(), line->terms.begin(), line->terms.end());
    set_right(way, line->equation, sum(std::move(terms)));
    ways.push_back(std::move(way));
  }
  return ways;
}

namespace {

/// if(||g|| > c, c/||g||*g, g), or f*g with f = min(1, c/(||g|| + epsilon)), or max(-c, min(c, g)).
struct Clip {
  Expression bound, gradient;
  bool by_norm;
};

/// What the line of a quantity says; null if `e` is none.
const Expression* line_of(const Expression& e, const Definition& definition) {
  const auto* named = e.as<Name>();
  const Equation* equation = named && named->index ? definition.find_equation(named->symbol) : nullptr;
  return equation ? &equation->right : nullptr;
}

const Call* call_of(const Expression* e, Function function) {
  const auto* called = e ? e->as<Call>() : nullptr;
  return called && called->function == function ? called : nullptr;
}

bool is_norm(const Expression& e, const Definition& definition) {
  return call_of(line_of(e, definition), Function::norm) != nullptr;
}

/// The bound c of a line min(1, c/(||g|| + epsilon)).
std::optional<Expression> bound_of_factor(const Expression& e, const Definition& definition) {
  const Call* least = call_of(line_of(e, definition), Function::min);
  if (!least || least->arguments.size() != 2 || !(least->arguments[0] == one())) return std::nullopt;
  const auto* share = least->arguments[1].as<Quotient>();
  const auto* size = share ? share->right.as<Sum>() : nullptr;
  if (!size || !is_norm(size->terms.front().value, definition)) return std::nullopt;
  return share->left;
}

std::optional<Clip> clip(const Expression& e, const Definition& definition) {
  if (const auto* chosen = e.as<Conditional>()) {
    if (!is_norm(chosen->left, definition) || !chosen->otherwise.as<Name>()) return std::nullopt;
    return Clip{chosen->right, chosen->otherwise, true};
  }
  if (const auto* scaled = e.as<Product>()) {
    const auto bound = bound_of_factor(scaled->left, definition);
    return bound ? std::optional(Clip{*bound, scaled->right, true}) : std::nullopt;
  }
  const auto* outer = e.as<Call>();
  if (!outer || outer->function != Function::max || outer->arguments.size() != 2) return std::nullopt;
  const auto* lower = outer->arguments[0].as<Negation>();
  const auto* inner = outer->arguments[1].as<Call>();
  if (!lower || !inner || inner->function != Function::min || !(inner->arguments[0] == lower->operand)) {
    return std::nullopt;
  }
  return Clip{lower->operand, inner->arguments[1], false};
}

Ways in_clips(const Problem& problem, const std::function<std::optional<Expression>(const Clip&)>& change) {
  Ways ways;
  append(ways, rewritten(problem.optimizer, [&](const Expression& part) -> std::optional<Expression> {
           const auto found = clip(part, problem.optimizer);
           return found ? change(*found) : std::nullopt;
         }));
  return ways;
}

}  // namespace

Ways clip_per_component(const Problem& problem) {
  return in_clips(problem, [](const Clip& found) -> std::optional<Expression> {
    if (!found.by_norm) return std::nullopt;
    return call(Function::max, {negation(found.bound), call(Function::min, {found.bound, found.gradient})});
  });
}

Ways clip_omitted(const Problem& problem) {
  return in_clips(problem, [](const Clip& found) { return std::optional(found.gradient); });
}

/// The gradient is decayed and clipped then, in the place of clipped and decayed.
Ways decay_before_clipping(const Problem& problem) {
  const Definition& definition = problem.optimizer;
  Ways ways;
  for (const Decay& decay : decays(problem)) {
    const Sum& written = *definition.equations[decay.equation].right.as<Sum>();
    const Expression* clipped = written.terms.size() == 2 ? line_of(written.terms[0].value, definition) : nullptr;
    const auto found = clipped ? clip(*clipped, definition) : std::nullopt;
    const auto* gradient = found ? found->gradient.as<Name>() : nullptr;
    if (!gradient) continue;
    const Expression decayed = sum({{false, found->gradient}, written.terms[decay.term]});
    auto way = rewritten(definition, [&](const Expression& part) {
      return part == found->gradient ? std::optional(decayed) : std::nullopt;
    });
    if (!way) continue;
    set_right(*way, decay.equation, written.terms[0].value);
    append(ways, std::move(way));
  }
  return ways;
}

/// What theta moves by is clipped, and not the gradient.
Ways update_clipped(const Problem& problem) {
  const Definition& definition = problem.optimizer;
  const auto line = update(definition);
  if (!line) return {};
  std::optional<Clip> found;
  for (const Equation& equation : definition.equations) {
    if (const auto here = clip(equation.right, definition)) found = here;
  }
  if (!found) return {};
  const bool alone = line->terms.size() == 1;
  const Expression step = alone ? line->terms[0].value : sum_of(line->terms);
  const Expression& bound = found->bound;
  const Expression size = call(Function::norm, {step});
  const Expression clipped =
      found->by_norm ? conditional(Relation::greater, size, bound, product(quotient(bound, size), step), step)
                     : call(Function::max, {negation(bound), call(Function::min, {bound, step})});
  Ways ways = clip_omitted(problem);
  for (WrongMethod& way : ways) {
    set_right(way, line->equation, sum({{false, line->leading}, {alone && line->terms[0].minus, clipped}}));
  }
  return ways;
}

namespace {

Expression now() { return name("t"); }
Expression shifted(std::int64_t steps) {
  if (steps == 0) return now();
  return sum({{false, now()}, {steps < 0, literal(Exact(steps < 0 ? -steps : steps))}});
}

/// The positions of the lines that follow a schedule.
std::vector<std::size_t> scheduled_lines(const Problem& problem) {
  std::vector<std::size_t> lines;
  for (std::size_t i = 0; i < problem.optimizer.equations.size(); ++i) {
    if (problem.optimizer.equations[i].given_data) lines.push_back(i);
  }
  return lines;
}

/// `e` with t + steps, t - 1 + steps for t, t - 1.
Expression counted_from(const Expression& e, std::int64_t steps) {
  return rewrite(e, [&](const Expression& part) -> std::optional<Expression> {
    if (part == shifted(-1)) return shifted(steps - 1);
    return part == now() ? std::optional(shifted(steps)) : std::nullopt;
  });
}

Expression at_first_step(const Expression& e) {
  return rewrite(e, [](const Expression& part) { return part == now() ? std::optional(one()) : std::nullopt; });
}

/// A list of values with the first left out, and with the first used twice; none if the values are all the same.
std::vector<Expression> lists_shifted(const Call& list) {
  std::vector<Expression> early = list.arguments, late = list.arguments;
  const Expression& first = list.arguments[1];
  if (std::all_of(early.begin() + 1, early.end(), [&](const Expression& value) { return value == first; })) return {};
  early.erase(early.begin() + 1);
  late.insert(late.begin() + 1, first);
  return {call(Function::choose, std::move(early)), call(Function::choose, std::move(late))};
}

}  // namespace

Ways schedule_ignored(const Problem& problem) {
  Ways ways;
  for (const std::size_t line : scheduled_lines(problem)) {
    append(ways, rewritten(problem.optimizer, {line},
                           [](const Expression& part) { return part == now() ? std::optional(one()) : std::nullopt; }));
  }
  return ways;
}

/// Early, late (the first value then stays for a step more), and with a count that begins at 0.
Ways schedule_shifted(const Problem& problem) {
  Ways ways;
  const auto add = [&](std::size_t line, const Expression& right) {
    ways.push_back(with_right(problem.optimizer, line, right));
  };
  for (const std::size_t line : scheduled_lines(problem)) {
    const Expression& right = problem.optimizer.equations[line].right;
    const auto* list = right.as<Call>();
    if (list && list->function == Function::choose) {
      for (const Expression& shifted_list : lists_shifted(*list)) add(line, shifted_list);
      continue;
    }
    add(line, counted_from(right, 1));
    add(line, conditional(Relation::greater, now(), one(), counted_from(right, -1), at_first_step(right)));
    if (!right.as<Conditional>()) add(line, counted_from(right, -1));
  }
  return ways;
}

}  // namespace stepmark::mistake::ways
