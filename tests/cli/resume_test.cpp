// A set that was interrupted, and what came over it before somebody goes on with it.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <map>

#include "tests/cli/refused.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

namespace fs = std::filesystem;

using support::Outcome;
using support::read_all;
using support::ScratchDirectory;

std::map<std::string, std::string> contents(const std::string& directory) {
  std::map<std::string, std::string> all;
  for (const auto& entry : fs::recursive_directory_iterator(directory)) {
    if (!entry.is_directory() || entry.is_symlink()) {
      all[fs::relative(entry.path(), directory)] = entry.is_symlink() ? "a link" : read_all(entry.path());
    }
  }
  return all;
}

void write(const std::string& path, const std::string& text) { std::ofstream(path, std::ios::binary) << text; }

/// One set, whole; and the same, killed in the middle.
class Resume : public ::testing::Test {
 protected:
  Resume() : line_("generate --optimizer momentum --count 60 --threads 1 -o "), hidden_(set_ + "/.unfinished") {
    EXPECT_EQ(in_shell("\"$0\" " + line_ + whole_).status, 0);
    in_shell("\"$0\" " + line_ + set_ + " & p=$!; for i in $(seq 2000); do [ \"$(ls " + hidden_ +
             "/problems 2>/dev/null | wc -l)\" -ge 20 ] && break; sleep 0.005; done; kill -9 $p; wait $p");
    EXPECT_TRUE(fs::exists(hidden_ + "/problems/0012.toml"));
    EXPECT_FALSE(fs::exists(set_ + "/manifest.json")) << "the run was over before it could be killed";
  }

  Outcome resume() const { return in_shell("\"$0\" " + line_ + set_ + " --resume"); }

  /// Does some damage to a copy of the unfinished set, and goes on.
  void expect_the_same_set(const std::string& what, const std::function<void(const std::string& hidden)>& damage) {
    const std::string kept = scratch_.path("kept");
    fs::copy(set_, kept, fs::copy_options::recursive);
    damage(hidden_);
    const Outcome outcome = resume();
    EXPECT_EQ(outcome.status, 0) << what << ": " << outcome.error;
    EXPECT_TRUE(contents(set_) == contents(whole_)) << what;
    fs::remove_all(set_);
    fs::rename(kept, set_);
  }

  ScratchDirectory scratch_;
  std::string whole_ = scratch_.path("whole"), set_ = scratch_.path("set"), line_, hidden_;
};

TEST_F(Resume, GoesBackToTheLastProblemThatIsWholeInEveryFile) {
  for (const std::string file :
       {"questions.md", "solutions.md", "marker.md", "problems/0002.toml", "sheets/0003.csv"}) {
    expect_the_same_set(file + " emptied", [&](const auto& hidden) { fs::resize_file(hidden + '/' + file, 0); });
    expect_the_same_set(file + " cut", [&](const auto& hidden) {
      fs::resize_file(hidden + '/' + file, fs::file_size(hidden + '/' + file) / 2);
    });
    expect_the_same_set(file + " gone", [&](const auto& hidden) { fs::remove(hidden + '/' + file); });
    expect_the_same_set(file + " altered", [&](const auto& hidden) {
      std::string text = read_all(hidden + '/' + file);
      text[text.size() / 2] ^= 1;
      write(hidden + '/' + file, text);
    });
    expect_the_same_set(file + " a directory", [&](const auto& hidden) {
      fs::remove(hidden + '/' + file);
      fs::create_directories(hidden + '/' + file + "/of another kind");
    });
  }
  for (const std::string directory : {"problems", "sheets"}) {
    expect_the_same_set(directory + " gone", [&](const auto& hidden) { fs::remove_all(hidden + '/' + directory); });
  }
  expect_the_same_set("the journal gone", [&](const auto& hidden) { fs::remove(hidden + "/journal"); });
  expect_the_same_set("a foreign file", [&](const auto& hidden) { write(hidden + "/problems/9999.toml", "mine"); });
}

