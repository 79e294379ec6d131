// Sheets that people have published, with their faults (tests/marking/data/published.json).
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "solver/marking/fill.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

using Json = nlohmann::json;

const char* const bowl = "gradient = ['0.2*w1', '4*w2']\nstart = { w1 = -5, w2 = -2 }\n";

std::string text(const std::string& optimizer, int steps, const std::string& values, const std::string& objective,
                 const std::string& rest = "") {
  return "optimizer = '" + optimizer + "'\nsteps = " + std::to_string(steps) + "\n[hyperparameters]\n" + values +
         "[objective]\n" + objective + rest;
}

/// How a published sheet is put as a problem. Where a sheet works several problems, the numbers from `first` to before
/// `last` are this one's; what it calls t is t + `later` here.
struct Case {
  std::string id, problem;
  std::size_t first, last;
  int later;
};

std::vector<Case> cases() {
  const auto all = std::size_t{1000};
  return {
      {"aio-phong-momentum", text("momentum-ema", 2, "eta = 0.6\nbeta = 0.5\n", bowl), 0, all, 0},
      {"aio-phong-rmsprop", text("rmsprop-slides", 2, "eta = 0.3\ngamma = 0.9\nepsilon = 1e-6\n", bowl), 0, all, 0},
      {"aio-phong-code-momentum", text("momentum-ema", 1, "eta = 0.6\nbeta = 0.5\n", bowl), 0, all, 0},
      {"aio-phong-code-adam", text("adam", 2, "eta = 0.6\nepsilon = 1e-6\n", bowl), 0, all, 0},
      {"aio-thai-momentum",
       text("momentum-ema", 10, "eta = 0.1\nbeta = 0.9\n",
            "gradient = ['2*w1', '2*w2']\nstart = { w1 = -5, w2 = -2 }\n"),
       0, all, 0},
      {"gbasran-adam", text("adam", 3, "eta = 0.1\n", "gradient = ['2*x']\nstart = { x = 5 }\n"), 0, all, 0},
      {"gbasran-adamax", text("adamax", 3, "", "gradients = [[5], [-3], [8]]\nstart = { x = 0 }\n"), 0, 2, 0},
      {"notes763-adam", text("adam", 2, "eta = 0.1\n", "gradient = ['2*w']\nstart = { w = 1 }\n"), 0, all, 0},
      {"cn-momentum-adagrad-1",
       text("momentum-notebook", 1, "eta = 0.1\nmu = 0.9\n", "gradients = [[-1]]\nstart = { x = 1 }\n"), 0, 2, 0},
      {"cn-momentum-adagrad-1",
       text("adagrad-slides", 1, "eta = 0.1\nepsilon = 1e-8\n", "gradients = [[-1]]\nstart = { x = 1 }\n"), 2, all, 0},
      {"kr-adam", text("adam", 1, "eta = 0.1\n", "gradients = [[-0.267]]\nstart = { x = 0.4 }\n"), 0, all, 0},
      {"notes-sgd-two-samples",
       text("gradient-descent", 2, "eta = 0.1\n", "gradients = [['2*(w-1)'], ['2*(w-5)']]\nstart = { w = 0 }\n"), 0,
       all, 0},
      {"ex5-gd-2d",
       text("gradient-descent", 3, "eta = 0.1\n", "gradient = ['2*x+y', '4*y+x']\nstart = { x = 3, y = 2 }\n"), 0, all,
       0},
      {"story-momentum-steady",
       text("momentum-notebook", 3, "eta = 0.1\nmu = 0.9\n", "gradients = [[2], [2], [2]]\nstart = { x = 0 }\n"), 0, 3,
       0},
      {"story-momentum-steady",
       text("momentum-notebook", 3, "eta = 0.1\nmu = 0.9\n", "gradients = [[2], [-2], [2]]\nstart = { x = 0 }\n"), 3, 5,
       0},
      {"rms-p1", text("rmsprop-slides", 2, "eta = 1\ngamma = 0.9\n", "gradient = ['2*x']\nstart = { x = 3 }\n"), 0, all,
       0},
      {"mkdocs-adam-ex5", text("adam", 3, "eta = 0.01\n", "gradients = [[0.5], [-0.3], [0.2]]\nstart = { x = 0 }\n"), 0,
       all, 0},
      {"deepml-148-adamax", text("adamax", 1, "eta = 0.002\n", "gradients = [[0.1]]\nstart = { x = 1 }\n"), 0, 3, 0},
      {"deepml-154-explr",
       text("gradient-descent", 4, "eta = 0.1\n", "gradients = [[1], [1], [1], [1]]\nstart = { x = 0 }\n",
            "[modifiers]\nschedule = { eta = { kind = 'exponential', factor = 0.9 } }\n"),
       0, 4, 1},
      {"deepml-155-cosine",
       text("gradient-descent", 11, "eta = 0.1\n", "gradient = ['1']\nstart = { x = 0 }\n",
            "[modifiers]\nschedule = { eta = { kind = 'cosine', steps = 10, minimum = 0.001 } }\n[answer]\nask = "
            "['eta']\n"),
       0, 5, 1},
      {"saida-momentum",
       text("momentum-notebook", 4, "eta = 0.2\nmu = 0.9\n", "gradient = ['2*(x-4)']\nstart = { x = 10 }\n"), 0, all,
       0},
      {"studyx-momentum-mcq",
       text("momentum-notebook", 1, "eta = 0.01\nmu = 0.9\n", "gradients = [[-0.8]]\nstart = { x = 0.5 }\n",
            "[state]\nt = 1\nv = [0.02]\n"),
       0, 1, 1},
      {"gh-adam-neg", text("adam", 1, "eta = 0.0001\n", "gradients = [[-0.702]]\nstart = { x = 0.5 }\n"), 0, all, 0},
      {"gh-lion-2",
       text("lion", 2, "eta = 0.1\nbeta1 = 0.9\nbeta2 = 0.99\n",
            "gradients = [[0.5, -0.5], [0.1, -0.1]]\nstart = { x = 1, y = -2 }\n"),
       0, all, 0},
      {"gh-heavy-1",
       text("momentum-pytorch", 1, "eta = 0.1\nmu = 0.9\n", "gradients = [[1, -2]]\nstart = { x = 2, y = 3 }\n"), 0,
       all, 0},
      {"d2l-momentum", text("momentum-pytorch", 20, "eta = 0.6\nmu = 0.5\n", bowl), 0, all, 0},
      {"d2l-adagrad", text("adagrad-slides", 20, "eta = 0.4\nepsilon = 1e-6\n", bowl), 0, all, 0},
  };
}

