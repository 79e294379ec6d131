#include <algorithm>
#include <map>
#include <set>

#include "lib/expression/parse.hpp"
#include "lib/optimizer/definition.hpp"

namespace stepmark::optimizer {

namespace {

std::string indexed(const std::string& quantity, const Index& index) {
  std::string text = quantity + '[' + index.base;
  if (index.base.empty() || index.offset != 0) {
    text += (!index.base.empty() && index.offset > 0 ? "+" : "") + std::to_string(index.offset);
  }
  return text + ']';
}

class Checker {
 public:
  explicit Checker(Definition& definition) : definition_(definition) {}

  void run() {
    check_complete();
    check_names();
    check_hyperparameters();
    for (position_ = 0; position_ < definition_.equations.size(); ++position_) {
      check_references(current().right, {});
    }
    infer_shapes();
    for (position_ = 0; position_ < definition_.equations.size(); ++position_) check_shapes(current().right);
    check_parameters();
    check_starts();
    check_unused();
  }

 private:
  const Equation& current() const { return definition_.equations[position_]; }

  [[noreturn]] void fail(const Location& where, std::string wrong, std::string expected) const {
    throw InputError(where, std::move(wrong), std::move(expected));
  }
  [[noreturn]] void fail(const std::string& wrong, std::string expected) const {
    fail(current().where, "in " + current().quantity + ": " + wrong, std::move(expected));
  }

  /// A reader leaves nothing out; code may.
  void check_complete() const {
    const auto need = [&](const Expression& e, const std::string& what, const Location& where) {
      if (!e) fail(where, what + " is left out", "expected an expression");
    };
    for (const Hyperparameter& hyper : definition_.hyperparameters) {
      need(hyper.value, "the value of " + in_quotes(hyper.name), hyper.where);
    }
    for (const Equation& equation : definition_.equations) {
      need(equation.right, "the right side of " + in_quotes(equation.quantity), equation.where);
    }
    for (const Start& start : definition_.starts) {
      if (start.value) need(*start.value, "the start value of " + in_quotes(start.quantity), start.where);
    }
  }

  // Names.
  void declare(const std::string& name, const Location& where) {
    const auto& functions = function_names();
    if (name == "t" || name == "pi" || std::find(functions.begin(), functions.end(), name) != functions.end()) {
      fail(where, in_quotes(name) + " has a meaning of its own", "expected another name");
    }
    if (!names_.insert(name).second) fail(where, in_quotes(name) + " is defined twice", "expected one definition");
  }

  void check_names() {
    for (const Hyperparameter& hyper : definition_.hyperparameters) declare(hyper.name, hyper.where);
    for (const Equation& equation : definition_.equations) declare(equation.quantity, equation.where);
    for (std::size_t i = 0; i < definition_.equations.size(); ++i) {
      positions_[definition_.equations[i].quantity] = i;
    }
  }

  std::vector<std::string> known_names() const { return {names_.begin(), names_.end()}; }

  void check_hyperparameters() {
    std::set<std::string> known = {"pi"};
    for (const Hyperparameter& hyper : definition_.hyperparameters) {
      for_each(hyper.value, [&](const Expression& part) {
        const auto* name = part.as<Name>();
        if (name && (name->index || !known.count(name->symbol))) {
          fail(hyper.where, "the value of " + in_quotes(hyper.name) + " uses " + in_quotes(name->symbol),
               "expected numbers and earlier hyperparameters");
        }
        if (name) used_.insert(name->symbol);
      });
      known.insert(hyper.name);
    }
  }

  // References of the current equation.
  void check_references(const Expression& e, const std::set<std::string>& bound) {
    if (const auto* name = e.as<Name>()) return check_name(*name, bound);
    if (const auto* sum = e.as<StepSum>()) return check_step_sum(*sum, bound);
    for_each_child(e, [&](const Expression& child) { check_references(child, bound); });
  }