TEST_F(Resume, WritesThroughNoLink) {
  const std::string victim = scratch_.write("victim", "mine");
  fs::create_directory(scratch_.path("outside"));
  const std::string inside = scratch_.path("outside/0060.toml");
  write(inside, "mine");
  for (const std::string file :
       {"questions.md", "problems/0002.toml", "problems/0060.toml", "sheets/0060.csv", "manifest.json"}) {
    expect_the_same_set(file, [&](const auto& hidden) {
      fs::remove(hidden + '/' + file);
      fs::create_symlink(victim, hidden + '/' + file);
    });
    EXPECT_EQ(read_all(victim), "mine") << file;
  }
  expect_the_same_set("problems", [&](const auto& hidden) {
    fs::remove_all(hidden + "/problems");
    fs::create_directory_symlink(scratch_.path("outside"), hidden + "/problems");
  });
  EXPECT_EQ(read_all(inside), "mine");
}

TEST_F(Resume, NamesTheLineOfABrokenJournal) {
  const std::string journal = hidden_ + "/journal", good = read_all(journal);
  fs::remove(set_ + "/.stepmark.lock");  // of the dead process, which the next run takes away
  const auto before = contents(set_);
  std::string second = good, first = good;
  second[good.find('\n') + 3] ^= 1;
  first[3] ^= 1;
  for (const auto& [text, place] : std::map<std::string, std::string>{
           {second, "journal:2: "},
           {first, "journal:1: "},
           {"garbage\n" + good, "journal:1: "},
           {good + "garbage\n", "journal:" + std::to_string(1 + std::count(good.begin(), good.end(), '\n')) + ": "}}) {
    write(journal, text);
    expect_refused(resume(), {place, "--force"});
  }
  write(journal, good);
  EXPECT_TRUE(contents(set_) == before) << "a refusal changes nothing";
  expect_refused(in_shell("\"$0\" generate --count 7 --resume -o " + set_), {"journal:1: ", "other options"});
  fs::rename(journal, scratch_.path("elsewhere"));
  fs::create_symlink(scratch_.path("elsewhere"), journal);
  expect_refused(resume(), {"journal", "link"});
  EXPECT_EQ(read_all(scratch_.path("elsewhere")), good);
}

TEST_F(Resume, NamesWhatIsNotWholeInASetThatIsComplete) {
  const std::string line = "\"$0\" " + line_ + whole_ + " --resume", kept = scratch_.path("as-it-was");
  EXPECT_EQ(in_shell(line).status, 0);
  fs::copy(whole_, kept, fs::copy_options::recursive);
  const auto append = [](const std::string& path) { std::ofstream(path, std::ios::app) << ' '; };
  const std::pair<std::string, std::function<void(const std::string&)>> damages[] = {
      {"problems/0003.toml", [](const std::string& path) { write(path, ""); }},
      {"problems/0007.toml", [](const std::string& path) { fs::remove(path); }},
      {"problems/0060.toml", append},
      {"solutions.md", append},
      {"marker.md", [](const std::string& path) { fs::resize_file(path, fs::file_size(path) / 2); }},
      {"sheets/0001.csv", [](const std::string& path) { fs::remove_all(fs::path(path).parent_path()); }},
      {"manifest.json", append},
      {"manifest.json", [](const std::string& path) { write(path, "{"); }}};
  for (const auto& [file, damage] : damages) {
    damage(whole_ + '/' + file);
    expect_refused(in_shell(line), {whole_ + '/' + file});
    fs::remove_all(whole_);
    fs::copy(kept, whole_, fs::copy_options::recursive);
  }
  EXPECT_EQ(in_shell(line).status, 0);
}

TEST_F(Resume, DoesNotTakeWhatHadNotBegunForTheWholeSet) {
  fs::remove_all(set_);
  fs::copy(whole_, set_, fs::copy_options::recursive);
  fs::create_directories(hidden_ + "/problems");  // a run with --force was killed before its journal was there
  EXPECT_EQ(resume().status, 0);
  EXPECT_TRUE(contents(set_) == contents(whole_));
}

}  // namespace
}  // namespace stepmark::tests
