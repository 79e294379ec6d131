#include "lib/base/file.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "lib/base/error.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

class File : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (std::filesystem::temp_directory_path() / "stepmark-file-XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    directory_ = pattern;
  }
  void TearDown() override { std::filesystem::remove_all(directory_); }

  std::string written(const std::string& content) const {
    const std::string path = directory_ + "/a.txt";
    std::ofstream(path, std::ios::binary) << content;
    return path;
  }

  static std::string complaint(const std::string& path, std::size_t most = 1 << 20) {
    try {
      read_text_file(path, most);
    } catch (const InputError& error) {
      EXPECT_EQ(error.where().file, path);
      return std::string(error.what()).substr(path.size());
    }
    return "no complaint";
  }

  std::string directory_;
};

TEST_F(File, ReadsText) {
  EXPECT_EQ(read_text_file(written("a = \"θ\"\n"), 100), "a = \"θ\"\n");
  EXPECT_EQ(read_text_file(written("\xEF\xBB\xBFx"), 100), "x");
}

TEST_F(File, ComplainsInOneLine) {
  EXPECT_EQ(complaint(directory_ + "/none"), ": no such file; expected a text file");
  EXPECT_EQ(complaint(directory_), ": is a directory; expected a text file");
  EXPECT_EQ(complaint(written("")), ": is empty; expected text");
  EXPECT_EQ(complaint(written("\xEF\xBB\xBF")), ": is empty; expected text");
  EXPECT_EQ(complaint(written(std::string("ab\0c", 4))), ": is a binary file; expected UTF-8 text");
  EXPECT_EQ(complaint(written("a\nθ\xC3(")), ":2:2: the byte '\\xc3' is not UTF-8; expected UTF-8 text");
  EXPECT_EQ(complaint(written(std::string(101, 'a')), 100), ": is too large; expected at most 100 bytes");
  const std::string pipe = directory_ + "/pipe";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  EXPECT_EQ(complaint(pipe), ": is no regular file; expected a text file");
  EXPECT_EQ(complaint("/dev/zero", 2 << 20), ": is too large; expected at most 2 MiB");
}

TEST_F(File, AnArgumentMayBeAPipe) {
  const std::string pipe = directory_ + "/pipe";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  std::thread writer([&] { std::ofstream(pipe) << "\xEF\xBB\xBFθ"; });
  EXPECT_EQ(read_text_argument(pipe, 100), "θ");
  writer.join();
  EXPECT_EQ(argument_name(pipe), pipe);
  EXPECT_EQ(argument_name("-"), "standard input");
}

TEST_F(File, ComplainsOfWhatItMayNotRead) {
  if (geteuid() == 0) GTEST_SKIP() << "root may read everything";
  const std::string path = written("a");
  chmod(path.c_str(), 0);
  EXPECT_EQ(complaint(path), ": cannot be read: Permission denied; expected a readable text file");
}

TEST(Utf8, KnowsWhatIsValid) {
  for (const std::string good :
       {"a", "\xC2\x80", "\xE2\x88\x92", "\xF0\x9F\x98\x80", "\xED\x9F\xBF", "\xF4\x8F\xBF\xBF"}) {
    EXPECT_EQ(valid_utf8_prefix(good), good.size());
  }
  for (const std::string bad : {"\x80", "\xC0\x80", "\xC1\xBF", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xF0\x8F\xBF\xBF",
                                "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xE2\x88", "\xC3"}) {
    EXPECT_EQ(valid_utf8_prefix("ab" + bad), 2U);
    EXPECT_EQ(valid_utf8_prefix("ab" + bad + "c"), 2U);
  }
}

}  // namespace
}  // namespace stepmark::tests