  void check_step_sum(const StepSum& sum, std::set<std::string> bound) {
    check_references(sum.first, bound);
    check_references(sum.last, bound);
    if (names_.count(sum.variable) || sum.variable == "t" || sum.variable == "pi" || bound.count(sum.variable)) {
      fail("the summation variable " + in_quotes(sum.variable) + " is already a name", "expected another one");
    }
    const auto* last = sum.last.as<Name>();
    step_sum_reaches_now_ = last && last->symbol == "t" && !last->index;
    bound.insert(sum.variable);
    check_references(sum.body, bound);
  }

  void check_name(const Name& name, const std::set<std::string>& bound) {
    used_.insert(name.symbol);
    if (!name.index) return check_plain_name(name.symbol, bound);
    const auto found = positions_.find(name.symbol);
    if (found == positions_.end()) {
      if (names_.count(name.symbol))
        fail("the hyperparameter " + in_quotes(name.symbol) + " has a subscript", "expected none");
      fail(in_quotes(name.symbol) + " is not defined", suggest(name.symbol, known_names()));
    }
    const std::string& base = name.index->base;
    if (base.empty()) fail(indexed(name.symbol, *name.index) + " is a fixed subscript", "expected one like t or t-1");
    if (base != "t" && !bound.count(base)) {
      fail("the subscript " + in_quotes(base) + " is not known", "expected t, or the variable of a sum");
    }
    check_available(name, found->second);
  }

  void check_plain_name(const std::string& symbol, const std::set<std::string>& bound) {
    if (symbol == "t" || symbol == "pi" || bound.count(symbol) || definition_.find_hyperparameter(symbol)) return;
    if (positions_.count(symbol))
      fail("the quantity " + in_quotes(symbol) + " has no subscript", "expected one like " + symbol + "[t]");
    std::vector<std::string> candidates = known_names();
    fail(in_quotes(symbol) + " is not defined", suggest(symbol, candidates));
  }

  /// A value of this step must stand in an earlier line, and no value of a later step is there at all.
  void check_available(const Name& name, std::size_t position) {
    const bool own_step = name.index->base == "t";
    const std::int64_t ahead = name.index->offset - definition_.equations[position].offset;
    if (!own_step && !step_sum_reaches_now_ && ahead <= 1) return;
    if (ahead > 0) {
      fail(indexed(name.symbol, *name.index) + " looks ahead",
           "expected at most " + indexed(name.symbol, {name.index->base, definition_.equations[position].offset}));
    }
    if (ahead == 0 && position >= position_) {
      fail(indexed(name.symbol, *name.index) + " is used before its line",
           "expected a value of an earlier line or step");
    }
    for (std::int64_t lag = 1; lag <= -ahead; ++lag) {
      require_start(name.symbol, definition_.equations[position].offset + 1 - lag);
    }
  }

  void require_start(const std::string& quantity, std::int64_t index) {
    if (definition_.find_start(quantity, index)) return;
    const auto given = std::find_if(definition_.starts.begin(), definition_.starts.end(),
                                    [&](const Start& start) { return start.quantity == quantity; });
    const std::string missing = quantity + '[' + std::to_string(index) + ']';
    const std::string hint = given == definition_.starts.end()
                                 ? ""
                                 : " (there is one for " + quantity + '[' + std::to_string(given->index) + "])";
    fail(missing + " has no start value" + hint, "expected 'start " + missing + " = 0' or so");
  }

  // Shapes.
  static bool reduces(Function function) {
    return function == Function::norm || function == Function::sum || function == Function::dot ||
           function == Function::loss;
  }

  Shape shape_of(const Expression& e) const {
    if (const auto* name = e.as<Name>()) return name->index ? shape(name->symbol) : Shape::scalar;
    if (const auto* called = e.as<Call>()) {
      if (called->function == Function::grad) return Shape::vector;
      if (reduces(called->function)) return Shape::scalar;
    }
    Shape result = Shape::scalar;
    for_each_child(e, [&](const Expression& child) {
      if (shape_of(child) == Shape::vector) result = Shape::vector;
    });
    return result;
  }

  Shape shape(const std::string& quantity) const {
    const auto found = positions_.find(quantity);
    return found == positions_.end() ? Shape::scalar : definition_.equations[found->second].shape;
  }

