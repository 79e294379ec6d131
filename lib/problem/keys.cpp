#include "lib/problem/keys.hpp"

#include <algorithm>

#include "lib/base/error.hpp"

namespace stepmark::problem {

namespace {

KeyTable the_problem_table() {
  return {"the problem",
          "The keys before the first table.",
          false,
          {{"title", "a line for the head of the page", "the optimizer's title", "title = 3"},
           {"optimizer", "a name of the catalogue (stepmark optimizers), or the path of an optimizer file", "",
            "optimizer = \"adem\""},
           {"steps", "how many steps are worked, 1 to 100000", "", "steps = 0"},
           {"hyperparameters", "table: values of the optimizer's hyperparameters", "the definition's defaults",
            "hyperparameters = 3"},
           {"objective", "table: what is minimised, and the start", "", ""},
           {"working", "table: how a person rounds", "nothing is rounded while working", "working = 3"},
           {"modifiers", "table: weight decay, clipping, schedules", "none", "modifiers = 3"},
           {"answer", "table: what is asked, and how exactly", "every quantity that is not given", "answer = 3"},
           {"question", "table: what kind of question it is", "a table to complete", "question = 3"},
           {"marks", "table: what an entry is worth", "1 for the method, 1 for the value", "marks = 3"},
           {"state", "table: a start in the middle", "the steps begin at step 1", "state = 3"}}};
}

KeyTable hyperparameters_table() {
  return {"[hyperparameters]",
          "NAME = NUMBER, for any hyperparameter of the optimizer; what is not given keeps its default.",
          true,
          {}};
}

KeyTable objective_table() {
  return {
      "[objective]",
      "One form of five: function; gradient; gradients; A and b; or loss and data.",
      false,
      {{"start", "the parameters before the first step: { x = 1, y = 1.5 }, or a list", "",
        "function = \"x^2\"\nstart = { x = \"a\" }"},
       {"function", "J in the parameters' names; its gradient is derived", "another form",
        "function = \"x^2 + z\"\nstart = { x = 1 }"},
       {"gradient", "the gradient's formula, one expression a component", "another form",
        "gradient = [\"2*x\", \"y\"]\nstart = { x = 1 }"},
       {"gradients", "the gradients step by step, one list a step", "another form", "gradients = [[1]]\nstart = [0]"},
       {"A", "the matrix of J = 1/2 x'Ax - b'x, row by row; symmetric", "another form",
        "A = [[1, 2], [0, 1]]\nstart = [1, 1]"},
       {"b", "with A, the vector of the linear part", "zeros", "A = [[1]]\nb = [1, 2]\nstart = [1]"},
       {"loss", "of one row of data, in the parameters' and the columns' names", "another form",
        "loss = \"(w*x - y)^2\"\nstart = { w = 1 }"},
       {"data", "with loss, a CSV file with named columns, beside the problem", "",
        "loss = \"w*x\"\ndata = 3\nstart = { w = 1 }"},
       {"batch", "rows a step, taken in order, beginning again after the last", "all rows",
        "function = \"x^2\"\nbatch = 2\nstart = { x = 1 }"},
       {"reduce", "\"mean\" or \"sum\" over the rows of a step", "\"mean\"",
        "loss = \"w*x\"\ndata = \"d.csv\"\nreduce = \"max\"\nstart = { w = 1 }"}}};
}

KeyTable working_table() {
  return {"[working]",
          "",
          false,
          {{"round", "\"4 places\", \"6 figures\", or \"none\"", "\"none\"", "round = \"4 digits\""},
           {"carry", "\"rounded\": the written number is worked with; \"exact\": the calculator's digits",
            "\"rounded\", unless nothing is rounded", "carry = \"both\""},
           {"ties", "\"half up\" (away from zero) or \"half even\"", "\"half up\"", "ties = \"half odd\""},
           {"each", "\"line\": each quantity is rounded once; \"operation\": the result of every operation", "\"line\"",
            "each = \"step\""}}};
}

KeyTable modifiers_table() {
  return {
      "[modifiers]",
      "Each becomes an equation of its own, shown in the working.",
      false,
      {{"weight_decay", "coupled: weight_decay*theta is added to the gradient; 0 or more", "none", "weight_decay = -1"},
       {"decoupled_weight_decay", "as in AdamW: taken from the parameters themselves; 0 or more", "none",
        "decoupled_weight_decay = -1"},
       {"clip_norm", "the largest length of the gradient, above 0", "no clipping", "clip_norm = 0"},
       {"clip_epsilon", "beside clip_norm: the factor is min(1, clip_norm/(norm + clip_epsilon))", "0",
        "clip_epsilon = 1e-6"},
       {"clip_value", "the largest size of each component of the gradient, above 0; not beside clip_norm",
        "no clipping", "clip_value = 1\nclip_norm = 1"},
       {"schedule", "{ NAME = ... }, for a hyperparameter: a list, one value a step, or a table with a kind",
        "the hyperparameter stays as it is", "schedule = { beta = [1, 2] }"},
       {"maximize", "true: the objective is to grow", "false", "maximize = 1"}}};
}

std::vector<KeyTable> schedule_tables() {
  const KeyEntry kind = {"kind", "the name of this kind", "a list needs none", "kind = \"steps\""};
  return {
      {"the list schedule",
       "kind = \"list\": one value a step, the last one staying on; [0.1, 0.05] says the same.",
       false,
       {kind, {"values", "the values", "", "kind = \"list\"\nvalues = []"}}},
      {"the step schedule",
       "kind = \"step\": the value times factor, every so many steps.",
       false,
       {kind,
        {"every", "so many steps, 1 or more", "", "kind = \"step\"\nevery = 0\nfactor = 0.1"},
        {"factor", "a number, 0 or more", "", "kind = \"step\"\nevery = 2\nfactor = -1"}}},
      {"the multi-step schedule",
       "kind = \"multi-step\": the value times factor at each milestone.",
       false,
       {kind,
        {"milestones", "steps in rising order", "", "kind = \"multi-step\"\nmilestones = [3, 2]\nfactor = 0.1"},
        {"factor", "a number, 0 or more", "", "kind = \"multi-step\"\nmilestones = [2]\nfactor = -1"}}},
      {"the exponential schedule",
       "kind = \"exponential\": the value times factor after every step.",
       false,
       {kind, {"factor", "a number, 0 or more", "", "kind = \"exponential\"\nfactor = -1"}}},
      {"the cosine schedule",
       "kind = \"cosine\": down to the minimum along half a cosine, within so many steps.",
       false,
       {kind,
        {"steps", "so many steps, 1 or more", "", "kind = \"cosine\"\nsteps = 0"},
        {"minimum", "the value at the end", "0", "kind = \"cosine\"\nsteps = 2\nminimum = \"low\""}}},
      {"the warm-up schedule",
       "kind = \"warm-up\": up from zero in equal parts, within so many steps.",
       false,
       {kind, {"steps", "so many steps, 1 or more", "", "kind = \"warm-up\"\nsteps = 0"}}},
  };
}

KeyTable answer_table() {
  return {"[answer]",
          "",
          false,
          {{"ask", "a list of quantities", "every quantity that is not given", "ask = [\"w\"]"},
           {"give", "how an answer must be stated: \"4 places\", \"3 figures\"",
            "as [working] rounds, else as it is written, 3 figures at least", "give = \"none\""},
           {"steps", "\"all\", or \"last\": only the last step is asked for", "\"all\"", "steps = \"first\""}}};
}

KeyTable question_table() {
  return {
      "[question]",
      "Each kind has the keys that it needs, and no others.",
      false,
      {{"kind",
        "\"table\", \"final\", \"gradients\", \"choice\", \"find-error\", \"faded\", \"compare\", \"effect\", "
        "\"which\" or \"missing-hyperparameter\"",
        "", "kind = \"tabel\""},
       {"choices", "choice: [\"right\", ...] and mistakes, in the order printed; find-error: mistakes to choose from",
        "choice needs them; find-error takes some that apply", "kind = \"choice\"\nchoices = [\"root-forgotten\"]"},
       {"mistake", "find-error: the mistake in the working that is shown (stepmark mistakes)", "",
        "kind = \"find-error\""},
       {"shown", "faded: [{ t = 1, quantity = \"v\" }, ...], what is filled in already", "",
        "kind = \"faded\"\nshown = [{ t = 9, quantity = \"v\" }]"},
       {"other", "compare: the second optimizer, a name or a file", "", "kind = \"compare\""},
       {"hyperparameter", "effect: whose values are compared; missing-hyperparameter: what is to be found", "",
        "kind = \"missing-hyperparameter\"\nhyperparameter = \"beta\""},
       {"values", "effect: the values of the hyperparameter, in the order printed", "effect has t instead",
        "kind = \"effect\"\nhyperparameter = \"eta\"\nvalues = [0.1]"},
       {"t", "effect: the step in which a gradient is zero", "effect has hyperparameter and values instead",
        "kind = \"effect\"\nt = 9"},
       {"component", "effect: the parameter that is asked about",
        "the first; of a zero gradient, the first whose gradient is zero",
        "kind = \"effect\"\nhyperparameter = \"eta\"\nvalues = [0.1, 0.2]\ncomponent = \"z\""},
       {"optimizers", "which: the optimizer of each table, in the order printed", "",
        "kind = \"which\"\noptimizers = [\"adam\", \"gradient-descent\"]"},
       {"marks", "what all parts come to; [marks] says how they are shared out", "the sum of the entries' marks",
        "kind = \"table\"\nmarks = 0"}}};
}

KeyTable shown_table() {
  return {"an entry of shown",
          "A quantity of a step, all components of it.",
          false,
          {{"t", "the step", "", "quantity = \"v\""}, {"quantity", "its name", "", "t = 1\nquantity = \"w\""}}};
}

KeyTable marks_table() {
  return {"[marks]",
          "Of each number that is asked.",
          false,
          {{"method", "for the method", "1", "method = -1"},
           {"accuracy", "for the value", "1", "accuracy = -1"},
           {"follow_through", "the share of its marks that a line keeps which only follows from a wrong one, 0 to 1",
            "1", "follow_through = 2"},
           {"convention", "\"any\", or \"strict\": another convention of the optimizer earns the method alone",
            "\"any\"", "convention = \"mine\""}}};
}

KeyTable state_table() {
  return {
      "[state]",
      "NAME = [...] gives a quantity that the optimizer carries from step to step, as it is after step t; previous = "
      "[...] the parameters one step before start, where the optimizer refers to them.",
      true,
      {{"t", "how many steps are done; objective.start is where they led", "", "t = -1\nv = [0, 0]"}}};
}

std::vector<KeyTable> all_tables() {
  std::vector<KeyTable> all = {the_problem_table(), hyperparameters_table(), objective_table(), working_table(),
                               modifiers_table()};
  for (const KeyTable& schedule : schedule_tables()) all.push_back(schedule);
  for (const KeyTable& table : {answer_table(), question_table(), shown_table(), marks_table(), state_table()})
    all.push_back(table);
  return all;
}

bool begins_with(const std::string& text, const std::string& key) { return text.starts_with(key + " = "); }

/// In one line, between braces.
std::string inline_table(std::string lines) {
  for (std::size_t at; (at = lines.find('\n')) != std::string::npos;) lines.replace(at, 1, ", ");
  return "{ " + lines + " }";
}

}  // namespace

const std::vector<KeyTable>& problem_keys() {
  static const std::vector<KeyTable> all = all_tables();
  return all;
}

std::vector<std::string> keys_of(std::string_view table) {
  const std::vector<KeyTable>& all = problem_keys();
  const auto found = std::find_if(all.begin(), all.end(), [&](const KeyTable& one) { return table == one.name; });
  STEPMARK_ASSERT(found != all.end());
  std::vector<std::string> names;
  for (const KeyEntry& key : found->keys) names.emplace_back(key.name);
  return names;
}

std::string refused_problem(const KeyTable& table, const KeyEntry& key) {
  const std::string refused = key.refused, name = table.name;
  if (refused.empty()) return "";
  std::string text;
  for (const std::string line : {"optimizer = \"momentum\"", "steps = 2"}) {
    if (name != "the problem" || !begins_with(refused, line.substr(0, line.find(' ')))) text += line + '\n';
  }
  if (name == "the problem") text += refused + '\n';
  if (name != "[objective]") text += "\n[objective]\nfunction = \"x^2 + 2*y^2\"\nstart = { x = 3, y = 1 }\n";
  if (name.ends_with(" schedule")) {
    text += "\n[modifiers]\nschedule = { eta = " + inline_table(refused) + " }\n";
  } else if (name == "an entry of shown") {
    text += "\n[question]\nkind = \"faded\"\nshown = [" + inline_table(refused) + "]\n";
  } else if (name != "the problem") {
    text += "\n" + name + "\n" + refused + '\n';
  }
  return text;
}

}  // namespace stepmark::problem
