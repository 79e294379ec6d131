// The marking of a STACK question (STACK documentation, "Potential response trees"), its expressions worked by Maxima:
// the question's variables, then for each tree its feedback variables and the tests of its nodes, which lead from node
// to node.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "tests/export/xml_tree.hpp"
#include "tests/rooms.hpp"
#include "tests/support/program.hpp"

namespace stepmark::support {

class StackQuestion {
 public:
  struct Node {
    std::string test, note_if_true, feedback;
    double score = 0;
    int next_if_true = -1, next_if_false = -1;
  };
  struct Tree {
    std::string name, variables;
    double marks = 0;
    std::vector<Node> nodes;
  };
  struct Outcome {
    double score = 0;
    std::string note;
  };

  explicit StackQuestion(const std::string& xml) : question_(read_xml(xml).get_child("quiz.question")) {
    for (const auto& [tag, node] : question_) {
      if (tag == "input") inputs_.push_back(node.get<std::string>("name"));
      if (tag == "input") {
        EXPECT_EQ(node.get<std::string>("options"), "allowempty");
      }
      if (tag == "prt") trees_.push_back(read(node));
    }
  }

  const std::vector<std::string>& inputs() const { return inputs_; }
  const std::vector<Tree>& trees() const { return trees_; }
  const XmlTree& xml() const { return question_; }

  /// Of each sheet, the outcome of each tree. @param sheets  what is in each input
  std::vector<std::vector<Outcome>> mark(const std::vector<std::vector<std::string>>& sheets) const {
    const ScratchDirectory scratch;
    const std::string file = scratch.write("all.mac", script(sheets));
    const support::Outcome run =
        run_program({"/usr/bin/maxima", "--very-quiet", "-r", "batchload(\"" + file + "\")$ quit()$"});
    EXPECT_EQ(run.status, 0) << run.error;
    std::istringstream lines(run.output);
    std::vector<std::vector<Outcome>> all(sheets.size());
    std::string line;
    for (auto& outcomes : all) {
      for (const Tree& tree : trees_) {
        while (std::getline(lines, line) && !line.starts_with("TREE ")) {
        }
        outcomes.push_back(walk(tree, line.size() > 5 ? line.substr(5) : ""));
      }
    }
    return all;
  }

 private:
  static Tree read(const XmlTree& prt) {
    Tree tree{
        prt.get<std::string>("name"), prt.get<std::string>("feedbackvariables.text"), prt.get<double>("value"), {}};
    for (const auto& [tag, node] : prt) {
      if (tag != "node") continue;
      EXPECT_EQ(node.get<std::string>("answertest"), "AlgEquiv");
      EXPECT_EQ(node.get<std::string>("tans"), "true");
      EXPECT_EQ(node.get<std::size_t>("name"), tree.nodes.size());
      EXPECT_EQ(node.get<double>("falsescore"), 0);
      tree.nodes.push_back({node.get<std::string>("sans"), node.get<std::string>("trueanswernote"),
                            node.get<std::string>("truefeedback.text"), node.get<double>("truescore"),
                            node.get<int>("truenextnode"), node.get<int>("falsenextnode")});
    }
    return tree;
  }

  std::string script(const std::vector<std::vector<std::string>>& sheets) const {
    std::string all = question_.get<std::string>("questionvariables.text") + '\n';
    for (const auto& sheet : sheets) {
      for (std::size_t i = 0; i < inputs_.size(); ++i) {
        const bool is_letter = !sheet[i].empty() && std::isalpha(static_cast<unsigned char>(sheet[i][0])) != 0;
        const std::string value = sheet[i].empty() ? "EMPTYANSWER" : is_letter ? '"' + sheet[i] + '"' : sheet[i];
        all += inputs_[i] + ": " + value + "$\n";
      }
      for (const Tree& tree : trees_) {
        all += tree.variables;
        std::string tests;
        for (const Node& node : tree.nodes) tests += ", if " + node.test + " then 1 else 0";
        all +=
            "printf(true, \"TREE " + std::string(tests.empty() ? "" : "~{~a~}") + "~%\", [" + tests.substr(2) + "])$\n";
      }
    }
    return all;
  }

  static Outcome walk(const Tree& tree, const std::string& truths) {
    EXPECT_EQ(truths.size(), tree.nodes.size()) << tree.name << ": Maxima says " << truths;
    if (truths.size() != tree.nodes.size()) return {};
    for (int at = 0; at >= 0;) {
      const Node& node = tree.nodes[static_cast<std::size_t>(at)];
      const bool holds = truths[static_cast<std::size_t>(at)] == '1';
      if (holds && node.next_if_true < 0) return {node.score * tree.marks, node.note_if_true};
      at = holds ? node.next_if_true : node.next_if_false;
    }
    return {};
  }

  XmlTree question_;
  std::vector<std::string> inputs_;
  std::vector<Tree> trees_;
};

}  // namespace stepmark::support