  /// Everything but theta begins as a number and becomes a vector when a vector enters it; that ends, since none goes
  /// back.
  void infer_shapes() {
    for (Equation& equation : definition_.equations) {
      equation.shape = equation.quantity == "theta" ? Shape::vector : Shape::scalar;
    }
    for (bool changed = true; changed;) {
      changed = false;
      for (Equation& equation : definition_.equations) {
        if (equation.shape == Shape::vector || shape_of(equation.right) == Shape::scalar) continue;
        equation.shape = Shape::vector;
        changed = true;
      }
    }
  }

  void check_shapes(const Expression& e) const {
    for_each(e, [&](const Expression& part) {
      const auto* called = part.as<Call>();
      const bool wants_vectors = called && (reduces(called->function) || called->function == Function::grad);
      if (!wants_vectors) return;
      for (const Expression& argument : called->arguments) {
        if (shape_of(argument) == Shape::vector) continue;
        fail(std::string(to_string(called->function)) + " of one number, " + in_quotes(to_text(argument)),
             "expected a vector");
      }
    });
  }

  // Parameters and start values.
  const Equation& parameters() const {
    const Equation* theta = definition_.find_equation("theta");
    const Location where = definition_.equations.empty() ? Location{} : definition_.equations.front().where;
    if (!theta)
      fail(where, "there is no equation for 'theta', the parameters",
           "expected a line theta[t] = ... or theta[t+1] = ...");
    return *theta;
  }

  void check_parameters() const {
    const Equation& theta = parameters();
    if (shape_of(theta.right) != Shape::vector) {
      fail(theta.where, "theta is one number", "expected a vector, one number a component");
    }
    const Start* start = definition_.find_start("theta", theta.offset);
    if (!start || start->value) {
      const std::string first = "theta[" + std::to_string(theta.offset) + ']';
      fail(start ? start->where : theta.where, first + " is not given", "expected 'start " + first + " given'");
    }
  }

  void check_starts() const {
    std::set<std::pair<std::string, std::int64_t>> seen;
    for (const Start& start : definition_.starts) {
      const std::string written = start.quantity + '[' + std::to_string(start.index) + ']';
      const auto found = positions_.find(start.quantity);
      if (found == positions_.end()) {
        fail(start.where, "a start value for " + in_quotes(start.quantity) + ", which has no equation",
             suggest(start.quantity, known_names()));
      }
      if (!seen.insert({start.quantity, start.index}).second)
        fail(start.where, written + " is given twice", "expected one start value");
      const std::int64_t first = definition_.equations[found->second].offset;
      if (start.index > first)
        fail(start.where, written + " comes after the first step",
             "expected at most subscript " + std::to_string(first));
      if (!start.value && start.quantity != "theta")
        fail(start.where, written + " is given", "expected a value; only theta is given by the problem");
      check_start_value(start);
    }
  }

  void check_start_value(const Start& start) const {
    if (!start.value) return;
    for (const Name& name : names_in(*start.value)) {
      const bool known = !name.index && (name.symbol == "pi" || definition_.find_hyperparameter(name.symbol));
      if (!known)
        fail(start.where, "the start value of " + in_quotes(start.quantity) + " uses " + in_quotes(name.symbol),
             "expected numbers and hyperparameters");
    }
  }

  /// A hyperparameter that nothing uses is a misprint.
  void check_unused() {
    for (const Start& start : definition_.starts) {
      if (!start.value) continue;
      for (const Name& name : names_in(*start.value)) used_.insert(name.symbol);
    }
    for (const Hyperparameter& hyper : definition_.hyperparameters) {
      if (!used_.count(hyper.name))
        fail(hyper.where, "the hyperparameter " + in_quotes(hyper.name) + " is not used", "expected it in an equation");
    }
  }

  Definition& definition_;
  std::size_t position_ = 0;
  bool step_sum_reaches_now_ = false;
  std::set<std::string> names_, used_;
  std::map<std::string, std::size_t> positions_;
};

}  // namespace

void check(Definition& definition) { Checker(definition).run(); }

}  // namespace stepmark::optimizer