std::string our_name(const std::string& theirs, const Problem& problem) {
  if (theirs == "mhat") return "m_hat";
  if (theirs == "vhat") return "v_hat";
  if (theirs == "lr") return "eta";
  if (theirs == "v" && problem.optimizer.find_equation("G")) return "G";
  return theirs;
}

struct Marked {
  Json stated;
  LineMark mark;
};

std::vector<Marked> marked(const Case& published, const Json& stated) {
  const Problem problem = parse_problem(published.problem, published.id, "");
  Marker marker(problem);
  RawSheet raw;
  std::vector<Json> taken;
  for (std::size_t i = published.first; i < std::min(published.last, stated.size()); ++i) {
    const std::string quantity = our_name(stated[i]["quantity"], problem);
    const Equation* equation = problem.optimizer.find_equation(quantity);
    if (!equation) continue;
    const auto component = stated[i]["component"].get<std::size_t>();
    const auto same = [&](const Json& other) {
      return other["t"] == stated[i]["t"] && other["quantity"] == stated[i]["quantity"] &&
             other["component"] == stated[i]["component"];
    };
    if (std::any_of(taken.begin(), taken.end(), same)) continue;  // said again, or of another example beside it
    raw.answers.push_back({std::to_string(stated[i]["t"].get<int>() + published.later), quantity,
                           equation->shape == Shape::scalar ? "" : problem.objective->parameters().at(component),
                           stated[i]["value"], i});
    taken.push_back(stated[i]);
  }
  const FilledSheet filled = SheetFiller(marker).fill(raw);
  EXPECT_TRUE(filled.notices.empty()) << published.id << ": " << filled.notices.front().english();
  const MarkedSheet sheet = marker.mark(filled.sheet);
  std::vector<Marked> result;
  for (std::size_t k = 0; k < taken.size(); ++k) {
    for (std::size_t i = 0; i < filled.sheet.size(); ++i) {
      const Tape::Line& line = marker.tape().lines[marker.asked()[i]];
      const std::string component = line.component ? problem.objective->parameters()[*line.component] : "";
      const bool same = std::to_string(line.t) == raw.answers[k].t && component == raw.answers[k].component &&
                        problem.optimizer.equations[line.equation].quantity == raw.answers[k].quantity;
      if (same) result.push_back({taken[k], sheet.lines[i]});
    }
  }
  return result;
}

TEST(PublishedSheets, AreJudgedAsTheyShould) {
  std::ifstream file("tests/marking/data/published.json");
  const Json sheets = Json::parse(file);
  std::size_t judged = 0, named = 0;
  for (const Case& published : cases()) {
    const auto sheet =
        std::find_if(sheets.begin(), sheets.end(), [&](const Json& s) { return s["id"] == published.id; });
    ASSERT_NE(sheet, sheets.end()) << published.id;
    for (const Marked& line : marked(published, (*sheet)["stated"])) {
      SCOPED_TRACE(published.id + ": " + line.stated.dump() + " is " + std::string(to_string(line.mark.verdict)) + " " +
                   name_of(line.mark.causes) + " probably " + name_of(line.mark.probably) + ", expected here " +
                   line.mark.expected_here);
      ++judged;
      const Verdict verdict = line.mark.verdict;
      const std::string kind = line.stated.value("slip_kind", "");
      const bool right = verdict == Verdict::correct || verdict == Verdict::follow_through;
      if (line.stated["verdict"] == "ok") {
        EXPECT_TRUE(right);
      } else if (kind == "rounding-carried") {
        EXPECT_TRUE(right || verdict == Verdict::precision);
      } else if (line.stated["verdict"] == "wrong") {
        EXPECT_NE(verdict, Verdict::correct);
      }
      const std::string cause = name_of(line.mark.causes) + name_of(line.mark.probably);
      if (kind == "wrong-variable") {
        EXPECT_EQ(cause, "gradient-instead-of-velocity");
      } else if (kind == "missing-factor") {
        EXPECT_EQ(cause, "gradient-factor-omitted");
      } else if (kind == "truncated") {
        EXPECT_EQ(line.mark.imprecision, Imprecision::truncated);
      } else if (kind == "sign") {
        EXPECT_EQ(cause, "term-sign");
      } else if (kind == "rounding") {
        EXPECT_EQ(verdict, Verdict::precision);
      } else if (kind == "propagated") {
        EXPECT_EQ(verdict, Verdict::follow_through);
      }
      named += !cause.empty();
    }
  }
  EXPECT_GE(judged, 150U);
  EXPECT_GE(named, 3U);
}

}  // namespace
}  // namespace stepmark::tests
