#include "cli/pandoc.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <vector>

#include "cli/paper.hpp"
#include "lib/base/error.hpp"
#include "lib/base/file.hpp"

namespace stepmark::cli {

namespace {

constexpr const char* html_style = R"(<style>
@page { size: A4; margin: 20mm 18mm; }
body { font: 11pt/1.45 Georgia, "Times New Roman", serif; max-width: 46em; margin: 2em auto; padding: 0 1em; color: #111; }
h1 { font-size: 1.5em; border-bottom: 1px solid #999; padding-bottom: .2em; }
h2 { font-size: 1.15em; margin-top: 1.4em; }
h1, h2, h3 { break-after: avoid; }
table { border-collapse: collapse; margin: 1em 0; break-inside: avoid; }
th, td { border: 1px solid #999; padding: .3em .7em; }
th { background: #f2f2f2; }
math { font-size: 1.05em; }
@media print { body { margin: 0; max-width: none; padding: 0; } th { background: none; } }
</style>
)";

/// @throws InputError where TMPDIR is set, and to no directory
std::string temporary_place() {
  std::error_code error;
  const auto place = std::filesystem::temp_directory_path(error);
  if (!error) return place.string();
  const char* set = std::getenv("TMPDIR");
  throw InputError({set ? set : "/tmp", 0, 0}, "is no directory, and TMPDIR is set to it",
                   "expected a place for temporary files");
}

/// A directory that is gone when the object is.
class Workplace {
 public:
  Workplace() : path_(temporary_place() + "/stepmark.XXXXXX") {
    if (!::mkdtemp(path_.data())) {
      throw InputError({path_, 0, 0}, "cannot be made", "expected a place for temporary files");
    }
  }
  ~Workplace() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Workplace(const Workplace&) = delete;
  Workplace& operator=(const Workplace&) = delete;

  std::string path(const std::string& name) const { return path_ + '/' + name; }
  void write(const std::string& name, std::string_view text) const {
    std::ofstream file(path(name), std::ios::binary);
    file << text;
    if (!file.flush()) throw InputError({path(name), 0, 0}, "cannot be written", "expected room for temporary files");
  }

 private:
  std::string path_;
};

/// @returns the exit status; 127 where the program is not found
int run(std::vector<std::string> words, const std::string& error_file) {
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t files;
  ::posix_spawn_file_actions_init(&files);
  ::posix_spawn_file_actions_addopen(&files, STDERR_FILENO, error_file.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  ::posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  pid_t child = 0;
  const int failed = ::posix_spawnp(&child, arguments.front(), &files, nullptr, arguments.data(), environ);
  ::posix_spawn_file_actions_destroy(&files);
  if (failed != 0) return 127;
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

std::string first_line(const std::string& path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  return line;
}

}  // namespace

std::string convert(const std::string& markdown, const std::string& to) {
  constexpr std::size_t most = std::size_t{1} << 30;
  const Workplace place;
  place.write("page.md", markdown);
  place.write("style.html", html_style);
  const std::string out = place.path("page." + (to == "latex" ? "tex" : to)), said = place.path("said");
  std::vector<std::string> words = {"pandoc", "--standalone", "-f", "markdown", "-o", out, place.path("page.md")};
  if (to == "html") {
    words.insert(words.end(), {"--mathml", "--include-in-header", place.path("style.html"), "--metadata", "lang=en"});
  } else if (to == "pdf") {
    words.insert(words.end(), {"-V", "papersize=a4", "-V", "geometry:margin=20mm", "-V", "fontsize=11pt"});
  } else if (to == "docx") {
    place.write("paper.docx", paper);
    words.insert(words.end(), {"--reference-doc", place.path("paper.docx")});
  }
  // A title is wanted for HTML; the pages bring their own.
  words.insert(words.end(), {"--metadata", "pagetitle=Stepmark"});
  const int status = run(words, said);
  if (status == 127) throw InputError({}, "pandoc is not there", "expected pandoc to be installed for --to " + to);
  if (status != 0) throw InputError({}, "pandoc failed: " + quoted(first_line(said), 200), "expected it to make " + to);
  return read_bytes(out, most);
}

void check_pandoc(const std::string& to) { convert("One line: $1$.\n", to); }

}  // namespace stepmark::cli
